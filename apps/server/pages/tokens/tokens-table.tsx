import { WideTable } from '../components/wide-table.js';
import type { TokenShown } from './present-tokens.js';

/** Tokens of one person, and where each is revoked. */
export const TokensTable = ({ tokens }: { readonly tokens: readonly TokenShown[] }) => (
  <WideTable
    caption="Tokens"
    captionClasses="govuk-table__caption--s"
    head={['Made', 'Acts as', 'Good until', 'Last used', 'Standing'].map((text) => ({ text }))}
    rows={tokens.map(({ made, roles, until, used, revokeHref, standing }) => [
      { text: made },
      { text: roles },
      { text: until },
      { text: used },
      {
        text:
          revokeHref === null ? (
            standing
          ) : (
            <a class="govuk-link" href={revokeHref}>
              Revoke<span class="govuk-visually-hidden"> the token made {made}</span>
            </a>
          ),
      },
    ])}
  />
);
