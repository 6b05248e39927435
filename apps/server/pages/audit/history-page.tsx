import { BackLink } from '../components/back-link.js';
import { Document, type Frame } from '../frame/document.js';
import { Written } from './entry-list.js';
import type { EntryShown } from './present-entry.js';

interface HistoryPageProps {
  readonly frame: Frame;
  readonly reference: string;
  readonly entries: readonly EntryShown[];
  /** Whether the reader may put entries right. */
  readonly mayCorrect: boolean;
  readonly done: string | null;
}

/** Everything that happened to an audit, the latest first. */
export const HistoryPage = ({ frame, reference, entries, mayCorrect, done }: HistoryPageProps) => (
  <Document
    frame={frame}
    title={`History of audit ${reference}`}
    before={<BackLink href={`/audits/${reference}`}>{`Audit ${reference}`}</BackLink>}
  >
    {done !== null && <p class="govuk-inset-text">{done}</p>}
    <h1 class="govuk-heading-l">History of audit {reference}</h1>
    <p class="govuk-body">
      Nothing here can be changed afterwards. What was wrong stays, with its correction beside it.
    </p>
    <p class="govuk-body">
      <a class="govuk-link" href={`/audits/${reference}/replay/1`}>
        Replay it step by step
      </a>
      : what was known then, beside what is known now.
    </p>
    <ol class="moj-timeline plumbline-timeline">
      {[...entries].reverse().map((entry) => (
        <li class="moj-timeline__item">
          <div class="moj-timeline__header">
            <h2 class="moj-timeline__title">{entry.title}</h2> <p class="moj-timeline__byline">by {entry.who}</p>
          </div>
          <p class="moj-timeline__date">{entry.when}</p>
          <div class="moj-timeline__description">
            {entry.facts.map(({ label, value }) => (
              <p class="govuk-body-s govuk-!-margin-bottom-1">
                <b>{label}:</b> <Written text={value} />
              </p>
            ))}
            {entry.withheld !== null && <p class="govuk-body-s">Kept from you: {entry.withheld}.</p>}
            {mayCorrect && (
              <p class="govuk-body-s">
                <a class="govuk-link" href={`/audits/${reference}/correct/${entry.eventId}`}>
                  Correct this entry
                  <span class="govuk-visually-hidden">
                    : {entry.title}, {entry.when}
                  </span>
                </a>
              </p>
            )}
          </div>
        </li>
      ))}
    </ol>
  </Document>
);
