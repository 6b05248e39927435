import { classNames, type Content, type Dressed } from './content.js';
import { FormGroup, type FieldOptions } from './form-group.js';

export interface TextareaProps extends FieldOptions, Dressed {
  readonly name: string;
  /** The name by default. */
  readonly id?: string;
  readonly value?: string;
  readonly rows?: number | string;
  readonly spellcheck?: boolean;
  readonly disabled?: boolean;
  readonly autocomplete?: string;
  readonly afterInput?: Content;
}

export function Textarea({ name, id = name, ...props }: TextareaProps) {
  const { label, hint, error, describedBy, formGroup, afterInput, classes, attributes, ...own } = props;
  const { value, rows = 5, spellcheck, disabled, autocomplete } = own;
  const field = { label, hint, error, describedBy, formGroup };
  return (
    <FormGroup id={id} {...field}>
      {(tied) => (
        <>
          <textarea
            class={classNames('govuk-textarea', error !== undefined && 'govuk-textarea--error', classes)}
            name={name}
            rows={Number(rows)}
            spellcheck={spellcheck}
            disabled={disabled}
            autocomplete={autocomplete}
            {...tied}
            {...attributes}
          >
            {value}
          </textarea>
          {afterInput}
        </>
      )}
    </FormGroup>
  );
}
