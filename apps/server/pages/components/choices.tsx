import { classNames, described, type Attributes, type Content, type Dressed } from './content.js';
import { ErrorMessage } from './error-message.js';
import { Fieldset, type FieldsetOptions } from './fieldset.js';
import { FormGroupBox } from './form-group.js';
import { Hint } from './hint.js';
import { Label } from './label.js';

export interface Choice {
  readonly text: Content;
  readonly value: string;
  readonly id?: string;
  readonly hint?: Content;
  readonly checked?: boolean;
  readonly disabled?: boolean;
  /** Shown while it is chosen, or always where there is no JavaScript. */
  readonly conditional?: Content;
  readonly attributes?: Attributes;
}

export interface Divider {
  readonly divider: string;
}

export interface ChoicesProps extends Dressed {
  readonly name: string;
  /** Begins the ids of the choices; the name by default. The first has it for its id, so that an error can lead there. */
  readonly idPrefix?: string;
  readonly fieldset?: FieldsetOptions;
  readonly hint?: Content;
  readonly error?: Content;
  readonly formGroup?: Dressed;
}

interface ChoicesBoxProps<Item> extends ChoicesProps {
  readonly kind: 'radios' | 'checkboxes';
  readonly items: readonly (Item | Divider)[];
  readonly isChecked: (item: Item) => boolean;
  readonly own?: (item: Item) => Attributes & { readonly name?: string };
}

/** What radios and checkboxes have in common. */
export function Choices<Item extends Choice>({ kind, items, isChecked, own, ...props }: ChoicesBoxProps<Item>) {
  const { name, idPrefix = name, fieldset, hint, error, formGroup, classes, attributes } = props;
  const describedBy = described(
    fieldset?.describedBy,
    hint !== undefined && `${idPrefix}-hint`,
    error !== undefined && `${idPrefix}-error`,
  );
  const inner = (
    <>
      {hint !== undefined && <Hint id={`${idPrefix}-hint`}>{hint}</Hint>}
      {error !== undefined && <ErrorMessage id={`${idPrefix}-error`}>{error}</ErrorMessage>}
      <div class={classNames(`govuk-${kind}`, classes)} {...attributes} data-module={`govuk-${kind}`}>
        {items.map((item, index) =>
          'divider' in item ? (
            <div class={`govuk-${kind}__divider`}>{item.divider}</div>
          ) : (
            <ChoiceItem
              kind={kind}
              item={item}
              id={item.id ?? (index === 0 ? idPrefix : `${idPrefix}-${index + 1}`)}
              name={name}
              checked={isChecked(item)}
              // Radios outside a fieldset are never described by the group: only checkboxes can stand alone.
              describedBy={kind === 'checkboxes' && fieldset === undefined ? describedBy : undefined}
              own={own?.(item)}
            />
          ),
        )}
      </div>
    </>
  );
  return (
    <FormGroupBox error={error} {...formGroup}>
      {fieldset ? (
        <Fieldset {...fieldset} describedBy={describedBy}>
          {inner}
        </Fieldset>
      ) : (
        inner
      )}
    </FormGroupBox>
  );
}

interface ChoiceItemProps {
  readonly kind: 'radios' | 'checkboxes';
  readonly item: Choice;
  readonly id: string;
  readonly name: string;
  readonly checked: boolean;
  readonly describedBy: string | undefined;
  readonly own: (Attributes & { readonly name?: string }) | undefined;
}

function ChoiceItem({ kind, item, id, name, checked, describedBy, own }: ChoiceItemProps) {
  const { text, value, hint, disabled, conditional, attributes } = item;
  const hintId = `${id}-item-hint`;
  return (
    <>
      <div class={`govuk-${kind}__item`}>
        <input
          class={`govuk-${kind}__input`}
          id={id}
          name={name}
          type={kind === 'radios' ? 'radio' : 'checkbox'}
          value={value}
          checked={checked}
          disabled={disabled}
          data-aria-controls={conditional === undefined ? undefined : `conditional-${id}`}
          aria-describedby={described(describedBy, hint !== undefined && hintId)}
          {...own}
          {...attributes}
        />
        <Label text={text} classes={`govuk-${kind}__label`} for={id} />
        {hint !== undefined && (
          <Hint id={hintId} classes={`govuk-${kind}__hint`}>
            {hint}
          </Hint>
        )}
      </div>
      {conditional !== undefined && (
        <div
          class={classNames(`govuk-${kind}__conditional`, !checked && `govuk-${kind}__conditional--hidden`)}
          id={`conditional-${id}`}
        >
          {conditional}
        </div>
      )}
    </>
  );
}
