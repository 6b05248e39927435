import type { Role } from '#domain';
import { Button } from '../components/button.js';
import { Details } from '../components/details.js';
import type { ErrorItem } from '../components/error-summary.js';
import { InsetText } from '../components/inset-text.js';
import { Input } from '../components/input.js';
import { PasswordInput } from '../components/password-input.js';
import { Document, type Frame } from '../frame/document.js';
import { ROLE_WORDS } from '../words/roles.js';

interface SignInPageProps {
  readonly frame: Frame;
  /** Whom a visitor of the demonstration can play; null in a council's own service. */
  readonly parts: readonly { readonly role: Role; readonly name: string }[] | null;
  /** Whether people sign in at the council's identity provider. */
  readonly hasProvider: boolean;
  /** Whether people sign in by a password here. */
  readonly hasAccounts: boolean;
  /** Where somebody goes on to. */
  readonly to: string;
  readonly formToken: string;
  /** What was typed and was not right. */
  readonly name?: string;
  /** Why somebody was not let in. */
  readonly fault?: string;
}

/** Where everybody comes first: what this is, and how to sign in. No figures, no cases. */
export const SignInPage = ({ frame, parts, fault, ...props }: SignInPageProps) => (
  <Document frame={frame} title="Sign in" errors={fault === undefined ? [] : errorsFrom(fault)}>
    <h1 class="govuk-heading-xl">Sign in</h1>
    <p class="govuk-body-l">
      This is where children’s cases are audited. A sample of cases is drawn, each audit is talked through, graded and
      checked, and its actions are followed until they are done.
    </p>
    {parts !== null && <Demonstration parts={parts} {...props} />}
    {props.hasProvider && <AtProvider {...props} />}
    {props.hasAccounts && parts === null && <ByPassword fault={fault} {...props} />}
    {props.hasAccounts && parts !== null && (
      <Details summary="Sign in by a password" open={fault !== undefined}>
        <ByPassword fault={fault} {...props} />
      </Details>
    )}
    {parts === null && (
      <p class="govuk-body">If you cannot sign in, ask your audit coordinator to send you a new link.</p>
    )}
  </Document>
);

const errorsFrom = (fault: string): readonly ErrorItem[] => [{ text: fault, href: '#name' }];

type Parts = Omit<SignInPageProps, 'frame' | 'parts' | 'fault'>;

/** A link and no form: what a page may send forms to is this host alone. */
const AtProvider = ({ to }: Parts) => (
  <Button href={to === '/' ? '/sign-in/provider' : `/sign-in/provider?to=${encodeURIComponent(to)}`}>
    Sign in with your council account
  </Button>
);

const ByPassword = ({ name = '', to, formToken, fault, hasProvider }: Parts & { readonly fault?: string }) => (
  <>
    {hasProvider && <h2 class="govuk-heading-m">Or by a password</h2>}
    <form method="post" action="/sign-in/password" novalidate>
      <input type="hidden" name="formToken" value={formToken} />
      <input type="hidden" name="to" value={to} />
      <Input
        name="name"
        label={{ text: 'E-mail address or reference' }}
        error={fault}
        value={name}
        autocomplete="username"
        autocapitalize="none"
        spellcheck={false}
        classes="govuk-!-width-two-thirds"
      />
      <PasswordInput name="password" label={{ text: 'Password' }} classes="govuk-!-width-two-thirds" />
      <Input
        name="code"
        label={{ text: 'Code from your authenticator app' }}
        hint="Six digits, new every half minute. Without your phone, use one of your recovery codes."
        autocomplete="one-time-code"
        autocapitalize="none"
        spellcheck={false}
        classes="govuk-input--width-20 govuk-input--extra-letter-spacing"
      />
      <Button>Sign in</Button>
    </form>
  </>
);

const Demonstration = ({ parts, to, formToken }: Parts & { readonly parts: NonNullable<SignInPageProps['parts']> }) => (
  <>
    <InsetText>This is a demonstration. Everybody in it is invented, and you can be any of them.</InsetText>
    <h2 class="govuk-heading-m" id="parts">
      Sign in as
    </h2>
    <ul class="govuk-list plumbline-parts" aria-labelledby="parts">
      {parts.map(({ role, name }) => (
        <li>
          <form method="post" action="/sign-in/demonstration">
            <input type="hidden" name="formToken" value={formToken} />
            <input type="hidden" name="role" value={role} />
            <input type="hidden" name="to" value={to} />
            <Button classes="govuk-button--secondary govuk-!-margin-bottom-1">
              Sign in as {ROLE_WORDS[role].article} {ROLE_WORDS[role].name}
            </Button>
          </form>
          <p class="govuk-body-s">
            {name}: {ROLE_WORDS[role].does}
          </p>
        </li>
      ))}
    </ul>
  </>
);
