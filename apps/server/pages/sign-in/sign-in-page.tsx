import type { Role } from '#domain';
import { Button } from '../components/button.js';
import { InsetText } from '../components/inset-text.js';
import { Document, type Frame } from '../frame/document.js';
import { ROLE_WORDS } from '../words/roles.js';

interface SignInPageProps {
  readonly frame: Frame;
  /** Whom a visitor of the demonstration can play; null in a council's own service. */
  readonly parts: readonly { readonly role: Role; readonly name: string }[] | null;
  /** Where somebody goes on to. */
  readonly to: string;
}

/** Where everybody comes first: what this is, and how to sign in. No figures, no cases. */
export const SignInPage = ({ frame, parts, to }: SignInPageProps) => (
  <Document frame={frame} title="Sign in">
    <h1 class="govuk-heading-xl">Audits of children’s cases</h1>
    <p class="govuk-body-l">
      A sample of cases is drawn, each audit is talked through, graded and checked, and its actions are followed until
      they are done.
    </p>
    {parts === null ? <OwnService /> : <Demonstration parts={parts} to={to} />}
  </Document>
);

const OwnService = () => (
  <>
    <h2 class="govuk-heading-m">Signing in</h2>
    <p class="govuk-body">
      Open the link in the message that invited you. If you have none, or it is out of date, ask your audit coordinator
      for another.
    </p>
  </>
);

interface DemonstrationProps {
  readonly parts: NonNullable<SignInPageProps['parts']>;
  readonly to: string;
}

const Demonstration = ({ parts, to }: DemonstrationProps) => (
  <>
    <InsetText>This is a demonstration. Everybody in it is invented, and you can be any of them.</InsetText>
    <h2 class="govuk-heading-m" id="parts">
      Sign in as
    </h2>
    <ul class="govuk-list plumbline-parts" aria-labelledby="parts">
      {parts.map(({ role, name }) => (
        <li>
          <form method="post" action="/sign-in/demonstration">
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
