import { BackLink } from '../components/back-link.js';
import { Button } from '../components/button.js';
import { SummaryList } from '../components/summary-list.js';
import { WideTable } from '../components/wide-table.js';
import type { FormErrors } from '../forms/errors-of.js';
import { Document, type Frame } from '../frame/document.js';
import { Decision } from '../uploads/decision.js';
import { Findings } from '../uploads/findings.js';
import { GoesOn, NotImported } from '../uploads/stages.js';
import { UploadForm } from '../uploads/upload-form.js';
import type { UploadStage } from '../uploads/uploads.js';
import type { EnteredList, ListSaid } from './entered-lists.js';

interface FileFormPageProps {
  readonly frame: Frame;
  readonly list: EnteredList;
  readonly formToken: string;
  readonly errors: FormErrors;
}

export const FileFormPage = ({ frame, list, formToken, errors }: FileFormPageProps) => (
  <Document
    frame={frame}
    title={`Import ${list.what}`}
    errors={errors.summary}
    before={<BackLink href={list.report.href}>{list.report.text}</BackLink>}
  >
    <h1 class="govuk-heading-l">Import {list.what}</h1>
    <p class="govuk-body">{list.about} Nothing is recorded before you have seen what is in the file.</p>
    <UploadForm
      formToken={formToken}
      fields={[]}
      file={{ label: 'File', hint: 'A CSV' }}
      posted={null}
      errors={errors}
      button="Check the file"
      cancel={list.report.href}
    />
  </Document>
);

interface FilePageProps {
  readonly frame: Frame;
  readonly list: EnteredList;
  readonly formToken: string;
  readonly address: string;
  readonly stage: UploadStage<ListSaid>;
}

const TITLES: Readonly<Record<UploadStage<unknown>['is'], (what: string) => string>> = {
  reading: () => 'The file is being read',
  checked: (what) => `Check the ${what}`,
  importing: (what) => `The ${what} are being imported`,
  done: (what) => `The ${what} have been imported`,
  refused: () => 'The file could not be imported',
};

export const FilePage = ({ frame, list, stage, ...asked }: FilePageProps) => {
  const title = TITLES[stage.is](list.what);
  return (
    <Document frame={frame} title={title} before={<BackLink href={list.report.href}>{list.report.text}</BackLink>}>
      <h1 class="govuk-heading-l">{title}</h1>
      <Stage {...{ list, stage }} {...asked} />
    </Document>
  );
};

function Stage({ list, formToken, address, stage }: Omit<FilePageProps, 'frame'>) {
  if (stage.is === 'refused') return <NotImported sentence={stage.sentence} again={`/enter/${list.key}/file`} />;
  if (stage.is === 'done')
    return (
      <>
        <Counts {...stage.result} />
        <Button href={list.report.href}>{list.report.text}</Button>
      </>
    );
  if (stage.is === 'checked') return <Checked {...{ formToken, address }} result={stage.result} />;
  return <GoesOn address={address} />;
}

interface CheckedProps {
  readonly formToken: string;
  readonly address: string;
  readonly result: ListSaid;
}

function Checked({ formToken, address, result }: CheckedProps) {
  const { rejected, warnings, findings, news } = result;
  return (
    <>
      <p class="govuk-body">
        Nothing has been imported yet.{news === 0 && ' The file says nothing that is not known already.'}
      </p>
      <Counts {...result} />
      {findings.length > 0 && (
        <WideTable
          caption="What does not hold together, and is published as it is printed"
          firstCellIsHeader
          head={[{ text: 'Of' }, { text: 'What' }]}
          rows={findings.map(({ of, text }) => [{ text: of }, { text, classes: 'plumbline-wordy' }])}
        />
      )}
      <Decision
        address={address}
        formToken={formToken}
        accept={news === 0 ? null : rejected.length > 0 ? 'Import without what is not right' : acceptWords(result)}
      />
      <Findings rejected={rejected} warnings={warnings} />
    </>
  );
}

const acceptWords = ({ findings }: ListSaid): string =>
  findings.length > 0 ? 'Import all of it as it is printed' : 'Import all of it';

const Counts = ({ rows, counts }: ListSaid) => (
  <SummaryList
    rows={[
      { key: 'Rows read', value: String(rows.read) },
      { key: 'Rows not right', value: String(rows.rejected) },
      ...counts,
    ]}
  />
);
