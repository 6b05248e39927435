import { Choices, type Choice, type ChoicesProps, type Divider } from './choices.js';

interface Checkbox extends Choice {
  readonly name?: string;
  /** `exclusive`: unticks all others, as "none of these" does. */
  readonly behaviour?: 'exclusive';
}

interface CheckboxesProps extends ChoicesProps {
  readonly items: readonly (Checkbox | Divider)[];
  readonly values?: readonly string[];
}

export const Checkboxes = ({ values = [], ...props }: CheckboxesProps) => (
  <Choices<Checkbox>
    kind="checkboxes"
    isChecked={({ value, checked }) => checked ?? values.includes(value)}
    own={({ name, behaviour }) => ({ ...(name && { name }), 'data-behaviour': behaviour })}
    {...props}
  />
);
