import { Button } from './button.js';
import type { Dressed } from './content.js';
import type { FieldOptions } from './form-group.js';
import { classNames } from './content.js';
import { Input } from './input.js';

interface PasswordInputProps extends FieldOptions, Dressed {
  readonly name: string;
  readonly id?: string;
  readonly autocomplete?: 'current-password' | 'new-password';
  readonly disabled?: boolean;
}

/** A password that can be shown while it is typed. It is never filled in again. */
export function PasswordInput({ name, id = name, ...props }: PasswordInputProps) {
  const { autocomplete = 'current-password', classes, formGroup, ...rest } = props;
  return (
    <Input
      name={name}
      id={id}
      type="password"
      spellcheck={false}
      autocapitalize="none"
      autocomplete={autocomplete}
      classes={classNames('govuk-password-input__input govuk-js-password-input-input', classes)}
      wrapperClasses="govuk-password-input__wrapper"
      formGroup={{
        classes: classNames('govuk-password-input', formGroup?.classes),
        attributes: { 'data-module': 'govuk-password-input', ...formGroup?.attributes },
      }}
      afterInput={
        <Button
          type="button"
          classes="govuk-button--secondary govuk-password-input__toggle govuk-js-password-input-toggle"
          attributes={{ 'aria-controls': id, 'aria-label': 'Show password', hidden: true }}
        >
          Show
        </Button>
      }
      {...rest}
    />
  );
}
