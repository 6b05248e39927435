import { classNames, type Content, type Dressed } from './content.js';
import { FormGroup, type FieldOptions } from './form-group.js';

interface Affix extends Dressed {
  readonly text: Content;
}

export interface InputProps extends FieldOptions, Dressed {
  readonly name: string;
  /** The name by default. */
  readonly id?: string;
  readonly type?: 'text' | 'email' | 'password' | 'search' | 'tel';
  readonly value?: string;
  readonly disabled?: boolean;
  readonly spellcheck?: boolean;
  readonly autocomplete?: string;
  readonly autocapitalize?: 'none' | 'off' | 'words' | 'sentences' | 'characters';
  readonly inputmode?: 'numeric' | 'decimal' | 'text' | 'search';
  readonly pattern?: string;
  readonly prefix?: Affix;
  readonly suffix?: Affix;
  /** Behind the field, such as a button that belongs to it. */
  readonly afterInput?: Content;
  readonly wrapperClasses?: string;
}

export function Input({ name, id = name, ...props }: InputProps) {
  const { label, hint, error, describedBy, formGroup, prefix, suffix, afterInput, wrapperClasses, ...own } = props;
  const { classes, attributes, type = 'text', ...native } = own;
  const field = { label, hint, error, describedBy, formGroup };
  return (
    <FormGroup id={id} {...field}>
      {(tied) => {
        const input = (
          <input
            class={classNames('govuk-input', classes, error !== undefined && 'govuk-input--error')}
            name={name}
            // Preact's types tell the attributes of each type apart; those taken here go with all of these.
            type={type as 'text'}
            {...native}
            {...tied}
            {...attributes}
          />
        );
        if (prefix === undefined && suffix === undefined && afterInput === undefined) return input;
        return (
          <div class={classNames('govuk-input__wrapper', wrapperClasses)}>
            {prefix && <AffixBox kind="prefix" {...prefix} />}
            {input}
            {suffix && <AffixBox kind="suffix" {...suffix} />}
            {afterInput}
          </div>
        );
      }}
    </FormGroup>
  );
}

const AffixBox = ({ kind, text, classes, attributes }: Affix & { readonly kind: 'prefix' | 'suffix' }) => (
  <div class={classNames(`govuk-input__${kind}`, classes)} aria-hidden="true" {...attributes}>
    {text}
  </div>
);
