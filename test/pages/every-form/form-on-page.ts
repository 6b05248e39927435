import { parse } from 'parse5';
import type { DefaultTreeAdapterTypes } from 'parse5';

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

/** A question of a form, with all its parts: a date has three. */
export interface Question {
  readonly name: string;
  readonly kind: 'text' | 'long-text' | 'number' | 'date' | 'one-of' | 'list' | 'some-of' | 'secret' | 'file';
  /** What it is called, with whether it may be left out. */
  readonly label: string;
  /** Asked only of whoever has chosen something else. */
  readonly isRevealed: boolean;
  /** What is offered; of a date its parts. */
  readonly options: readonly string[];
}

/** What a form sends, name by name. */
export type Sent = Readonly<Record<string, string | readonly string[]>>;

const DATE_PART = /-(day|month|year)$/;

/** A form of a page as a browser without scripts has it. */
export class FormOnPage {
  private constructor(
    private readonly root: Node,
    private readonly form: Element,
    /** Where it is sent to. */
    readonly action: string,
  ) {}

  /** @param to where it is sent; the first that is no part of the frame where it is left out */
  static in(html: string, address: string, to?: string): FormOnPage | null {
    const root = parse(html);
    const forms = all(root, 'form').map((form) => ({ form, action: attr(form, 'action') ?? address }));
    const found = forms.find(({ form, action }) =>
      to === undefined ? isOfThePage(form) : action === to && isOfThePage(form),
    );
    return found === undefined ? null : new FormOnPage(root, found.form, found.action);
  }

  get questions(): readonly Question[] {
    const byName = new Map<string, Question>();
    for (const control of this.controls) {
      const kind = kindOf(control);
      if (kind === null) continue;
      const own = attr(control, 'name') ?? '';
      const isDate = DATE_PART.test(own);
      const name = isDate ? own.replace(DATE_PART, '') : own;
      const before = byName.get(name);
      const part = DATE_PART.exec(own)?.[1];
      const options = [...(before?.options ?? []), ...(part === undefined ? optionsOf(control) : [part])];
      byName.set(name, {
        name,
        kind: isDate ? 'date' : kind,
        label: before?.label ?? this.labelOf(control, isDate || kind === 'one-of' || kind === 'some-of'),
        isRevealed: this.isRevealed(control),
        options,
      });
    }
    return [...byName.values()];
  }

  /** What stands in it, hidden parts included. */
  get standing(): Sent {
    const sent: Record<string, string[]> = {};
    const add = (name: string, value: string): void => void (sent[name] = [...(sent[name] ?? []), value]);
    for (const control of this.controls) {
      const name = attr(control, 'name');
      const type = attr(control, 'type') ?? '';
      if (name === undefined || type === 'submit' || type === 'file') continue;
      if (control.tagName === 'select') add(name, chosenIn(control));
      else if (control.tagName === 'textarea') add(name, textOf(control));
      else if (type !== 'radio' && type !== 'checkbox') add(name, attr(control, 'value') ?? '');
      else if (attr(control, 'checked') !== undefined) add(name, attr(control, 'value') ?? '');
    }
    return Object.fromEntries(
      Object.entries(sent).map(([name, [first = '', ...more]]) => [name, more.length === 0 ? first : [first, ...more]]),
    );
  }

  /** What is sent where somebody has typed this over what stands there; a name without anything is left out. */
  filled(typed: Sent): Sent {
    const sent = { ...this.standing, ...typed };
    return Object.fromEntries(
      Object.entries(sent).filter(([, value]) => value.length > 0 || typeof value === 'string'),
    );
  }

  /** What is sent where nothing is typed, chosen or left of what stood there. */
  get emptied(): Sent {
    const empty = this.questions.flatMap(({ name, kind, options }): [string, string | readonly string[]][] => {
      if (kind === 'date') return options.map((part) => [`${name}-${part}`, '']);
      return [[name, kind === 'one-of' || kind === 'some-of' ? [] : '']];
    });
    return this.filled(Object.fromEntries(empty));
  }

  private get controls(): readonly Element[] {
    return ['input', 'select', 'textarea'].flatMap((tag) => all(this.form, tag));
  }

  private isRevealed(control: Element): boolean {
    for (let at: Node | null = control.parentNode; at !== null && at !== this.form; at = Object(at).parentNode ?? null)
      if ('attrs' in at && /__conditional\b/.test(attr(at, 'class') ?? '')) return true;
    return false;
  }

  /** Of a group its legend; otherwise the label. */
  private labelOf(control: Element, isOfGroup: boolean): string {
    if (isOfGroup)
      for (let at: Node | null = control.parentNode; at !== null; at = Object(at).parentNode ?? null)
        if (isElement(at) && at.tagName === 'fieldset') return textOf(all(at, 'legend')[0]);
    const label = all(this.root, 'label').find((each) => attr(each, 'for') === attr(control, 'id'));
    return textOf(label);
  }
}

/** What is wrong, as the summary at the head of a page says it, and where each leads; null where there is no summary. */
export function errorsOn(html: string): readonly { readonly text: string; readonly to: string | null }[] | null {
  const list = all(parse(html), 'ul').find((each) => attr(each, 'class')?.includes('govuk-error-summary__list'));
  if (list === undefined) return null;
  return all(list, 'li').map((item) => ({ text: textOf(item), to: attr(all(item, 'a')[0], 'href') ?? null }));
}

export const hasId = (html: string, id: string): boolean =>
  [...below(parse(html))].some((each) => isElement(each) && attr(each, 'id') === id);

export const titleOf = (html: string): string => textOf(all(parse(html), 'title')[0]);

/** Neither that of signing out, nor those of searching and of the end of a session. */
const isOfThePage = (form: Element): boolean => {
  for (let at: Node | null = form; at !== null; at = Object(at).parentNode ?? null)
    if (isElement(at) && ['header', 'dialog', 'footer'].includes(at.tagName)) return false;
  return attr(form, 'method')?.toLowerCase() === 'post';
};

function kindOf(control: Element): Question['kind'] | null {
  if (control.tagName === 'select') return 'list';
  if (control.tagName === 'textarea') return 'long-text';
  switch (attr(control, 'type') ?? 'text') {
    case 'radio':
      return 'one-of';
    case 'checkbox':
      return 'some-of';
    case 'password':
      return 'secret';
    case 'file':
      return 'file';
    case 'text':
    case 'search':
      return attr(control, 'inputmode') === 'numeric' ? 'number' : 'text';
    default:
      return null;
  }
}

const optionsOf = (control: Element): readonly string[] =>
  control.tagName === 'select'
    ? all(control, 'option').map((option) => attr(option, 'value') ?? '')
    : ['radio', 'checkbox'].includes(attr(control, 'type') ?? '')
      ? [attr(control, 'value') ?? '']
      : [];

const chosenIn = (select: Element): string => {
  const options = all(select, 'option');
  const chosen = options.find((option) => attr(option, 'selected') !== undefined) ?? options[0];
  return (chosen && attr(chosen, 'value')) ?? '';
};

const isElement = (node: Node): node is Element => 'tagName' in node;

function* below(node: Node): Generator<Node> {
  if (!('childNodes' in node)) return;
  for (const child of node.childNodes) {
    yield child;
    yield* below(child);
  }
}

const all = (node: Node, tag: string): readonly Element[] =>
  [...below(node)].filter(isElement).filter((each) => each.tagName === tag);

const attr = (element: Element | undefined, name: string): string | undefined =>
  element?.attrs.find((each) => each.name === name)?.value;

const textOf = (node: Node | undefined): string =>
  node === undefined
    ? ''
    : [...below(node)]
        .flatMap((each) => ('value' in each && each.nodeName === '#text' ? [each.value] : []))
        .join('')
        .trim();
