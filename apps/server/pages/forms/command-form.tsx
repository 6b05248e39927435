import { Button } from '../components/button.js';
import type { Content } from '../components/content.js';
import type { FormErrors } from './errors-of.js';
import type { Field } from './field.js';
import { FormField } from './form-field.js';
import type { Posted } from './posted.js';

/** What makes a form that is sent twice, or late, harmless. */
export interface FormState {
  readonly formToken: string;
  /** The same form is the same command. */
  readonly commandKey: string;
  /** Of the record as it was shown; null where none is shown. */
  readonly revision: number | null;
  /** What was written before; null before anything was. */
  readonly posted: Posted | null;
  readonly errors: FormErrors;
}

interface CommandFormProps {
  readonly state: FormState;
  readonly fields: readonly Field[];
  readonly button: string;
  /** Its effect cannot be taken back. */
  readonly isWarning?: boolean;
  /** Where one goes on without doing it. */
  readonly cancel?: string;
  /** The page's own address by default. */
  readonly action?: string;
  readonly children?: Content;
}

/** A form that gives a command: its questions, and what it must carry. */
export const CommandForm = ({ state, fields, button, isWarning, cancel, action, children }: CommandFormProps) => (
  <form method="post" action={action} novalidate>
    <HiddenParts {...state} />
    {fields.map((field) => (
      <FormField field={field} posted={state.posted} errors={state.errors} />
    ))}
    {children}
    <div class="govuk-button-group">
      <Button classes={isWarning ? 'govuk-button--warning' : undefined} preventDoubleClick>
        {button}
      </Button>
      {cancel !== undefined && (
        <a class="govuk-link" href={cancel}>
          Cancel
        </a>
      )}
    </div>
  </form>
);

const HiddenParts = ({ formToken, commandKey, revision }: FormState) => (
  <>
    <input type="hidden" name="formToken" value={formToken} />
    <input type="hidden" name="commandKey" value={commandKey} />
    {revision !== null && <input type="hidden" name="revision" value={String(revision)} />}
  </>
);
