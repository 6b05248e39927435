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
  /** Where what is typed is kept until it is sent; left out for a form that keeps nothing. */
  readonly drafting?: Drafting;
}

/** What a form carries so that what is typed in it is kept. */
export interface Drafting {
  /** Whom the form was made for (`madeFor`). */
  readonly madeFor: string;
  /** `savedAt` of the draft that stands in it; null where none does. */
  readonly shown: string | null;
  /** Whether a button asks for it too. */
  readonly isKeptByButton: boolean;
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

/**
 * A form that gives a command: its questions, and what it must carry. No browser fills it in by itself when somebody comes back
 * to it: what was sent would be sent once more by a form that is another.
 */
export const CommandForm = ({ state, fields, button, isWarning, cancel, action, children }: CommandFormProps) => (
  <form method="post" action={action} novalidate autocomplete="off" {...(state.drafting && { 'data-autosave': '' })}>
    <HiddenParts {...state} />
    {fields.map((field) => (
      <FormField field={field} posted={state.posted} errors={state.errors} />
    ))}
    {children}
    <div class="govuk-button-group">
      <Button classes={isWarning ? 'govuk-button--warning' : undefined} preventDoubleClick>
        {button}
      </Button>
      {state.drafting?.isKeptByButton && (
        <Button classes="govuk-button--secondary" name="keep" value="later">
          Save for later
        </Button>
      )}
      {state.drafting?.shown && <ThrowAway />}
      {cancel !== undefined && (
        <a class="govuk-link" href={cancel}>
          Cancel
        </a>
      )}
    </div>
    {state.drafting && <p class="govuk-hint" role="status" data-autosave-status />}
  </form>
);

/** Of a form: the last of its buttons, so that the Enter key never presses it. */
export const ThrowAway = () => (
  <Button classes="govuk-button--secondary" name="keep" value="no-more">
    Throw away what I wrote
  </Button>
);

/** What a form carries so that what is typed in it is kept. */
export const DraftingParts = ({ madeFor, shown }: Drafting) => (
  <>
    <input type="hidden" name="madeFor" value={madeFor} />
    {shown !== null && <input type="hidden" name="draftShown" value={shown} />}
  </>
);

const HiddenParts = ({ formToken, commandKey, revision, drafting }: FormState) => (
  <>
    <input type="hidden" name="formToken" value={formToken} />
    <input type="hidden" name="commandKey" value={commandKey} />
    {revision !== null && <input type="hidden" name="revision" value={String(revision)} />}
    {drafting && <DraftingParts {...drafting} />}
  </>
);
