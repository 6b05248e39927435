import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5';
import type { VNode } from 'preact';
import { renderToStaticMarkup } from 'preact-render-to-string';
import { BackLink } from './back-link.js';
import { Breadcrumbs } from './breadcrumbs.js';
import { Button } from './button.js';
import { CharacterCount } from './character-count.js';
import { Checkboxes } from './checkboxes.js';
import type { Content } from './content.js';
import { DateInput } from './date-input.js';
import { Details } from './details.js';
import { ErrorMessage } from './error-message.js';
import { ErrorSummary } from './error-summary.js';
import { Fieldset } from './fieldset.js';
import { FileUpload } from './file-upload.js';
import { Hint } from './hint.js';
import { Input } from './input.js';
import { InsetText } from './inset-text.js';
import { Label } from './label.js';
import { NotificationBanner } from './notification-banner.js';
import { Pagination } from './pagination.js';
import { Panel } from './panel.js';
import { PasswordInput } from './password-input.js';
import { Radios } from './radios.js';
import { Select } from './select.js';
import { ServiceNavigation } from './service-navigation.js';
import { SkipLink } from './skip-link.js';
import { SummaryList } from './summary-list.js';
import { Table } from './table.js';
import { Tabs } from './tabs.js';
import { Tag } from './tag.js';
import { TaskList } from './task-list.js';
import { Textarea } from './textarea.js';
import { WarningText } from './warning-text.js';

/** Options of GOV.UK's own template, read with care: a fixture may hold any of them. */
type Options = Readonly<Record<string, unknown>>;
interface Fixture {
  readonly name: string;
  readonly options: Options;
  readonly html: string;
}

const folder = dirname(createRequire(import.meta.url).resolve('govuk-frontend/package.json'));
const fixturesOf = (component: string): readonly Fixture[] => {
  const file = join(folder, 'dist/govuk/components', component, 'fixtures.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { fixtures: readonly Fixture[] }).fixtures;
};

/** Markup that a fixture gives as it stands is put in after rendering: our components take elements instead. */
const raw: string[] = [];
const asItStands = (html: string): string => `@@${raw.push(html) - 1}@@`;
const render = (node: VNode): string =>
  renderToStaticMarkup(node).replace(/@@(\d+)@@/g, (_, index: string) => raw[Number(index)] ?? '');

const at = (options: unknown, key: string): unknown => (options as Options | undefined)?.[key];
const listAt = (options: unknown, key: string): readonly Options[] =>
  ((at(options, key) ?? []) as readonly (Options | null | false)[]).filter((item): item is Options => Boolean(item));
/** A text of the options, or markup in its place. */
function contentAt(options: unknown, text = 'text', html = 'html'): Content {
  const markup = at(options, html);
  if (typeof markup === 'string' && markup !== '') return asItStands(markup.trim());
  const words = at(options, text);
  return words === undefined || words === null || words === '' ? undefined : String(words);
}
const inner = (options: unknown, key: string): Content => {
  const value = at(options, key);
  return value === undefined ? undefined : contentAt(value);
};

/** Options as the properties of a component: what a fixture holds was looked at, option by option (`takes`). */
const given = <Properties extends object>(_of: (properties: Properties) => unknown, options: unknown): Properties =>
  options as Properties;

/** The options by which a component's own are called otherwise; anything else is handed on as it stands. */
const dressed = (options: unknown): object => ({
  classes: at(options, 'classes'),
  attributes: at(options, 'attributes'),
});
const labelled = (options: unknown) => {
  const label = at(options, 'label');
  return { ...(label as object), text: contentAt(label) };
};
const field = ({ errorMessage, ...options }: Options) => ({
  ...options,
  label: labelled(options),
  hint: inner(options, 'hint'),
  error: inner({ errorMessage }, 'errorMessage'),
});
const fieldset = (options: Options) => {
  const given = at(options, 'fieldset');
  if (given === undefined) return undefined;
  const legend = at(given, 'legend');
  return { ...(given as object), legend: legend === undefined ? undefined : { ...legend, text: contentAt(legend) } };
};
const choices = (options: Options) => ({
  ...options,
  hint: inner(options, 'hint'),
  error: inner(options, 'errorMessage'),
  fieldset: fieldset(options),
  items: listAt(options, 'items').map((item) =>
    'divider' in item
      ? item
      : {
          ...item,
          text: contentAt(item),
          hint: inner(item, 'hint'),
          conditional: at(item, 'conditional') ? inner(item, 'conditional') : undefined,
        },
  ),
});
const pageLink = (link: unknown) => (link ? { ...(link as object), text: contentAt(link) } : undefined);
const affix = (options: Options, key: string) => {
  const given = at(options, key);
  return contentAt(given) === undefined ? undefined : { ...(given as object), text: contentAt(given) };
};

const DRESSED = ['classes', 'attributes'];
const CONTENT = ['text', 'html'];
const LABEL = ['label.text', 'label.html', 'label.classes', 'label.attributes', 'label.isPageHeading'];
const FIELD = [
  ...DRESSED,
  ...LABEL,
  'id',
  'name',
  'disabled',
  'hint.text',
  'hint.html',
  'errorMessage.text',
  'errorMessage.html',
  'describedBy',
  'formGroup.classes',
  'formGroup.attributes',
];
const FIELDSET = [
  'fieldset.classes',
  'fieldset.attributes',
  'fieldset.describedBy',
  'fieldset.legend.text',
  'fieldset.legend.html',
  'fieldset.legend.classes',
  'fieldset.legend.isPageHeading',
];
const CHOICES = [
  ...DRESSED,
  ...FIELDSET,
  'idPrefix',
  'name',
  'hint.text',
  'hint.html',
  'errorMessage.text',
  'errorMessage.html',
  'formGroup.classes',
  'formGroup.attributes',
  ...[
    ...CONTENT,
    'value',
    'id',
    'hint.text',
    'hint.html',
    'checked',
    'disabled',
    'divider',
    'conditional.html',
    'attributes',
  ].map((option) => `items[].${option}`),
];

interface Held {
  /** The options that are taken, as paths; `attributes` with all in it. */
  readonly takes: readonly string[];
  readonly made: (options: Options) => VNode;
  /** How many of the fixtures have no option besides: a number, so that one that is lost is noticed. */
  readonly fixtures: number;
  /** Fixtures of a kind that is not taken, though no option of its own says so. */
  readonly not?: RegExp;
}

const held: Readonly<Record<string, Held>> = {
  'back-link': {
    takes: [...DRESSED, ...CONTENT, 'href'],
    made: (options) => (
      <BackLink {...dressed(options)} href={String(at(options, 'href') || '#')}>
        {contentAt(options)}
      </BackLink>
    ),
    fixtures: 7,
  },
  breadcrumbs: {
    takes: [
      ...DRESSED,
      'items[].text',
      'items[].html',
      'items[].href',
      'items[].attributes',
      'collapseOnMobile',
      'labelText',
    ],
    made: (options) => (
      <Breadcrumbs {...options} items={listAt(options, 'items').map((item) => ({ ...item, text: contentAt(item) }))} />
    ),
    fixtures: 12,
  },
  button: {
    takes: [
      ...DRESSED,
      ...CONTENT,
      'href',
      'type',
      'name',
      'value',
      'id',
      'disabled',
      'preventDoubleClick',
      'isStartButton',
    ],
    made: (options) => (
      <Button {...options}>
        {at(options, 'html') && at(options, 'isStartButton') ? <span>{contentAt(options)}</span> : contentAt(options)}
      </Button>
    ),
    fixtures: 38,
  },
  'character-count': {
    takes: [
      ...FIELD.filter((option) => option !== 'describedBy'),
      'maxlength',
      'maxwords',
      'threshold',
      'rows',
      'value',
      'spellcheck',
    ],
    made: (options) => <CharacterCount {...given(CharacterCount, field(options))} />,
    fixtures: 21,
  },
  checkboxes: {
    takes: [...CHOICES, 'values', 'items[].name', 'items[].behaviour'],
    made: (options) => <Checkboxes {...given(Checkboxes, choices(options))} />,
    fixtures: 37,
  },
  'date-input': {
    takes: [
      ...DRESSED,
      ...FIELDSET,
      'id',
      'namePrefix',
      'hint.text',
      'hint.html',
      'errorMessage.text',
      'errorMessage.html',
      'values.day',
      'values.month',
      'values.year',
      'formGroup.classes',
      'formGroup.attributes',
    ],
    made: (options) => <DateInput {...given(DateInput, choices(options))} />,
    fixtures: 9,
  },
  details: {
    takes: [...DRESSED, ...CONTENT, 'summaryText', 'summaryHtml', 'id', 'open'],
    made: (options) => (
      <Details {...options} summary={contentAt(options, 'summaryText', 'summaryHtml')}>
        {contentAt(options)}
      </Details>
    ),
    fixtures: 10,
  },
  'error-message': {
    takes: [...DRESSED, ...CONTENT, 'id', 'visuallyHiddenText'],
    made: (options) => (
      <ErrorMessage
        {...options}
        visuallyHiddenText={
          at(options, 'visuallyHiddenText') === false ? '' : (at(options, 'visuallyHiddenText') as never)
        }
      >
        {contentAt(options)}
      </ErrorMessage>
    ),
    fixtures: 9,
  },
  'error-summary': {
    takes: [
      ...DRESSED,
      'titleText',
      'titleHtml',
      'descriptionText',
      'descriptionHtml',
      'errorList[].text',
      'errorList[].html',
      'errorList[].href',
      'errorList[].attributes',
      'disableAutoFocus',
    ],
    made: (options) => (
      <ErrorSummary
        {...options}
        title={contentAt(options, 'titleText', 'titleHtml')}
        description={contentAt(options, 'descriptionText', 'descriptionHtml')}
        errors={listAt(options, 'errorList').map((item) => ({ ...item, text: contentAt(item) }))}
      />
    ),
    fixtures: 19,
  },
  fieldset: {
    takes: [...DRESSED, 'legend.text', 'legend.html', 'legend.classes', 'legend.isPageHeading', 'describedBy', 'html'],
    made: (options) => <Fieldset {...given(Fieldset, fieldset({ fieldset: options }))}>{contentAt(options)}</Fieldset>,
    fixtures: 17,
  },
  'file-upload': {
    takes: [...FIELD, 'multiple'],
    made: (options) => <FileUpload {...given(FileUpload, field(options))} />,
    fixtures: 15,
  },
  hint: {
    takes: [...DRESSED, ...CONTENT, 'id'],
    made: (options) => <Hint {...options}>{contentAt(options)}</Hint>,
    fixtures: 6,
  },
  input: {
    takes: [
      ...FIELD,
      'type',
      'value',
      'spellcheck',
      'autocomplete',
      'autocapitalize',
      'inputmode',
      'pattern',
      ...['prefix', 'suffix'].flatMap((key) => [...DRESSED, ...CONTENT].map((option) => `${key}.${option}`)),
    ],
    made: (options) => (
      <Input {...given(Input, field(options))} prefix={affix(options, 'prefix')} suffix={affix(options, 'suffix')} />
    ),
    fixtures: 44,
  },
  'inset-text': {
    takes: [...DRESSED, ...CONTENT, 'id'],
    made: (options) => <InsetText {...options}>{contentAt(options)}</InsetText>,
    fixtures: 6,
  },
  label: {
    takes: [...DRESSED, ...CONTENT, 'for', 'isPageHeading'],
    made: (options) => <Label {...options} text={contentAt(options)} />,
    fixtures: 17,
  },
  'notification-banner': {
    takes: [
      ...DRESSED,
      ...CONTENT,
      'type',
      'titleText',
      'titleHtml',
      'titleId',
      'titleHeadingLevel',
      'role',
      'disableAutoFocus',
    ],
    made: (options) => (
      <NotificationBanner
        {...given(NotificationBanner, options)}
        type={at(options, 'type') === 'success' ? 'success' : undefined}
        title={contentAt(options, 'titleText', 'titleHtml')}
      >
        {at(options, 'html') ? <>{contentAt(options)}</> : contentAt(options)}
      </NotificationBanner>
    ),
    fixtures: 21,
  },
  pagination: {
    takes: [
      ...DRESSED,
      'landmarkLabel',
      ...['number', 'href', 'current', 'ellipsis', 'visuallyHiddenText', 'attributes'].map((o) => `items[].${o}`),
      ...['previous', 'next'].flatMap((key) =>
        [...CONTENT, 'href', 'labelText', 'attributes'].map((option) => `${key}.${option}`),
      ),
    ],
    made: (options) => (
      <Pagination
        {...given(Pagination, {
          ...options,
          previous: pageLink(at(options, 'previous')),
          next: pageLink(at(options, 'next')),
        })}
      />
    ),
    fixtures: 14,
  },
  panel: {
    takes: [...DRESSED, ...CONTENT, 'titleText', 'titleHtml', 'headingLevel'],
    not: /^interruption/,
    made: (options) => (
      <Panel {...options} title={contentAt(options, 'titleText', 'titleHtml')}>
        {contentAt(options)}
      </Panel>
    ),
    fixtures: 9,
  },
  'password-input': {
    takes: [...FIELD.filter((option) => option !== 'describedBy'), 'autocomplete'],
    made: (options) => <PasswordInput {...given(PasswordInput, field(options))} />,
    fixtures: 9,
  },
  radios: {
    takes: [...CHOICES, 'value'],
    made: (options) => <Radios {...given(Radios, choices(options))} />,
    fixtures: 40,
  },
  select: {
    takes: [
      ...FIELD,
      'value',
      ...['text', 'value', 'selected', 'disabled', 'attributes'].map((option) => `items[].${option}`),
    ],
    made: (options) => (
      <Select
        {...given(Select, field(options))}
        items={listAt(options, 'items').map((item) => ({
          ...item,
          text: String(at(item, 'text')),
          value: at(item, 'value') === undefined ? undefined : String(at(item, 'value')),
        }))}
        value={at(options, 'value') === undefined ? undefined : String(at(options, 'value'))}
      />
    ),
    fixtures: 17,
  },
  'service-navigation': {
    takes: [
      ...DRESSED,
      'serviceName',
      'serviceUrl',
      'menuButtonText',
      'navigationLabel',
      'navigationId',
      'navigationClasses',
      ...[...CONTENT, 'href', 'current', 'active', 'attributes'].map((option) => `navigation[].${option}`),
    ],
    made: (options) => (
      <ServiceNavigation
        {...given(ServiceNavigation, options)}
        label={at(options, 'navigationLabel') as never}
        items={listAt(options, 'navigation').map((item) => ({ ...item, text: contentAt(item) }))}
      />
    ),
    fixtures: 20,
  },
  'skip-link': {
    takes: [...DRESSED, ...CONTENT, 'href'],
    made: (options) => <SkipLink {...options}>{contentAt(options)}</SkipLink>,
    fixtures: 9,
  },
  'summary-list': {
    takes: [
      ...DRESSED,
      'rows[].classes',
      ...['key', 'value'].flatMap((key) => CONTENT.map((option) => `rows[].${key}.${option}`)),
      ...[...CONTENT, 'href', 'visuallyHiddenText', 'classes', 'attributes'].map(
        (option) => `rows[].actions.items[].${option}`,
      ),
    ],
    made: (options) => (
      <SummaryList
        {...given(SummaryList, {
          ...options,
          rows: listAt(options, 'rows').map((row) => ({
            classes: at(row, 'classes'),
            key: inner(row, 'key'),
            value: inner(row, 'value'),
            actions:
              at(at(row, 'actions'), 'items') === undefined
                ? undefined
                : listAt(at(row, 'actions'), 'items').map((action) => ({ ...action, text: contentAt(action) })),
          })),
        })}
      />
    ),
    fixtures: 16,
  },
  table: {
    takes: [
      ...DRESSED,
      'caption',
      'captionClasses',
      'firstCellIsHeader',
      ...['head[]', 'rows[][]'].flatMap((list) =>
        [...CONTENT, 'format', 'classes', 'colspan', 'rowspan', 'attributes'].map((option) => `${list}.${option}`),
      ),
    ],
    made: (options) => (
      <Table
        {...options}
        head={
          at(options, 'head') === undefined
            ? undefined
            : listAt(options, 'head').map((cell) => ({ ...cell, text: contentAt(cell) }))
        }
        rows={(listAt(options, 'rows') as unknown as readonly (readonly Options[])[]).map((row) =>
          row.map((cell) => ({ ...cell, text: contentAt(cell) })),
        )}
      />
    ),
    fixtures: 20,
  },
  tabs: {
    takes: [
      ...DRESSED,
      'id',
      'title',
      ...['id', 'label', 'attributes', 'panel.text', 'panel.html'].map((option) => `items[].${option}`),
    ],
    made: (options) => (
      <Tabs
        {...given(Tabs, {
          ...options,
          items: listAt(options, 'items').map((item) => ({
            ...item,
            panel: at(at(item, 'panel'), 'html') ? <>{inner(item, 'panel')}</> : inner(item, 'panel'),
          })),
        })}
      />
    ),
    fixtures: 10,
  },
  tag: {
    takes: [...DRESSED, ...CONTENT],
    made: (options) => <Tag {...options}>{contentAt(options)}</Tag>,
    fixtures: 12,
  },
  'task-list': {
    takes: [
      ...DRESSED,
      'idPrefix',
      ...['title', 'hint', 'status'].flatMap((key) => CONTENT.map((option) => `items[].${key}.${option}`)),
      'items[].title.classes',
      'items[].status.classes',
      ...[...DRESSED, ...CONTENT].map((option) => `items[].status.tag.${option}`),
      'items[].href',
      'items[].classes',
    ],
    made: (options) => (
      <TaskList
        {...given(TaskList, {
          ...options,
          items: listAt(options, 'items').map((item) => {
            const tag = at(at(item, 'status'), 'tag');
            return {
              ...item,
              title: inner(item, 'title'),
              titleClasses: at(at(item, 'title'), 'classes'),
              hint: inner(item, 'hint'),
              status: tag ? <Tag {...(tag as object)}>{contentAt(tag)}</Tag> : inner(item, 'status'),
              statusClasses: at(at(item, 'status'), 'classes'),
            };
          }),
        })}
      />
    ),
    fixtures: 10,
  },
  textarea: {
    takes: [...FIELD, 'value', 'rows', 'spellcheck', 'autocomplete'],
    made: (options) => <Textarea {...given(Textarea, field(options))} />,
    fixtures: 18,
  },
  'warning-text': {
    takes: [...DRESSED, ...CONTENT, 'iconFallbackText'],
    made: (options) => <WarningText {...options}>{contentAt(options)}</WarningText>,
    fixtures: 8,
  },
};

/** The options of a fixture, as paths: `items[].hint.text`. */
function* pathsOf(value: unknown, path = ''): Generator<string> {
  if (path.endsWith('attributes') || typeof value !== 'object' || value === null) {
    yield path;
  } else if (Array.isArray(value)) {
    if (value.every((entry) => typeof entry !== 'object')) yield path;
    else for (const entry of value) yield* pathsOf(entry, `${path}[]`);
  } else if (path !== '' && Object.keys(value).length === 0) {
    yield path;
  } else {
    for (const [key, entry] of Object.entries(value)) yield* pathsOf(entry, path === '' ? key : `${path}.${key}`);
  }
}

type Tree = DefaultTreeAdapterTypes.ChildNode;
/** Markup in one way of writing: attributes in order, white space as a browser shows it. */
function asShown(html: string): unknown {
  const shown = (node: Tree): readonly unknown[] => {
    if (node.nodeName === '#comment') return [];
    if ('value' in node) {
      const text = node.value.replace(/\s+/g, ' ').trim();
      return text === '' ? [] : [text];
    }
    if (!('tagName' in node)) return [];
    const attributes = node.attrs
      .map(({ name, value }) => `${name}="${name === 'class' ? value.trim().replace(/\s+/g, ' ') : value}"`)
      .sort();
    return [[`<${node.tagName} ${attributes.join(' ')}>`, ...node.childNodes.flatMap(shown)]];
  };
  return parseFragment(html).childNodes.flatMap(shown);
}

describe.each(Object.entries(held))('%s', (component, { takes, made, fixtures, not }) => {
  const taken = fixturesOf(component).filter(
    ({ name, options }) => not?.test(name) !== true && [...pathsOf(options)].every((path) => takes.includes(path)),
  );

  it('takes the options of as many fixtures as it did', () => {
    expect(taken.length).toBe(fixtures);
  });

  it.each(taken.map((fixture) => [fixture.name, fixture] as const))('%s', (_name, { options, html }) => {
    expect(asShown(render(made(options)))).toEqual(asShown(html));
  });
});
