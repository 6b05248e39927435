import { Document, type Frame } from '../frame/document.js';
import type { YouShown } from './present-you.js';

interface YouPageProps {
  readonly frame: Frame;
  readonly you: YouShown;
}

/** What somebody is told about themself, and what they can change: absences, messages. */
export const YouPage = ({ frame, you: { covering, absences, hears, told } }: YouPageProps) => (
  <Document frame={frame} title="You and your messages">
    <h1 class="govuk-heading-l">You and your messages</h1>
    {covering.length > 0 && (
      <>
        <h2 class="govuk-heading-m">You stand in for</h2>
        <ul class="govuk-list govuk-list--bullet">
          {covering.map((name) => (
            <li>{name}</li>
          ))}
        </ul>
        <p class="govuk-body">What they owe is among your tasks.</p>
      </>
    )}
    <h2 class="govuk-heading-m">When you are away</h2>
    {absences.map(({ when, deputy, endHref }) => (
      <p class="govuk-body">
        {when}. {deputy}.{' '}
        {endHref !== null && (
          <a class="govuk-link" href={endHref}>
            Say when you are back<span class="govuk-visually-hidden">: {when}</span>
          </a>
        )}
      </p>
    ))}
    <p class="govuk-body">
      <a class="govuk-link" href="/you/absence">
        Say that you will be away
      </a>
    </p>
    <h2 class="govuk-heading-m">How you hear of what you owe</h2>
    <p class="govuk-body">
      {hears}.{' '}
      <a class="govuk-link" href="/you/messages">
        Change how you hear
      </a>
    </p>
    <h2 class="govuk-heading-m">How you sign in</h2>
    <p class="govuk-body">
      <a class="govuk-link" href="/you/sign-in">
        Your password and second factor
      </a>
    </p>
    <p class="govuk-body">
      <a class="govuk-link" href="/you/tokens">
        Your tokens for programs
      </a>
    </p>
    <h2 class="govuk-heading-m">What you were told</h2>
    {told.length === 0 ? (
      <p class="govuk-body">Nothing yet.</p>
    ) : (
      <ul class="govuk-list">
        {told.map(({ when, headlines }) => (
          <li class="govuk-!-margin-bottom-3">
            {headlines.map((headline) => (
              <>
                {headline}
                <br />
              </>
            ))}
            <span class="plumbline-more">{when}</span>
          </li>
        ))}
      </ul>
    )}
  </Document>
);
