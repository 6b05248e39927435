import { BackLink } from '../components/back-link.js';
import { Button } from '../components/button.js';
import type { ErrorItem } from '../components/error-summary.js';
import { Input } from '../components/input.js';
import { PasswordInput } from '../components/password-input.js';
import { Panel } from '../components/panel.js';
import { SummaryList } from '../components/summary-list.js';
import { AppSetUp, RecoveryCodes } from '../enrol/second-factor-parts.js';
import { Document, type Frame } from '../frame/document.js';
import { ShowAgain, type FaultInProof } from '../sign-in/show-again.js';

const Back = () => <BackLink href="/you/sign-in">How you sign in</BackLink>;

interface OwnSignInPageProps {
  readonly frame: Frame;
  /** Null where they sign in elsewhere: with the council’s account, or as a part in a demonstration. */
  readonly here: {
    readonly name: string;
    readonly hasSecondFactor: boolean;
    readonly recoveryCodesLeft: number;
  } | null;
}

export const OwnSignInPage = ({ frame, here }: OwnSignInPageProps) => (
  <Document frame={frame} title="How you sign in" before={<BackLink href="/you">You and your messages</BackLink>}>
    <h1 class="govuk-heading-l">How you sign in</h1>
    {here === null ? (
      <p class="govuk-body">
        You do not sign in by a password of Plumbline’s, so there is nothing to change here. If you sign in with your
        council account, change its password where you change it for everything else.
      </p>
    ) : (
      <>
        <SummaryList
          rows={[
            { key: 'You sign in as', value: here.name },
            { key: 'Second factor', value: here.hasSecondFactor ? 'An authenticator app' : 'None' },
            ...(here.hasSecondFactor ? [{ key: 'Recovery codes left', value: String(here.recoveryCodesLeft) }] : []),
          ]}
        />
        <div class="govuk-button-group">
          <Button href="/you/sign-in/password">Change your password</Button>
          <Button href="/you/sign-in/second-factor" classes="govuk-button--secondary">
            {here.hasSecondFactor ? 'Replace your authenticator app or recovery codes' : 'Add an authenticator app'}
          </Button>
        </div>
      </>
    )}
    <p class="govuk-body">
      <a class="govuk-link" href="/you/sign-in/sessions">
        Where you are signed in
      </a>
    </p>
  </Document>
);

/** What is wrong with one field of a form. */
export interface Fault {
  readonly field: FaultInProof['field'] | 'password' | 'code';
  readonly text: string;
}

interface ChangeProps {
  readonly frame: Frame;
  readonly formToken: string;
  /** What the person signs in as. */
  readonly name: string;
  readonly hasSecondFactor: boolean;
  readonly fault: Fault | null;
}

const errorsOf = (fault: Fault | null): readonly ErrorItem[] =>
  fault === null ? [] : [{ text: fault.text, href: `#${fault.field}` }];

const at = (fault: Fault | null, field: Fault['field']): string | undefined =>
  fault?.field === field ? fault.text : undefined;

const Ends = () => (
  <p class="govuk-body">You stay signed in here. You are signed out everywhere else where you are signed in.</p>
);

export const ChangePasswordPage = ({ frame, ...change }: ChangeProps) => (
  <Document frame={frame} title="Change your password" errors={errorsOf(change.fault)} before={<Back />}>
    <h1 class="govuk-heading-l">Change your password</h1>
    <form method="post" action="/you/sign-in/password" novalidate>
      <input type="hidden" name="formToken" value={change.formToken} />
      <ShowAgain {...change} />
      <PasswordInput
        name="password"
        label={{ text: 'New password' }}
        hint="At least 12 characters. Three random words are a good password. You can paste one from a password manager."
        error={at(change.fault, 'password')}
        autocomplete="new-password"
        classes="govuk-!-width-two-thirds"
      />
      <Ends />
      <Button preventDoubleClick>Change your password</Button>
    </form>
  </Document>
);

interface ChangeSecondFactorProps extends ChangeProps {
  readonly factorBox: string;
  readonly totpSecret: string;
  readonly totpAddress: string;
}

export const ChangeSecondFactorPage = ({
  frame,
  factorBox,
  totpSecret,
  totpAddress,
  ...change
}: ChangeSecondFactorProps) => (
  <Document frame={frame} title="Set up your authenticator app" errors={errorsOf(change.fault)} before={<Back />}>
    <h1 class="govuk-heading-l">Set up your authenticator app</h1>
    <p class="govuk-body">
      You are shown new recovery codes as well. The app you used before, and the recovery codes you had, are good for
      nothing from then on.
    </p>
    <AppSetUp {...{ totpSecret, totpAddress }} />
    <form method="post" action="/you/sign-in/second-factor" novalidate>
      <input type="hidden" name="factorBox" value={factorBox} />
      <Input
        name="code"
        label={{ text: 'Code that the new entry in your app shows' }}
        hint="Six digits"
        error={at(change.fault, 'code')}
        autocomplete="off"
        inputmode="numeric"
        spellcheck={false}
        classes="govuk-input--width-10 govuk-input--extra-letter-spacing"
      />
      <input type="hidden" name="formToken" value={change.formToken} />
      <ShowAgain {...change} />
      <Ends />
      <Button preventDoubleClick>Use it from now on</Button>
    </form>
  </Document>
);

interface ChangedPageProps {
  readonly frame: Frame;
  readonly title: string;
  readonly recoveryCodes: readonly string[];
}

export const ChangedPage = ({ frame, title, recoveryCodes }: ChangedPageProps) => (
  <Document frame={frame} title={title}>
    <Panel title={title} />
    <p class="govuk-body">You are signed out everywhere else.</p>
    <RecoveryCodes codes={recoveryCodes} />
    <Button href="/you/sign-in">{recoveryCodes.length > 0 ? 'I have kept them' : 'Go on'}</Button>
  </Document>
);
