import { classNames, type Attributes, type Dressed } from './content.js';
import { FormGroup, type FieldOptions } from './form-group.js';

export interface SelectItem {
  readonly text: string;
  /** The text by default. */
  readonly value?: string;
  readonly selected?: boolean;
  readonly disabled?: boolean;
  readonly attributes?: Attributes;
}

interface SelectProps extends FieldOptions, Dressed {
  readonly name: string;
  /** The name by default. */
  readonly id?: string;
  readonly items: readonly SelectItem[];
  readonly value?: string;
  readonly disabled?: boolean;
}

export function Select({ name, id = name, items, value: chosen, disabled, ...props }: SelectProps) {
  const { classes, attributes, ...field } = props;
  const isChosen = ({ text, value = text, selected }: SelectItem): boolean =>
    selected ?? (Boolean(chosen) && value === chosen);
  return (
    <FormGroup id={id} {...field}>
      {(tied) => (
        <select
          class={classNames('govuk-select', classes, field.error !== undefined && 'govuk-select--error')}
          name={name}
          disabled={disabled}
          {...tied}
          {...attributes}
        >
          {items.map((item) => (
            <option value={item.value} selected={isChosen(item)} disabled={item.disabled} {...item.attributes}>
              {item.text}
            </option>
          ))}
        </select>
      )}
    </FormGroup>
  );
}
