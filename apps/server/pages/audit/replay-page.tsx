import { BackLink } from '../components/back-link.js';
import { Button } from '../components/button.js';
import { Details } from '../components/details.js';
import { InsetText } from '../components/inset-text.js';
import { Select } from '../components/select.js';
import { SummaryList } from '../components/summary-list.js';
import { Tag } from '../components/tag.js';
import { WideTable } from '../components/wide-table.js';
import { Document, type Frame } from '../frame/document.js';
import { Written } from './entry-list.js';
import type { FactShown, ReplayShown, StepShown } from './present-replay.js';

interface ReplayPageProps {
  readonly frame: Frame;
  readonly replay: ReplayShown;
}

/** One step of an audit's life: what happened, what was known then, and what has become of it. */
export const ReplayPage = ({ frame, replay }: ReplayPageProps) => {
  const { reference, step, of, happened, corrections, changed, added, asBefore, beside } = replay;
  const title = `Replay of audit ${reference}: step ${step} of ${of}`;
  const when = beside === null ? 'now' : `after step ${beside.step}`;
  const later = `Known ${when}`;
  return (
    <Document
      frame={frame}
      title={title}
      before={<BackLink href={`/audits/${reference}/history`}>{`History of audit ${reference}`}</BackLink>}
    >
      <span class="govuk-caption-l">
        {replay.type}
        {replay.caseId !== null && `, child ${replay.caseId}`}
      </span>
      <h1 class="govuk-heading-l">{title}</h1>
      <Walk {...replay} />
      <h2 class="govuk-heading-m">{happened.title}</h2>
      <SummaryList
        rows={[
          { key: 'Who', value: happened.who },
          { key: 'Recorded', value: happened.when },
          ...happened.facts.map(({ label, value }) => ({ key: label, value: <Written text={value} /> })),
          { key: 'Filled in by', value: replay.pinned },
        ]}
      />
      {happened.withheld !== null && <p class="govuk-body">Kept from you: {happened.withheld}.</p>}
      {corrections.map(({ who, when, facts }) => (
        <InsetText>
          <p class="govuk-body">
            <Tag classes="govuk-tag--orange">Corrected</Tag> This was wrong. It was put right by {who}, {when}.
          </p>
          <SummaryList
            classes="govuk-summary-list--no-border"
            rows={facts.map(({ label, value }) => ({ key: label, value: <Written text={value} /> }))}
          />
        </InsetText>
      ))}
      {changed.length > 0 ? (
        <Beside caption={`Known then, and otherwise ${when}`} facts={changed} later={later} />
      ) : (
        <p class="govuk-body">Everything that was known then is still so {when}.</p>
      )}
      {added.length > 0 && (
        <Details summary={`Not known then, and recorded since (${added.length})`}>
          <Beside caption="Recorded since" facts={added} later={later} />
        </Details>
      )}
      {asBefore.length > 0 && (
        <section>
          <h2 class="govuk-heading-m">Known then, and still so {when}</h2>
          <SummaryList rows={asBefore.map(({ label, then }) => ({ key: label, value: <Written text={then} /> }))} />
        </section>
      )}
      <Elsewhere {...replay} />
    </Document>
  );
};

interface BesideProps {
  readonly caption: string;
  readonly facts: readonly FactShown[];
  /** Of the column that says what is known now, or after another step. */
  readonly later: string;
}

const Beside = ({ caption, facts, later }: BesideProps) => (
  <WideTable
    caption={caption}
    firstCellIsHeader
    head={[{ text: 'What' }, { text: 'Known then' }, { text: later }, { text: 'How it changed' }]}
    rows={facts.map((fact) => [
      { text: fact.label },
      { text: <Written text={fact.then} />, classes: 'plumbline-wordy' },
      { text: <Written text={fact.now} />, classes: 'plumbline-wordy' },
      { text: <Marks {...fact} />, classes: 'plumbline-wordy' },
    ])}
  />
);

/** From step to step: what was followed has focus on the page it leads to, so that it can be followed again. */
const Walk = ({ steps, step, of, previous, next, beside }: ReplayShown) => {
  const query = beside === null ? '' : `?beside=${beside.step}`;
  const to = (target: StepShown | null | undefined, id: string, text: string) =>
    target && (
      <li>
        <a class="govuk-link" id={id} href={`${target.href}${target.step <= (beside?.step ?? of) ? query : ''}#${id}`}>
          {text}
        </a>
      </li>
    );
  return (
    <nav aria-label="Steps">
      <ul class="plumbline-walk">
        {previous && to(steps[0], 'first', 'First')}
        {to(previous, 'previous', 'Previous')}
        {to(next, 'next', 'Next')}
        {next && to(steps[of - 1], 'last', 'Last')}
      </ul>
      {step === of && <p class="govuk-body">This is the last step there is.</p>}
    </nav>
  );
};

const Marks = ({ marks }: FactShown) => (
  <>
    {marks.map(({ mark, by }) => (
      <p class="govuk-body-s govuk-!-margin-bottom-1">
        <Tag classes={TAGS[mark]}>{mark}</Tag>{' '}
        {by && (
          <>
            {by.who}, {by.when}: <a class="govuk-link" href={by.href}>{`step ${by.step}, ${by.title}`}</a>
          </>
        )}
      </p>
    ))}
  </>
);

/** Beside the words, never instead of them. */
const TAGS: Readonly<Record<string, string>> = {
  Corrected: 'govuk-tag--orange',
  'Erased since': 'govuk-tag--red',
  'Recorded since': 'govuk-tag--green',
  'No longer': 'govuk-tag--grey',
};

const Elsewhere = ({ reference, step, of, beside, steps }: ReplayShown) => (
  <>
    {step < of && (
      <form method="get" action={`/audits/${reference}/replay/${step}`}>
        <Select
          name="beside"
          label={{ text: 'Put beside', classes: 'govuk-label--s' }}
          value={beside === null ? '' : String(beside.step)}
          items={[
            { value: '', text: 'What is known now' },
            ...steps.slice(step).map((each) => ({
              value: String(each.step),
              text: `Step ${each.step}: ${each.title}, ${each.when}`,
            })),
          ]}
        />
        <Button classes="govuk-button--secondary">Show</Button>
      </form>
    )}
    <Details summary={`All steps (${of})`}>
      <ol class="govuk-list govuk-list--number">
        {steps.map((each) => (
          <li>
            <a class="govuk-link" href={each.href} aria-current={each.step === step ? 'step' : undefined}>
              {each.title}
            </a>
            , {each.who}, {each.when}
          </li>
        ))}
      </ol>
    </Details>
  </>
);
