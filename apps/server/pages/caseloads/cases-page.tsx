import { Breadcrumbs } from '../components/breadcrumbs.js';
import { WideTable } from '../components/wide-table.js';
import { Document, type Frame } from '../frame/document.js';
import { Filter, type FilterField } from '../lists/filter.js';
import { Onward } from '../lists/onward.js';
import type { CaseShown } from './present-cases.js';

interface CasesPageProps {
  readonly frame: Frame;
  readonly caseload: { readonly text: string; readonly href: string };
  /** How many there are in all. */
  readonly counted: string;
  readonly fields: readonly FilterField[];
  readonly query: Readonly<Record<string, string>>;
  readonly cases: readonly CaseShown[];
  readonly csv: string;
  readonly place: string;
  readonly next: string | null;
}

/** The cases of a caseload, a page at a time, in the order in which samples are drawn from it. */
export const CasesPage = ({ frame, caseload, counted, fields, query, cases, csv, place, next }: CasesPageProps) => {
  const title = `${caseload.text}: its cases`;
  const address = `${caseload.href}/cases`;
  return (
    <Document
      frame={frame}
      title={title}
      before={
        <Breadcrumbs
          items={[
            { text: 'Samples', href: '/samples' },
            { text: 'Caseloads', href: '/caseloads' },
            caseload,
            { text: 'Cases' },
          ]}
        />
      }
    >
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{counted}</p>
      <Filter address={address} summary="Filter these cases" fields={fields} />
      {cases.length === 0 ? (
        <p class="govuk-body">
          {next === null
            ? 'No case is like that here. Clear the filter to see the others.'
            : 'None of the cases looked at so far is like that. Go on to the next page.'}
        </p>
      ) : (
        <>
          <p class="govuk-body">
            <a class="govuk-link" href={csv} download>
              Download these cases (CSV)
            </a>
          </p>
          <WideTable
            caption="Cases, in the order in which they are drawn from"
            captionClasses="govuk-visually-hidden"
            firstCellIsHeader
            head={CASE_HEAD.map((text) => ({ text }))}
            rows={cases.map((each) => cellsOf(each).map((text) => ({ text })))}
          />
        </>
      )}
      <Onward {...{ address, query, place, next }} />
    </Document>
  );
};

export const CASE_HEAD = ['Child', 'Status', 'Service', 'Team', 'Worker', 'Case is'];

export const cellsOf = ({ caseId, status, service, team, worker, standing }: CaseShown): readonly string[] => [
  caseId,
  status,
  service,
  team,
  worker,
  standing,
];
