import type { PeopleChange, PeopleImported } from '#application';
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
import { humanised } from '../words/humanised.js';

interface ImportPeoplePageProps {
  readonly frame: Frame;
  readonly formToken: string;
  readonly errors: FormErrors;
}

const Back = () => <BackLink href="/people">People</BackLink>;

export const ImportPeoplePage = ({ frame, formToken, errors }: ImportPeoplePageProps) => (
  <Document frame={frame} title="Import people" errors={errors.summary} before={<Back />}>
    <h1 class="govuk-heading-l">Import people</h1>
    <p class="govuk-body">
      A CSV with a row for each person: ref, name, email, team, service, manager, roles, from, to. What it leaves out
      stays as it is. You are shown what would change before anything does.
    </p>
    <UploadForm
      formToken={formToken}
      fields={[]}
      file={{ label: 'File', hint: 'A CSV' }}
      posted={null}
      errors={errors}
      button="Check the file"
      cancel="/people"
    />
  </Document>
);

interface PeopleUploadPageProps {
  readonly frame: Frame;
  readonly formToken: string;
  readonly address: string;
  readonly stage: UploadStage<PeopleImported>;
}

const TITLES: Readonly<Record<UploadStage<unknown>['is'], string>> = {
  reading: 'The file is being read',
  checked: 'Check the people',
  importing: 'The people are being imported',
  done: 'The people have been imported',
  refused: 'The file could not be imported',
};

export const PeopleUploadPage = ({ frame, formToken, address, stage }: PeopleUploadPageProps) => (
  <Document frame={frame} title={TITLES[stage.is]} before={<Back />}>
    <h1 class="govuk-heading-l">{TITLES[stage.is]}</h1>
    <Stage {...{ formToken, address, stage }} />
  </Document>
);

function Stage({ formToken, address, stage }: Omit<PeopleUploadPageProps, 'frame'>) {
  if (stage.is === 'refused') return <NotImported sentence={stage.sentence} again="/people/import" />;
  if (stage.is === 'done')
    return (
      <>
        <Counts {...stage.result} />
        <Button href="/people">People</Button>
      </>
    );
  if (stage.is === 'checked') return <Checked {...{ formToken, address }} result={stage.result} />;
  return <GoesOn address={address} />;
}

interface CheckedProps {
  readonly formToken: string;
  readonly address: string;
  readonly result: PeopleImported;
}

const Checked = ({ formToken, address, result }: CheckedProps) => {
  const { rejected, warnings, changes, registered, teams, awaitingConfirmation } = result;
  const hasNews = registered + teams + awaitingConfirmation + changes.length > 0;
  return (
    <>
      <p class="govuk-body">
        Nothing has been imported yet.{!hasNews && ' The file says nothing that is not known already.'}
      </p>
      <Counts {...result} />
      <Decision
        address={address}
        formToken={formToken}
        accept={!hasNews ? null : rejected.length > 0 ? 'Import without what is not right' : 'Import these people'}
      />
      {changes.length > 0 && <Changes changes={changes} />}
      <Findings rejected={rejected} warnings={warnings} />
    </>
  );
};

const Changes = ({ changes }: { readonly changes: readonly PeopleChange[] }) => (
  <WideTable
    caption={`${changes.length} ${changes.length === 1 ? 'change' : 'changes'} of people and teams who are known`}
    firstCellIsHeader
    head={['Who', 'What', 'Is', 'Becomes', 'When'].map((text) => ({ text }))}
    rows={changes.map(({ ref, name, field, is, becomes, waits }) => [
      { text: ref === null ? `Team ${name}` : `${name} (${ref})` },
      { text: humanised(field) },
      { text: is ?? 'None' },
      { text: becomes ?? 'None' },
      { text: waits ? 'Once a second person confirms' : 'At once' },
    ])}
  />
);

const Counts = ({ rows, registered, changed, teams, awaitingConfirmation }: PeopleImported) => (
  <SummaryList
    rows={[
      { key: 'Rows read', value: String(rows.read) },
      { key: 'Rows not right', value: String(rows.rejected) },
      { key: 'New people', value: String(registered) },
      { key: 'People who change', value: String(changed) },
      { key: 'Teams new or changed', value: String(teams) },
      { key: 'Changes that wait for a second person', value: String(awaitingConfirmation) },
    ]}
  />
);
