import { CharacterCount } from '../components/character-count.js';
import { Checkboxes } from '../components/checkboxes.js';
import { DateInput } from '../components/date-input.js';
import { Fieldset } from '../components/fieldset.js';
import { Input } from '../components/input.js';
import { Radios } from '../components/radios.js';
import { Select } from '../components/select.js';
import type { FormErrors } from './errors-of.js';
import type { Field, Option } from './field.js';
import { many, one, type Posted } from './posted.js';

interface FormFieldProps {
  readonly field: Field;
  /** What was written before; null before anything was. */
  readonly posted: Posted | null;
  readonly errors: FormErrors;
}

/** Characters of a text, as the commands take it. */
const LONGEST = 10_000;

/** A question of a form, with what was written and what is wrong with it. */
export function FormField({ field, posted, errors }: FormFieldProps) {
  const { name, hint } = field;
  const label = `${field.label}${field.optional ? ' (optional)' : ''}`;
  const error = errors.byField[name];
  const common = { name, hint, error };
  const value = posted === null ? first(field.value) : one(posted, name);
  const legend = { legend: { text: label, classes: 'govuk-fieldset__legend--s' } };
  const nested = (fields: readonly Field[] | undefined) =>
    fields?.map((each) => <FormField field={each} posted={posted} errors={errors} />);
  const choice = ({ value: own, text, hint: about, reveals }: Option) => ({
    value: own,
    text,
    hint: about,
    conditional: nested(reveals),
  });
  switch (field.kind) {
    case 'text':
      return (
        <CharacterCount
          {...common}
          label={{ text: label, classes: 'govuk-label--s' }}
          rows={field.rows ?? 5}
          value={value}
          maxlength={LONGEST}
          threshold={75}
          spellcheck
        />
      );
    case 'line':
    case 'number':
      return (
        <Input
          {...common}
          label={{ text: label, classes: 'govuk-label--s' }}
          value={value}
          classes={
            field.kind === 'number' ? 'govuk-input--width-5' : field.width && `govuk-input--width-${field.width}`
          }
          inputmode={field.kind === 'number' ? 'numeric' : undefined}
        />
      );
    case 'day':
      return (
        <DateInput
          id={name}
          namePrefix={name}
          hint={hint ?? 'For example, 27 3 2026'}
          error={error}
          fieldset={legend}
          values={datePartsOf(field, posted)}
        />
      );
    case 'month':
      return <MonthInput {...common} legend={label} values={datePartsOf(field, posted)} />;
    case 'choice':
      return <Radios {...common} fieldset={legend} items={field.options.map(choice)} value={value} />;
    case 'pick':
      return (
        <Select
          {...common}
          label={{ text: label, classes: 'govuk-label--s' }}
          value={value}
          items={[
            { value: '', text: field.none ?? 'Choose from the list' },
            ...field.options.map(({ value: own, text }) => ({ value: own, text })),
          ]}
        />
      );
    case 'yes-or-no':
      return (
        <Radios
          {...common}
          fieldset={legend}
          value={value}
          items={[
            { value: 'yes', text: 'Yes', conditional: nested(field.ifYes) },
            { value: 'no', text: 'No' },
          ]}
        />
      );
    case 'several':
      return (
        <Checkboxes
          {...common}
          fieldset={legend}
          items={field.options.map(choice)}
          values={posted === null ? all(field.value) : many(posted, name)}
        />
      );
  }
}

interface MonthInputProps {
  readonly name: string;
  readonly legend: string;
  readonly hint?: Field['hint'];
  readonly error: string | undefined;
  readonly values: { readonly month?: string; readonly year?: string };
}

const MonthInput = ({ name, legend, hint = 'For example, 3 2026', error, values }: MonthInputProps) => (
  <div class={`govuk-form-group${error === undefined ? '' : ' govuk-form-group--error'}`}>
    <Fieldset
      role="group"
      legend={{ text: legend, classes: 'govuk-fieldset__legend--s' }}
      describedBy={`${name}-hint${error === undefined ? '' : ` ${name}-error`}`}
    >
      <div id={`${name}-hint`} class="govuk-hint">
        {hint}
      </div>
      {error !== undefined && (
        <p id={`${name}-error`} class="govuk-error-message">
          <span class="govuk-visually-hidden">Error:</span> {error}
        </p>
      )}
      <div class="govuk-date-input" id={name}>
        {(['month', 'year'] as const).map((part) => (
          <div class="govuk-date-input__item">
            <Input
              id={`${name}-${part}`}
              name={`${name}-${part}`}
              label={{ text: part === 'month' ? 'Month' : 'Year', classes: 'govuk-date-input__label' }}
              classes={`govuk-date-input__input govuk-input--width-${part === 'month' ? 2 : 4}`}
              value={values[part]}
              inputmode="numeric"
            />
          </div>
        ))}
      </div>
    </Fieldset>
  </div>
);

const all = (value: Field['value']): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value;
const first = (value: Field['value']): string => all(value)[0] ?? '';

/** A date in its boxes: as written, or as it was before, without noughts in front. */
function datePartsOf({ name, value }: Field, posted: Posted | null) {
  const [year = '', month = '', day = ''] = first(value).split('-');
  if (posted === null) return { day: day.replace(/^0/, ''), month: month.replace(/^0/, ''), year };
  return {
    day: one(posted, `${name}-day`),
    month: one(posted, `${name}-month`),
    year: one(posted, `${name}-year`),
  };
}
