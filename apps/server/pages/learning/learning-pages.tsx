import { BackLink } from '../components/back-link.js';
import { Button } from '../components/button.js';
import { SummaryList } from '../components/summary-list.js';
import { WideTable } from '../components/wide-table.js';
import { Document, type Frame } from '../frame/document.js';
import type { LearningMessageShown } from './present-learning.js';

interface LearningListPageProps {
  readonly frame: Frame;
  /** The newest first. */
  readonly messages: readonly LearningMessageShown[];
  readonly mayIssue: boolean;
}

const written = (text: string) => <span class="plumbline-written">{text}</span>;

/** The messages to staff that somebody may read. */
export const LearningListPage = ({ frame, messages, mayIssue }: LearningListPageProps) => (
  <Document frame={frame} title="Messages to staff" before={<BackLink href="/tasks">Your tasks</BackLink>}>
    <h1 class="govuk-heading-l">Messages to staff</h1>
    <p class="govuk-body-l">What we learned from audits, dip samples and feedback, and what we do about it.</p>
    {mayIssue && <Button href="/learning/issue">Issue a message</Button>}
    {messages.length === 0 ? (
      <p class="govuk-body">There are no messages for you.</p>
    ) : (
      <WideTable
        caption="Messages to staff"
        captionClasses="govuk-visually-hidden"
        firstCellIsHeader
        head={['About', 'What to do', 'Issued', 'Teams'].map((text) => ({ text }))}
        rows={messages.map(({ title, href, toDo, issued, progress }) => [
          {
            text: (
              <a class="govuk-link" href={href}>
                {title}
              </a>
            ),
          },
          { text: written(toDo ?? ''), classes: 'plumbline-wordy' },
          { text: issued },
          { text: progress },
        ])}
      />
    )}
  </Document>
);

interface LearningPageProps extends LearningMessageShown {
  readonly frame: Frame;
  /** What whoever looks may do about it. */
  readonly may: { readonly lookAgain: boolean; readonly withdraw: boolean };
}

/** A message to staff, its discussions, and what came of it. */
export const LearningPage = ({
  frame,
  title,
  href,
  found,
  toDo,
  facts,
  discussions,
  looks,
  may,
}: LearningPageProps) => (
  <Document frame={frame} title={title} before={<BackLink href="/learning">Messages to staff</BackLink>}>
    <span class="govuk-caption-l">Message to staff</span>
    <h1 class="govuk-heading-l">{title}</h1>
    {found !== null && (
      <>
        <h2 class="govuk-heading-m">What was found</h2>
        <p class="govuk-body">{written(found)}</p>
      </>
    )}
    {toDo !== null && (
      <>
        <h2 class="govuk-heading-m">What to do</h2>
        <p class="govuk-body">{written(toDo)}</p>
      </>
    )}
    <SummaryList rows={facts.map(({ key, value }) => ({ key, value: written(value) }))} />
    {(may.lookAgain || may.withdraw) && (
      <div class="govuk-button-group">
        {may.lookAgain && <Button href={`${href}/look-again`}>Record that it was looked at again</Button>}
        {may.withdraw && (
          <a class="govuk-link" href={`${href}/withdraw`}>
            Withdraw this message
          </a>
        )}
      </div>
    )}
    {discussions.length > 0 && (
      <WideTable
        caption="Discussed in teams"
        firstCellIsHeader
        head={['Team', 'Standing', 'When and who', 'What came of it'].map((text) => ({ text }))}
        rows={discussions.map(({ team, standing, by, words, href: confirm }) => [
          { text: team },
          {
            text:
              confirm === null ? (
                standing
              ) : (
                <>
                  {standing}.{' '}
                  <a class="govuk-link" href={confirm} aria-label={`Confirm that ${team} discussed it`}>
                    Confirm
                  </a>
                </>
              ),
          },
          { text: by },
          { text: written(words), classes: 'plumbline-wordy' },
        ])}
      />
    )}
    {looks.length > 0 && (
      <WideTable
        caption="Looked at again"
        firstCellIsHeader
        head={['On', 'By', 'Dip sample', 'Found'].map((text) => ({ text }))}
        rows={looks.map(({ on, by, sample, words }) => [
          { text: on },
          { text: by },
          { text: sample },
          { text: written(words), classes: 'plumbline-wordy' },
        ])}
      />
    )}
  </Document>
);
