import type { SettingsSchema } from '#domain';
import { Button } from '../components/button.js';
import { Checkboxes } from '../components/checkboxes.js';
import { Details } from '../components/details.js';
import { Fieldset } from '../components/fieldset.js';
import { Input } from '../components/input.js';
import { Radios } from '../components/radios.js';
import { Select } from '../components/select.js';
import { Textarea } from '../components/textarea.js';
import type { Option } from '../forms/field.js';
import { many, one, type Posted } from '../forms/posted.js';
import { countIn, countName, unwrapped } from './settings-posted.js';
import { CHOICE_WORDS, patternOf, settingWords } from './settings-words.js';

/** What may be chosen where a setting names something else: a grade, a tool, a person. By the setting's pattern. */
export type Choosable = Readonly<Record<string, readonly Option[]>>;

interface SettingFieldProps {
  readonly path: string;
  readonly schema: SettingsSchema;
  readonly posted: Posted;
  /** What is wrong, by path. */
  readonly errors: Readonly<Record<string, string>>;
  readonly choosable: Choosable;
  /** The list to which an entry was added, or from which one was taken out: it is not hidden again. */
  readonly touched?: string;
  /** How deep it stands: the first has the largest legend. */
  readonly depth?: number;
}

/** An entry of a list with so many settings or more is closed until it is wanted. */
const FEW = 3;

/** Fields by which an entry of a list is known. */
const NAMED_BY = ['label', 'service', 'text'];

const LONG = /\.(prompt|source|guidance|descriptors\.\d+\.text)$/;

/** One setting as a form asks for it, with all that is in it: what is asked follows from the schema of the settings. */
export function SettingField({ schema: given, ...props }: SettingFieldProps) {
  const { path, posted, errors, choosable } = props;
  const { schema, mayBeNull } = unwrapped(given);
  const { label, hint } = settingWords(path);
  const error = errors[path];
  const common = { name: path, hint, error };
  const bold = { text: label, classes: 'govuk-label--s' };
  const legend = { legend: { text: label, classes: 'govuk-fieldset__legend--s' } };
  const value = one(posted, path);
  const chosen = choosable[patternOf(path)];
  if (schema.anyOf !== undefined) return <OneOfShapes {...props} shapes={schema.anyOf} mayBeNull={mayBeNull} />;
  switch (schema.type) {
    case 'boolean':
      return (
        <Checkboxes
          {...common}
          idPrefix={path}
          classes="govuk-checkboxes--small"
          items={[{ value: 'yes', text: label }]}
          values={[value]}
        />
      );
    case 'number':
      return <Input {...common} label={bold} value={value} inputmode="numeric" classes="govuk-input--width-5" />;
    case 'array':
      if (schema.items?.type === 'object') return <Entries {...props} items={schema.items} />;
      if (chosen !== undefined || schema.items?.enum !== undefined)
        return (
          <Checkboxes
            {...common}
            idPrefix={path}
            fieldset={legend}
            classes="govuk-checkboxes--small"
            items={[...(chosen ?? optionsOf(schema.items?.enum ?? []))]}
            values={[...many(posted, path)]}
          />
        );
      return <Textarea {...common} label={bold} rows={4} value={many(posted, path).join('\n')} />;
    case 'object':
      if (schema.properties === undefined) return <Textarea {...common} label={bold} rows={4} value={value} />;
      return <Parts {...props} properties={schema.properties} />;
    default: {
      const options = chosen ?? (schema.enum === undefined ? undefined : optionsOf(schema.enum));
      if (options === undefined)
        return LONG.test(path) ? (
          <Textarea {...common} label={bold} rows={3} value={value} />
        ) : (
          <Input {...common} label={bold} value={value} />
        );
      if (options.length <= 4 && !mayBeNull && chosen === undefined)
        return (
          <Radios
            {...common}
            idPrefix={path}
            fieldset={legend}
            classes="govuk-radios--small"
            items={[...options]}
            value={value}
          />
        );
      const known = options.some((option) => option.value === value) || value === '';
      return (
        <Select
          {...common}
          label={bold}
          value={value}
          items={[
            ...(mayBeNull || value === '' ? [{ value: '', text: mayBeNull ? 'None' : 'Choose from the list' }] : []),
            ...(known ? [] : [{ value, text: value }]),
            ...options.map((option) => ({ value: option.value, text: option.text })),
          ]}
        />
      );
    }
  }
}

const optionsOf = (words: readonly string[]): readonly Option[] =>
  words.map((word) => ({ value: word, text: CHOICE_WORDS[word] ?? word }));

type WithProperties = Omit<SettingFieldProps, 'schema'> & {
  readonly properties: NonNullable<SettingsSchema['properties']>;
};

/** Settings that belong together. */
const Parts = ({ properties, ...props }: WithProperties) => {
  const { path, depth = 0 } = props;
  const { label, hint } = settingWords(path);
  return (
    <Fieldset
      legend={{ text: label, classes: `govuk-fieldset__legend--${depth === 0 ? 'm' : 's'}` }}
      classes={depth > 1 ? 'plumbline-nested' : undefined}
    >
      {hint !== undefined && <p class="govuk-hint">{hint}</p>}
      <Fields {...props} properties={properties} />
    </Fieldset>
  );
};

const Fields = ({ properties, path, depth = 0, ...props }: WithProperties) => (
  <>
    {Object.entries(properties).map(([name, schema]) => (
      <SettingField {...props} path={`${path}.${name}`} schema={schema} depth={depth + 1} />
    ))}
  </>
);

/** A list, an entry below the other: each can be taken out, and one more added. */
function Entries({ items, ...props }: Omit<SettingFieldProps, 'schema'> & { readonly items: SettingsSchema }) {
  const { path, posted, errors, touched = '', depth = 0 } = props;
  const { label, one: entry = 'Entry' } = settingWords(path);
  const count = countIn(posted, path);
  return (
    <Fieldset legend={{ text: label, classes: `govuk-fieldset__legend--${depth === 0 ? 'm' : 's'}` }}>
      <input type="hidden" name={countName(path)} value={String(count)} />
      {errors[path] !== undefined && (
        <p class="govuk-error-message" id={path}>
          {errors[path]}
        </p>
      )}
      {count === 0 && <p class="govuk-hint">There is none.</p>}
      {Array.from({ length: count }, (_, index) => {
        const at = `${path}.${index}`;
        const name = NAMED_BY.map((field) => one(posted, `${at}.${field}`)).find((each) => each !== '') ?? '';
        const title = `${entry} ${index + 1}${name === '' ? '' : `: ${name}`}`;
        const { properties = {} } = items;
        const inside = (
          <>
            <Fields {...props} path={at} properties={properties} depth={depth + 1} />
            <Button name="do" value={`remove ${at}`} classes="govuk-button--secondary">
              Take out<span class="govuk-visually-hidden"> {title}</span>
            </Button>
          </>
        );
        if (Object.keys(properties).length < FEW)
          return (
            <Fieldset legend={{ text: title, classes: 'govuk-fieldset__legend--s' }} classes="plumbline-nested">
              {inside}
            </Fieldset>
          );
        // What is new, or not right, is not to be looked for.
        const isTouched = touched.startsWith(`${at}.`);
        const isOpen = name === '' || isTouched || Object.keys(errors).some((path) => path.startsWith(`${at}.`));
        return (
          <Details summary={title} open={isOpen} classes="govuk-!-margin-bottom-3">
            {inside}
          </Details>
        );
      })}
      <Button name="do" value={`add ${path}`} classes="govuk-button--secondary">
        Add {count === 0 ? 'one' : 'another'}
        <span class="govuk-visually-hidden"> to {label}</span>
      </Button>
    </Fieldset>
  );
}

/** One of several shapes, told apart by its kind: the size of a draw. */
function OneOfShapes({
  shapes,
  mayBeNull,
  ...props
}: Omit<SettingFieldProps, 'schema'> & { readonly shapes: readonly SettingsSchema[]; readonly mayBeNull: boolean }) {
  const { path, posted } = props;
  const { label, hint } = settingWords(path);
  return (
    <Radios
      name={`${path}.kind`}
      idPrefix={`${path}.kind`}
      fieldset={{ legend: { text: label, classes: 'govuk-fieldset__legend--s' } }}
      hint={hint}
      value={one(posted, `${path}.kind`)}
      items={[
        ...(mayBeNull ? [{ value: '', text: 'None' }] : []),
        ...shapes.flatMap(({ properties = {} }) => {
          const { kind, ...others } = properties;
          const [word = ''] = kind?.enum ?? [];
          return {
            value: word,
            text: CHOICE_WORDS[word] ?? word,
            conditional: <Fields {...props} properties={others} />,
          };
        }),
      ]}
    />
  );
}
