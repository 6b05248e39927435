import { BackLink } from '../components/back-link.js';
import { Button } from '../components/button.js';
import { InsetText } from '../components/inset-text.js';
import { Radios } from '../components/radios.js';
import { SummaryList } from '../components/summary-list.js';
import { Document, type Frame } from '../frame/document.js';
import { ShowAgain } from '../sign-in/show-again.js';
import type { SessionsShown } from './present-sessions.js';

/** What is to be ended, where it is not one session by its name. */
export const OTHERS = 'others';
export const EVERYWHERE = 'everywhere';

/** What is wrong with the form. */
export interface SessionsFault {
  readonly field: 'which' | 'present' | 'presentCode';
  readonly text: string;
}

interface OwnSessionsPageProps {
  readonly frame: Frame;
  readonly formToken: string;
  readonly sessions: SessionsShown;
  /**
   * How they show that it is they: by what they sign in by here; `long-since` where they sign in elsewhere, and must do so anew
   * before they end anything; `lately` where they have.
   */
  readonly proof: { readonly name: string; readonly hasSecondFactor: boolean } | 'lately' | 'long-since';
  readonly which: string;
  readonly fault: SessionsFault | null;
}

const TITLE = 'Where you are signed in';

export const OwnSessionsPage = ({ frame, formToken, sessions, proof, which, fault }: OwnSessionsPageProps) => (
  <Document
    frame={frame}
    title={TITLE}
    errors={fault === null ? [] : [{ text: fault.text, href: `#${fault.field}` }]}
    before={<BackLink href="/you/sign-in">How you sign in</BackLink>}
  >
    <h1 class="govuk-heading-l">{TITLE}</h1>
    <p class="govuk-body">
      If you do not know one of these, end it, and then change how you sign in. A session ends by itself after half an
      hour in which nothing is asked.
    </p>
    {sessions.here !== null && (
      <SummaryList rows={[{ key: 'Here', value: `${sessions.here.device}. ${sessions.here.when}` }]} />
    )}
    {proof === 'long-since' ? (
      <SignInAnew sessions={sessions} />
    ) : (
      <form method="post" action="/you/sign-in/sessions" novalidate>
        <input type="hidden" name="formToken" value={formToken} />
        <Radios
          name="which"
          value={which}
          fieldset={{
            legend: { text: 'Where do you want to be signed out?', classes: 'govuk-fieldset__legend--m' },
          }}
          hint={sessions.others.length === 0 ? 'You are signed in nowhere else.' : undefined}
          error={fault?.field === 'which' ? fault.text : undefined}
          items={[
            ...sessions.others.map(({ name, device, when }) => ({ value: name, text: device, hint: when })),
            ...(sessions.others.length === 0 ? [] : [{ value: OTHERS, text: 'Everywhere but here' }]),
            { value: EVERYWHERE, text: sessions.others.length === 0 ? 'Here' : 'Everywhere, and here' },
          ]}
        />
        {proof !== 'lately' && <ShowAgain {...proof} fault={fault} />}
        <Button preventDoubleClick>Sign me out</Button>
      </form>
    )}
  </Document>
);

const SignInAnew = ({ sessions: { others } }: { readonly sessions: SessionsShown }) => (
  <>
    <h2 class="govuk-heading-m">Signed in elsewhere</h2>
    {others.length === 0 ? (
      <p class="govuk-body">You are signed in nowhere else.</p>
    ) : (
      <SummaryList rows={others.map(({ device, when }) => ({ key: device, value: when }))} />
    )}
    <InsetText>
      To end a session, sign out, sign in again and come back to this page within ten minutes. So nobody does it from a
      screen that you left open.
    </InsetText>
  </>
);
