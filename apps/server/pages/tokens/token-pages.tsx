import { BackLink } from '../components/back-link.js';
import { Button } from '../components/button.js';
import { InsetText } from '../components/inset-text.js';
import { WarningText } from '../components/warning-text.js';
import { CommandForm, type FormState } from '../forms/command-form.js';
import type { Field } from '../forms/field.js';
import { KeptDraft, ThrownAway, type DraftShown } from '../forms/kept-words.js';
import { Document, type Frame } from '../frame/document.js';
import { ShowAgain } from '../sign-in/show-again.js';
import type { TokenShown } from './present-tokens.js';
import { TokensTable } from './tokens-table.js';

const Back = () => <BackLink href="/you/tokens">Your tokens for programs</BackLink>;

interface OwnTokensPageProps {
  readonly frame: Frame;
  readonly tokens: readonly TokenShown[];
}

export const OwnTokensPage = ({ frame, tokens }: OwnTokensPageProps) => (
  <Document
    frame={frame}
    title="Your tokens for programs"
    before={<BackLink href="/you">You and your messages</BackLink>}
  >
    <h1 class="govuk-heading-l">Your tokens for programs</h1>
    <p class="govuk-body">
      A program that holds a token acts as you, in the roles you give it, until its last day. Nobody makes one for
      anybody else. Whoever looks after people can revoke any.
    </p>
    <Button href="/you/tokens/new">Make a token</Button>
    {tokens.length === 0 ? <p class="govuk-body">You have none.</p> : <TokensTable tokens={tokens} />}
  </Document>
);

interface NewTokenPageProps {
  readonly frame: Frame;
  readonly state: FormState;
  readonly fields: readonly Field[];
  /** How they show again who they are; null where they do not sign in by a password here. */
  readonly proof: Parameters<typeof ShowAgain>[0] | null;
  /** Where what stands in the form was begun before. */
  readonly begun: DraftShown | null;
  readonly wasThrownAway: boolean;
}

export const NewTokenPage = ({ frame, state, fields, proof, begun, wasThrownAway }: NewTokenPageProps) => (
  <Document frame={frame} title="Make a token" errors={state.errors.summary} before={<Back />}>
    <h1 class="govuk-heading-l">Make a token</h1>
    {wasThrownAway && <ThrownAway />}
    {begun && <KeptDraft {...begun} />}
    <InsetText>It is shown once. Have the program at hand that is to hold it.</InsetText>
    <CommandForm state={state} fields={fields} button="Make the token" cancel="/you/tokens">
      {proof && <ShowAgain {...proof} />}
    </CommandForm>
  </Document>
);

interface TokenMadePageProps {
  readonly frame: Frame;
  readonly token: string;
}

export const TokenMadePage = ({ frame, token }: TokenMadePageProps) => (
  <Document frame={frame} title="Your token is made">
    <h1 class="govuk-heading-l" id="token">
      Your token is made
    </h1>
    <p class="govuk-body">
      Put it where the program keeps its secrets, and nowhere else. It is sent as <code>Authorization: Bearer</code>.
    </p>
    <InsetText>
      <code class="plumbline-code plumbline-unbroken">{token}</code>
    </InsetText>
    <WarningText>It is shown this once. If you lose it, revoke it and make another.</WarningText>
    <Button href="/you/tokens">I have kept it</Button>
  </Document>
);
