import { Choices, type Choice, type ChoicesProps, type Divider } from './choices.js';

interface RadiosProps extends ChoicesProps {
  readonly items: readonly (Choice | Divider)[];
  readonly value?: string;
}

export const Radios = ({ value, ...props }: RadiosProps) => (
  <Choices
    kind="radios"
    isChecked={({ value: own, checked }) => checked ?? (Boolean(value) && own === value)}
    {...props}
  />
);
