import { Button } from '../components/button.js';
import type { ErrorItem } from '../components/error-summary.js';
import { Input } from '../components/input.js';
import { PasswordInput } from '../components/password-input.js';
import { Textarea } from '../components/textarea.js';
import { Document, type Frame } from '../frame/document.js';
import { AppSetUp, RecoveryCodes } from './second-factor-parts.js';

interface StepProps {
  readonly frame: Frame;
  readonly formToken: string;
  readonly fault?: string;
}

const errorsAt = (href: string, fault: string | undefined): readonly ErrorItem[] =>
  fault === undefined ? [] : [{ text: fault, href }];

/** Where an invitation's link leads: waits for a press of the button, since mail filters open links. */
export const EnrolPage = ({ frame, formToken, fault }: StepProps) => (
  <Document frame={frame} title="Your way in" errors={errorsAt('#secret', fault)}>
    <h1 class="govuk-heading-l">Your way in</h1>
    <form method="post" action="/enrol" novalidate>
      <input type="hidden" name="formToken" value={formToken} />
      <Textarea
        id="secret"
        name="secret"
        label={{ text: 'Your link, or its two halves' }}
        hint="It is filled in when you open the link. Otherwise paste the whole link, or both halves."
        error={fault}
        rows={3}
        autocomplete="off"
        spellcheck={false}
        attributes={{ 'data-plumbline-from-link': '' }}
      />
      <Button>Continue</Button>
    </form>
  </Document>
);

/** What each further page carries of the one before. */
interface GuestProps extends StepProps {
  /** Of the link: goes on in the form, and in no address. */
  readonly secret: string;
  /** What the person signs in as. */
  readonly name: string;
}

const Carried = ({ formToken, secret }: Pick<GuestProps, 'formToken' | 'secret'>) => (
  <>
    <input type="hidden" name="formToken" value={formToken} />
    <input type="hidden" name="secret" value={secret} />
  </>
);

export const PasswordPage = ({ frame, fault, name, ...carried }: GuestProps) => (
  <Document frame={frame} title="Choose a password" errors={errorsAt('#password', fault)}>
    <h1 class="govuk-heading-l">Choose a password</h1>
    <p class="govuk-body">
      You will sign in as <strong>{name}</strong>.
    </p>
    <form method="post" action="/enrol/password" novalidate>
      <Carried {...carried} />
      {/* For password managers, which keep a password by a name. */}
      <input type="text" name="name" value={name} autocomplete="username" readOnly hidden />
      <PasswordInput
        name="password"
        label={{ text: 'Password' }}
        hint="At least 12 characters. Three random words are a good password. You can paste one from a password manager."
        error={fault}
        autocomplete="new-password"
        classes="govuk-!-width-two-thirds"
      />
      <Button>Continue</Button>
    </form>
  </Document>
);

interface SecondFactorProps extends GuestProps {
  readonly passwordBox: string;
  readonly factorBox: string;
  /** What the code of the app follows from, for who cannot scan. */
  readonly totpSecret: string;
  /** What the QR code says. */
  readonly totpAddress: string;
  readonly isOptional: boolean;
}

export const SecondFactorPage = ({ frame, fault, ...props }: SecondFactorProps) => (
  <Document frame={frame} title="Set up your second factor" errors={errorsAt('#code', fault)}>
    <h1 class="govuk-heading-l">Set up your second factor</h1>
    <p class="govuk-body">
      An authenticator app on your phone shows a new code every half minute. You type it when you sign in, so that a
      password alone lets nobody in. Any such app will do: Microsoft Authenticator, Google Authenticator or the one of
      your password manager.
    </p>
    <AppSetUp {...props} />
    <form method="post" action="/enrol/second-factor" novalidate>
      <Carried {...props} />
      <input type="hidden" name="passwordBox" value={props.passwordBox} />
      <input type="hidden" name="factorBox" value={props.factorBox} />
      <Input
        name="code"
        label={{ text: 'Code from your authenticator app' }}
        hint="Six digits"
        error={fault}
        autocomplete="one-time-code"
        inputmode="numeric"
        spellcheck={false}
        classes="govuk-input--width-10 govuk-input--extra-letter-spacing"
      />
      <div class="govuk-button-group">
        <Button>Continue</Button>
        {props.isOptional && (
          <Button name="leaveOut" value="yes" classes="govuk-button--secondary">
            Go on without
          </Button>
        )}
      </div>
    </form>
  </Document>
);

interface SetUpPageProps {
  readonly frame: Frame;
  readonly name: string;
  readonly recoveryCodes: readonly string[];
}

export const SetUpPage = ({ frame, name, recoveryCodes }: SetUpPageProps) => (
  <Document frame={frame} title="You are signed in">
    <h1 class="govuk-heading-l">You are signed in</h1>
    <p class="govuk-body">
      Next time you sign in as <strong>{name}</strong>.
    </p>
    <RecoveryCodes codes={recoveryCodes} />
    <Button href="/tasks">{recoveryCodes.length > 0 ? 'I have kept them: go to my tasks' : 'Go to my tasks'}</Button>
  </Document>
);

/** Where people sign in with their council's account, a link has nothing to add. */
export const CouncilAccountPage = ({ frame }: { readonly frame: Frame }) => (
  <Document frame={frame} title="You have been invited">
    <h1 class="govuk-heading-l">You have been invited</h1>
    <p class="govuk-body">You sign in with the account you use for the council’s other services.</p>
    <Button href="/sign-in/provider">Sign in with your council account</Button>
  </Document>
);
