import { AuditLink } from '../case/audit-link.js';
import { Breadcrumbs } from '../components/breadcrumbs.js';
import { Button } from '../components/button.js';
import { Details } from '../components/details.js';
import { InsetText } from '../components/inset-text.js';
import { SummaryList } from '../components/summary-list.js';
import { WideTable } from '../components/wide-table.js';
import { Document, type Frame } from '../frame/document.js';
import type { SampleCaseShown, SampleShown } from './present-sample.js';

interface SamplePageProps {
  readonly frame: Frame;
  readonly title: string;
  readonly address: string;
  readonly sample: SampleShown;
  /** Its audits on the board. */
  readonly board: string;
}

/** A sample: who was drawn and who was left out and why, and what has become of each case. */
export const SamplePage = ({ frame, title, address, sample, board }: SamplePageProps) => (
  <Document
    frame={frame}
    title={title}
    before={<Breadcrumbs items={[{ text: 'Samples', href: '/samples' }, { text: title }]} />}
  >
    <h1 class="govuk-heading-l">{title}</h1>
    <Standing {...{ sample, address, board }} />
    <SummaryList
      rows={[
        ...sample.facts,
        {
          key: 'Drawn from',
          value: (
            <a class="govuk-link" href={sample.caseload.href}>
              {sample.caseload.text}
            </a>
          ),
        },
      ]}
    />
    <CaseTable caption={`Selected cases (${sample.selected.length})`} cases={sample.selected} />
    {sample.directed.length > 0 && (
      <CaseTable caption={`Cases picked by hand (${sample.directed.length})`} cases={sample.directed} />
    )}
    {sample.reserves.length > 0 && (
      <Details summary={`Reserves, in the order in which they are taken (${sample.reserves.length})`}>
        <CaseTable caption={`Reserves (${sample.reserves.length})`} cases={sample.reserves} />
      </Details>
    )}
    <h2 class="govuk-heading-m">Cases left out, and why</h2>
    {sample.excluded.length === 0 ? (
      <p class="govuk-body">No case of the caseload was left out.</p>
    ) : (
      <WideTable
        caption="Cases left out, by reason"
        captionClasses="govuk-visually-hidden"
        firstCellIsHeader
        head={[{ text: 'Reason' }, { text: 'Cases', format: 'numeric' }]}
        rows={sample.excluded.map(({ reason, count }) => [{ text: reason }, { text: count, format: 'numeric' }])}
      />
    )}
    <p class="govuk-body">
      <a class="govuk-link" href={`${address}/redraw`}>
        Prove this draw
      </a>
      : draw again from the same caseload, rules and seed, and compare.
    </p>
  </Document>
);

function Standing({ sample, address, board }: Pick<SamplePageProps, 'sample' | 'address' | 'board'>) {
  const { standing, progress } = sample;
  if (standing === 'drawn')
    return (
      <>
        <InsetText>
          Nothing has been issued yet. Look at the cases below. Issuing makes an audit of each; drawing again makes
          another sample and leaves this one as it is.
        </InsetText>
        <div class="govuk-button-group">
          <Button href={`${address}/issue`}>Issue this sample</Button>
          <a class="govuk-link" href="/samples/draw">
            Draw another
          </a>
        </div>
      </>
    );
  if (standing === 'issuing')
    return (
      <InsetText>
        {progress.done} of {progress.of} cases have become audits so far. You can leave this page: it goes on without
        you.{' '}
        <a class="govuk-link" href={address}>
          Look again
        </a>
      </InsetText>
    );
  return (
    <p class="govuk-body">
      This sample has been issued.{' '}
      <a class="govuk-link" href={board}>
        Its audits on the board
      </a>
    </p>
  );
}

interface CaseTableProps {
  readonly caption: string;
  readonly cases: readonly SampleCaseShown[];
}

const CaseTable = ({ caption, cases }: CaseTableProps) => {
  const hasParts = cases.some(({ of }) => of !== null);
  return (
    <WideTable
      caption={caption}
      firstCellIsHeader
      head={['Child', ...(hasParts ? ['Drawn of'] : []), 'Team', 'Worker', 'Standing', 'Audit', 'Auditor'].map(
        (text) => ({
          text,
        }),
      )}
      rows={cases.map(({ caseId, of, team, worker, standing, audit }) => [
        { text: caseId },
        ...(hasParts ? [{ text: of ?? 'Not said' }] : []),
        { text: team },
        { text: worker },
        { text: audit?.stage ?? standing },
        {
          text: audit === null ? 'None' : <AuditLink reference={audit.reference} href={`/audits/${audit.reference}`} />,
        },
        {
          text:
            audit === null ? (
              'Nobody'
            ) : audit.mayAllocate ? (
              <a class="govuk-link" href={`/audits/${audit.reference}/allocate`}>
                Allocate<span class="govuk-visually-hidden"> audit {audit.reference}</span>
              </a>
            ) : (
              audit.auditor
            ),
        },
      ])}
    />
  );
};
