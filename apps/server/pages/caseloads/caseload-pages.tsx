import type { CaseloadImported } from '#application';
import { BackLink } from '../components/back-link.js';
import { Breadcrumbs } from '../components/breadcrumbs.js';
import { Button } from '../components/button.js';
import { InsetText } from '../components/inset-text.js';
import { SummaryList } from '../components/summary-list.js';
import { WideTable } from '../components/wide-table.js';
import type { FormErrors } from '../forms/errors-of.js';
import type { Field } from '../forms/field.js';
import type { Posted } from '../forms/posted.js';
import { Document, type Frame } from '../frame/document.js';
import { Decision } from '../uploads/decision.js';
import { Findings } from '../uploads/findings.js';
import { Filter, isNarrowed, type FilterField } from '../lists/filter.js';
import { ListHead } from '../lists/list-head.js';
import { countedOf } from '../lists/onward.js';
import { GoesOn, NotImported } from '../uploads/stages.js';
import { UploadForm } from '../uploads/upload-form.js';
import type { UploadStage } from '../uploads/uploads.js';

/** A caseload as the list says it. */
export interface CaseloadListed {
  readonly asAt: string;
  readonly href: string;
  readonly source: string;
  readonly cases: string;
  readonly imported: string;
}

interface CaseloadsPageProps {
  readonly frame: Frame;
  readonly caseloads: readonly CaseloadListed[];
  readonly fields: readonly FilterField[];
  readonly sort: FilterField;
  readonly csv: string;
}

const Trail = ({ here }: { readonly here: string }) => (
  <Breadcrumbs
    items={[{ text: 'Samples', href: '/samples' }, { text: 'Caseloads', href: '/caseloads' }, { text: here }]}
  />
);

export const CaseloadsPage = ({ frame, caseloads, fields, sort, csv }: CaseloadsPageProps) => (
  <Document frame={frame} title="Caseloads" before={<BackLink href="/samples">Samples</BackLink>}>
    <h1 class="govuk-heading-l">Caseloads</h1>
    <p class="govuk-body">A caseload is the list of cases that a sample is drawn from, as it was true on one day.</p>
    <Button href="/caseloads/upload">Upload a caseload</Button>
    {(caseloads.length > 0 || isNarrowed(fields)) && (
      <Filter address="/caseloads" summary="Filter or sort caseloads" fields={fields} sort={sort} />
    )}
    {caseloads.length === 0 ? (
      <p class="govuk-body">
        {isNarrowed(fields)
          ? 'No caseload is from there. Clear the filter to see the others.'
          : 'No caseload has been uploaded yet. Upload one to draw a sample from it.'}
      </p>
    ) : (
      <>
        <ListHead counted={countedOf(caseloads.length, caseloads.length, ['caseload', 'caseloads'])} csv={csv} />
        <WideTable
          caption="Caseloads"
          captionClasses="govuk-visually-hidden"
          firstCellIsHeader
          head={CASELOADS_HEAD.map((text) => ({ text }))}
          rows={caseloads.map(({ asAt, href, source, cases, imported }) => [
            {
              text: (
                <a class="govuk-link" href={href}>
                  {asAt}
                </a>
              ),
            },
            { text: source },
            { text: cases },
            { text: imported },
          ])}
        />
      </>
    )}
  </Document>
);

export const CASELOADS_HEAD = ['As at', 'From', 'Cases', 'Imported'];

interface CaseloadPageProps {
  readonly frame: Frame;
  readonly title: string;
  readonly facts: readonly { readonly key: string; readonly value: string }[];
  readonly rejected: CaseloadImported['rejected'];
  readonly warnings: readonly string[];
  readonly isWhole: boolean;
  /** Its cases, a page at a time. */
  readonly cases: string;
}

export const CaseloadPage = ({ frame, title, facts, rejected, warnings, isWhole, cases }: CaseloadPageProps) => (
  <Document frame={frame} title={title} before={<Trail here={title} />}>
    <h1 class="govuk-heading-l">{title}</h1>
    {!isWhole && (
      <InsetText>
        This caseload is not whole: its import is under way or was cut short. Upload the same file again to finish it.
      </InsetText>
    )}
    <SummaryList rows={[...facts]} />
    <p class="govuk-body">
      <a class="govuk-link" href={cases}>
        Look at its cases
      </a>
    </p>
    <Findings rejected={rejected} warnings={[]} />
    {warnings.length > 0 && (
      <>
        <h2 class="govuk-heading-m">What to know of this file</h2>
        <ul class="govuk-list govuk-list--bullet">
          {warnings.map((warning) => (
            <li>{warning}</li>
          ))}
        </ul>
      </>
    )}
  </Document>
);

interface UploadCaseloadPageProps {
  readonly frame: Frame;
  readonly formToken: string;
  readonly fields: readonly Field[];
  readonly posted: Posted | null;
  readonly errors: FormErrors;
}

export const UploadCaseloadPage = ({ frame, errors, ...form }: UploadCaseloadPageProps) => (
  <Document frame={frame} title="Upload a caseload" errors={errors.summary} before={<Trail here="Upload" />}>
    <h1 class="govuk-heading-l">Upload a caseload</h1>
    <p class="govuk-body">You are shown what is in the file, and what is wrong with it, before anything is imported.</p>
    <UploadForm
      {...form}
      errors={errors}
      file={{ label: 'File', hint: 'An Excel workbook (.xlsx), an OpenDocument one (.ods) or a CSV, up to 64 MB' }}
      button="Check the file"
      cancel="/caseloads"
    />
  </Document>
);

interface CaseloadUploadPageProps {
  readonly frame: Frame;
  readonly formToken: string;
  readonly address: string;
  readonly fileName: string;
  readonly stage: UploadStage<CaseloadImported>;
}

const TITLES: Readonly<Record<UploadStage<unknown>['is'], string>> = {
  reading: 'The file is being read',
  checked: 'Check the caseload',
  importing: 'The caseload is being imported',
  done: 'The caseload has been imported',
  refused: 'The file could not be imported',
};

/** Where the work on a file stands, and what was found in it. */
export const CaseloadUploadPage = ({ frame, formToken, address, fileName, stage }: CaseloadUploadPageProps) => (
  <Document frame={frame} title={TITLES[stage.is]} before={<Trail here={fileName} />}>
    <h1 class="govuk-heading-l">{TITLES[stage.is]}</h1>
    <Stage {...{ formToken, address, stage }} />
  </Document>
);

function Stage({ formToken, address, stage }: Pick<CaseloadUploadPageProps, 'formToken' | 'address' | 'stage'>) {
  switch (stage.is) {
    case 'reading':
      return <GoesOn address={address}>It takes up to a minute.</GoesOn>;
    case 'importing':
      return (
        <GoesOn address={address}>
          {stage.of > 0 ? `${stage.done} of ${stage.of} cases so far.` : 'It has just begun.'}
        </GoesOn>
      );
    case 'refused':
      return <NotImported sentence={stage.sentence} again="/caseloads/upload" />;
    case 'done':
      return (
        <>
          <Counts {...stage.result} />
          <div class="govuk-button-group">
            <Button href="/samples/draw">Draw a sample</Button>
            <a class="govuk-link" href="/caseloads">
              All caseloads
            </a>
          </div>
        </>
      );
    case 'checked':
      return <Checked {...{ formToken, address }} result={stage.result} />;
  }
}

const Checked = ({
  formToken,
  address,
  result,
}: {
  readonly formToken: string;
  readonly address: string;
  readonly result: CaseloadImported;
}) => {
  const { rows, frame, rejected, warnings } = result;
  const hasCases = frame.size + frame.closed > 0;
  return (
    <>
      <p class="govuk-body">
        Nothing has been imported yet.{' '}
        {rejected.length > 0 &&
          'Some rows are not right: put them right in the file and upload it again, or leave them out.'}
      </p>
      <Counts {...result} />
      <Decision
        address={address}
        formToken={formToken}
        accept={
          !hasCases ? null : rejected.length > 0 ? `Import without ${rowsOf(rows.rejected)}` : 'Import this caseload'
        }
      />
      <Findings rejected={rejected} warnings={warnings} />
    </>
  );
};

const rowsOf = (count: number): string => `the ${count} ${count === 1 ? 'row that is' : 'rows that are'} not right`;

const STATUSES: Readonly<Record<keyof CaseloadImported['frame']['byStatus'], string>> = {
  child_in_need: 'Children in need',
  child_protection: 'On child protection plans',
  looked_after: 'Looked after',
  care_leaver: 'Care leavers',
};

const Counts = ({ rows, frame }: CaseloadImported) => (
  <SummaryList
    rows={[
      { key: 'Rows read', value: String(rows.read) },
      { key: 'Rows not right', value: String(rows.rejected) },
      { key: 'Open cases', value: String(frame.size) },
      { key: 'Closed cases', value: String(frame.closed) },
      ...(['child_in_need', 'child_protection', 'looked_after', 'care_leaver'] as const).map((status) => ({
        key: STATUSES[status],
        value: String(frame.byStatus[status]),
      })),
    ]}
  />
);
