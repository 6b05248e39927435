import { classNames, described, type Content, type Dressed } from './content.js';
import { ErrorMessage } from './error-message.js';
import { Hint } from './hint.js';
import { Label, type LabelOptions } from './label.js';

/** What every field of a form has: what it is called, how it is explained, and what is wrong with it. */
export interface FieldOptions {
  readonly label: LabelOptions;
  readonly hint?: Content;
  readonly error?: Content;
  /** Ids of what else describes it. */
  readonly describedBy?: string;
  readonly formGroup?: Dressed;
}

/** What a field's own element takes, to be tied to its label, hint and error. */
export interface Tied {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
}

interface FormGroupProps extends FieldOptions {
  readonly id: string;
  readonly children: (tied: Tied) => Content;
}

export const FormGroup = ({ id, label, hint, error, describedBy, formGroup, children }: FormGroupProps) => (
  <FormGroupBox error={error} {...formGroup}>
    <Label {...label} for={id} />
    {hint !== undefined && <Hint id={`${id}-hint`}>{hint}</Hint>}
    {error !== undefined && <ErrorMessage id={`${id}-error`}>{error}</ErrorMessage>}
    {children({
      id,
      'aria-describedby': described(
        describedBy,
        hint !== undefined && `${id}-hint`,
        error !== undefined && `${id}-error`,
      ),
    })}
  </FormGroupBox>
);

interface FormGroupBoxProps extends Dressed {
  readonly error: Content;
  readonly children: Content;
}

export const FormGroupBox = ({ error, children, classes, attributes }: FormGroupBoxProps) => (
  <div
    class={classNames('govuk-form-group', error !== undefined && 'govuk-form-group--error', classes)}
    {...attributes}
  >
    {children}
  </div>
);
