import { classNames } from './content.js';
import { Hint } from './hint.js';
import { Textarea, type TextareaProps } from './textarea.js';

interface CharacterCountProps extends Omit<TextareaProps, 'afterInput' | 'describedBy' | 'disabled' | 'autocomplete'> {
  /** Characters that may be entered; the form's own check says so too, for whoever has no JavaScript. */
  readonly maxlength?: number | string;
  readonly maxwords?: number | string;
  /** From which share of the limit on the count is shown, in per cent. */
  readonly threshold?: number | string;
}

export function CharacterCount({ maxlength, maxwords, threshold, ...props }: CharacterCountProps) {
  const { name, id = name, classes, formGroup, ...rest } = props;
  const words = maxwords !== undefined;
  const limit = maxwords ?? maxlength;
  return (
    <Textarea
      name={name}
      id={id}
      describedBy={`${id}-info`}
      classes={classNames('govuk-js-character-count', classes)}
      formGroup={{
        classes: classNames('govuk-character-count', formGroup?.classes),
        attributes: {
          'data-module': 'govuk-character-count',
          'data-maxlength': maxlength?.toString(),
          'data-maxwords': maxwords?.toString(),
          'data-threshold': threshold?.toString(),
          'data-count-type': words ? 'words' : undefined,
          ...formGroup?.attributes,
        },
      }}
      afterInput={
        <Hint id={`${id}-info`} classes="govuk-character-count__message">
          {limit !== undefined && `You can enter up to ${limit} ${words ? 'words' : 'characters'}`}
        </Hint>
      }
      {...rest}
    />
  );
}
