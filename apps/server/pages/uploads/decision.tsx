import { Button } from '../components/button.js';

interface DecisionProps {
  readonly address: string;
  readonly formToken: string;
  /** Null where it cannot be imported as it is. */
  readonly accept: string | null;
}

/** What becomes of a file that was looked at: imported, or given up. */
export const Decision = ({ address, formToken, accept }: DecisionProps) => (
  <div class="govuk-button-group">
    {accept !== null && (
      <form method="post" action={`${address}/accept`}>
        <input type="hidden" name="formToken" value={formToken} />
        <Button preventDoubleClick>{accept}</Button>
      </form>
    )}
    <form method="post" action={`${address}/give-up`}>
      <input type="hidden" name="formToken" value={formToken} />
      <Button classes="govuk-button--secondary">Import nothing</Button>
    </form>
  </div>
);
