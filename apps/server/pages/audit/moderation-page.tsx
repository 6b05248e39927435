import { Child } from '../case/child.js';
import { Due } from '../case/due.js';
import { BackLink } from '../components/back-link.js';
import { Button } from '../components/button.js';
import { InsetText } from '../components/inset-text.js';
import { NotificationBanner } from '../components/notification-banner.js';
import { SummaryList } from '../components/summary-list.js';
import { Tag } from '../components/tag.js';
import { WideTable } from '../components/wide-table.js';
import { Document, type Frame } from '../frame/document.js';
import { EntryList } from './entry-list.js';
import type { ModerationShown } from './present-moderation.js';

interface ModerationPageProps {
  readonly frame: Frame;
  readonly moderation: ModerationShown;
  /** What was done a moment ago. */
  readonly done: string | null;
}

/** An audit for its moderator: what can be done, and the record and the grades side by side. */
export const ModerationPage = ({ frame, moderation, done }: ModerationPageProps) => {
  const { reference, steps, due, why, isOver } = moderation;
  const title = `Moderation of audit ${reference}`;
  const [first, ...others] = steps;
  return (
    <Document frame={frame} title={title} before={<BackLink href="/moderation">Moderation queue</BackLink>}>
      {done !== null && (
        <NotificationBanner type="success">
          <p class="govuk-notification-banner__heading">{done}</p>
          <p class="govuk-body">
            <a class="govuk-notification-banner__link" href="/moderation">
              Go on to the next in the queue
            </a>
          </p>
        </NotificationBanner>
      )}
      <span class="govuk-caption-l">{moderation.type}</span>
      <h1 class="govuk-heading-l">{title}</h1>
      <SummaryList
        rows={[
          { key: 'Child', value: <Child {...moderation} /> },
          { key: 'Team', value: moderation.team },
          ...(why === null ? [] : [{ key: 'Why it is here', value: why }]),
          ...(due === null ? [] : [{ key: 'Due', value: <Due {...due} /> }]),
        ]}
      />
      {first !== undefined ? (
        <div class="govuk-button-group">
          <Button href={first.href}>{first.title}</Button>
          {others.map(({ title: text, href }) => (
            <Button href={href} classes="govuk-button--secondary">
              {text}
            </Button>
          ))}
        </div>
      ) : (
        <p class="govuk-body">{isOver ? 'The moderation is over.' : 'There is nothing for you to do here now.'}</p>
      )}
      {steps.some(({ isBegun }) => isBegun) && (
        <p class="govuk-body">
          <Tag classes="govuk-tag--light-blue">In progress</Tag> You began a form here and have not sent it.
        </p>
      )}
      <RecordAndGrades {...moderation} />
      <p class="govuk-body">
        <a class="govuk-link" href={`/audits/${reference}`}>{`Everything on audit ${reference}`}</a>
      </p>
    </Document>
  );
};

/** The record on one side, what was graded on the other; one below the other where there is no room. */
const RecordAndGrades = (moderation: ModerationShown) => (
  <div class="govuk-grid-row">
    <div class="govuk-grid-column-one-half">
      <Record {...moderation} />
    </div>
    <div class="govuk-grid-column-one-half">
      <Grades {...moderation} />
    </div>
  </div>
);

/** What was heard and seen. */
export const Record = ({ record }: ModerationShown) => (
  <section>
    <h2 class="govuk-heading-m">The record</h2>
    {record.length === 0 && <p class="govuk-body">Nothing stands on the record yet.</p>}
    {record.map(({ title, entries }) => (
      <section aria-label={title}>
        <EntryList entries={entries} />
      </section>
    ))}
  </section>
);

/** What was graded, by the auditor and by the moderator. */
export const Grades = ({ isBlind, grades, hasOwn, words }: ModerationShown) => (
  <section>
    <h2 class="govuk-heading-m">The grades</h2>
    {isBlind && (
      <InsetText>
        This audit is moderated blind. Give your own grade from the record alone: you see what the auditor graded beside
        it afterwards.
      </InsetText>
    )}
    {grades.length > 0 && (
      <WideTable
        caption="Grades side by side"
        firstCellIsHeader
        head={[
          { text: 'Domain' },
          { text: 'First grade' },
          ...(hasOwn ? [{ text: 'Moderator’s own' }] : []),
          { text: 'Grade now' },
        ]}
        rows={grades.map(({ domain, first, own, now }) => [
          { text: domain },
          { text: first },
          ...(hasOwn ? [{ text: own ?? '–' }] : []),
          { text: now },
        ])}
      />
    )}
    <EntryList entries={words} />
  </section>
);
