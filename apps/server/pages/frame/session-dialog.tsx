import { Button } from '../components/button.js';
import { plainTime } from '../words/instants.js';
import type { Visitor } from './visitors.js';

/** For a browser that runs no scripts: when the session ends, from this page on. */
export const EndingInWords = ({ ending: { at, isLast } }: Pick<Visitor, 'ending'>) => (
  <noscript>
    <div class="govuk-width-container">
      <p class="plumbline-ending">
        {isLast
          ? `You will be signed out at ${plainTime(at)}, whatever you do. Send or save what you write before then.`
          : `You will be signed out at ${plainTime(at)} unless you open or send a page before then.`}
      </p>
    </div>
  </noscript>
);

interface SessionDialogProps extends Pick<Visitor, 'formToken' | 'ending'> {
  /** The address of the page, to come back to. */
  readonly address: string;
}

/**
 * What browser/session.js opens a few minutes before the session ends, and once it has ended; one part of it at a time. The
 * time stands in it once and is not counted down, so that it is read out once.
 */
export const SessionDialog = ({ formToken, ending, address }: SessionDialogProps) => (
  <dialog class="plumbline-session" data-session data-ends-in={ending.inMs} data-is-last={String(ending.isLast)}>
    <form method="post" action="/session" data-session-part="idle" hidden>
      <h2 class="govuk-heading-m" id="session-idle">
        You are about to be signed out
      </h2>
      <p class="govuk-body" id="session-idle-why">
        You have not done anything here for a while. You will be signed out at <strong data-session-time />.
      </p>
      <p class="govuk-body" data-session-fault role="alert" />
      <input type="hidden" name="formToken" value={formToken} />
      <div class="govuk-button-group">
        <Button>Stay signed in</Button>
      </div>
    </form>
    <form method="dialog" data-session-part="last" hidden>
      <h2 class="govuk-heading-m" id="session-last">
        You will soon have to sign in again
      </h2>
      <p class="govuk-body" id="session-last-why">
        You have been signed in for as long as is allowed. You will be signed out at <strong data-session-time />,
        whatever you do. Finish what you are writing and send it, or save it for later.
      </p>
      <div class="govuk-button-group">
        <Button>Go on until then</Button>
      </div>
    </form>
    <div data-session-part="ended" hidden>
      <h2 class="govuk-heading-m" id="session-ended">
        You have been signed out
      </h2>
      <p class="govuk-body" id="session-ended-why">
        Sign in again and you come back to this page.
      </p>
      <Button href={address === '/' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(address)}`}>Sign in again</Button>
    </div>
  </dialog>
);
