import { classNames, described, type Content, type Dressed } from './content.js';
import { ErrorMessage } from './error-message.js';
import { Fieldset, type FieldsetOptions } from './fieldset.js';
import { FormGroupBox } from './form-group.js';
import { Hint } from './hint.js';
import { Input } from './input.js';

export interface DateParts {
  readonly day?: string;
  readonly month?: string;
  readonly year?: string;
}

interface DateInputProps extends Dressed {
  /** Begins the ids of the three fields. */
  readonly id: string;
  /** Begins the names of the three fields: `due-day`. */
  readonly namePrefix?: string;
  readonly fieldset?: FieldsetOptions;
  readonly hint?: Content;
  readonly error?: Content;
  readonly values?: DateParts;
  /** The fields that are wrong; all of them where there is an error and none is named. */
  readonly wrong?: readonly (keyof DateParts)[];
  readonly formGroup?: Dressed;
}

const PARTS = [
  ['day', 'Day', 2],
  ['month', 'Month', 2],
  ['year', 'Year', 4],
] as const;

export function DateInput({ id, namePrefix, fieldset, hint, error, values = {}, wrong, ...props }: DateInputProps) {
  const { classes, attributes, formGroup } = props;
  const describedBy = described(
    fieldset?.describedBy,
    hint !== undefined && `${id}-hint`,
    error !== undefined && `${id}-error`,
  );
  const isWrong = (part: keyof DateParts): boolean => wrong?.includes(part) ?? error !== undefined;
  const inner = (
    <>
      {hint !== undefined && <Hint id={`${id}-hint`}>{hint}</Hint>}
      {error !== undefined && <ErrorMessage id={`${id}-error`}>{error}</ErrorMessage>}
      <div class={classNames('govuk-date-input', classes)} {...attributes} id={id}>
        {PARTS.map(([part, label, width]) => (
          <div class="govuk-date-input__item">
            <Input
              id={`${id}-${part}`}
              name={namePrefix === undefined ? part : `${namePrefix}-${part}`}
              label={{ text: label, classes: 'govuk-date-input__label' }}
              classes={classNames(
                'govuk-date-input__input',
                isWrong(part) && 'govuk-input--error',
                `govuk-input--width-${width}`,
              )}
              value={values[part]}
              inputmode="numeric"
            />
          </div>
        ))}
      </div>
    </>
  );
  return (
    <FormGroupBox error={error} {...formGroup}>
      {fieldset ? (
        // JAWS announces the description of a fieldset of text fields only where it is a group.
        <Fieldset {...fieldset} role="group" describedBy={describedBy}>
          {inner}
        </Fieldset>
      ) : (
        inner
      )}
    </FormGroupBox>
  );
}
