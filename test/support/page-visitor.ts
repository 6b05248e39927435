import { parse } from 'parse5';
import type { DefaultTreeAdapterTypes } from 'parse5';

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

/** A page as somebody without scripts has it before them. */
export class Page {
  private readonly root: Node;

  constructor(
    readonly status: number,
    readonly headers: Headers,
    readonly html: string,
  ) {
    this.root = parse(html);
  }

  get location(): string | null {
    return this.headers.get('location');
  }

  get title(): string {
    return textOf(this.all('title')[0]);
  }

  get heading(): string {
    return textOf(this.all('h1')[0]);
  }

  /** What the summary of errors says. */
  get errors(): readonly string[] {
    const summary = this.all('ul').find((list) => valueOf(list, 'class')?.includes('govuk-error-summary__list'));
    return summary === undefined ? [] : [...below(summary)].filter(isElement('a')).map((link) => textOf(link));
  }

  /** The fields of a form as they stand. @throws Error where there is no form to that address */
  fieldsOf(action: string): Record<string, string> {
    const form = this.all('form').find((each) => valueOf(each, 'action') === action);
    if (form === undefined) throw new Error(`No form to ${action} is on the page: ${this.title}`);
    const fields = [...below(form)].filter(isElement('input')).concat([...below(form)].filter(isElement('textarea')));
    return Object.fromEntries(fields.map((field) => [valueOf(field, 'name') ?? '', valueOf(field, 'value') ?? '']));
  }

  texts(tag: string): readonly string[] {
    return this.all(tag).map((element) => textOf(element));
  }

  private all(tag: string): readonly Element[] {
    return [...below(this.root)].filter(isElement(tag));
  }
}

const isElement =
  (tag: string) =>
  (node: Node): node is Element =>
    node.nodeName === tag;

function* below(node: Node): Generator<Node> {
  if (!('childNodes' in node)) return;
  for (const child of node.childNodes) {
    yield child;
    yield* below(child);
  }
}

const textOf = (element: Element | undefined): string =>
  element === undefined
    ? ''
    : [...below(element)]
        .flatMap((node) => ('value' in node && node.nodeName === '#text' ? [node.value] : []))
        .join('')
        .replaceAll(/\s+/g, ' ')
        .trim();

const valueOf = (element: Element, name: string): string | undefined =>
  element.attrs.find((attribute) => attribute.name === name)?.value;

/** Somebody with a browser that runs no scripts: keeps cookies, opens pages, fills in forms. */
export class PageVisitor {
  readonly cookies = new Map<string, string>();
  private at: Page | undefined;

  constructor(
    private readonly addressOf: () => string,
    private readonly headers: Readonly<Record<string, string>> = {},
  ) {}

  get page(): Page {
    if (this.at === undefined) throw new Error('No page has been opened');
    return this.at;
  }

  open(path: string): Promise<Page> {
    return this.ask(path, { method: 'GET' });
  }

  /** Fills in a form of the page before them and sends it. */
  send(action: string, typed: Readonly<Record<string, string>> = {}): Promise<Page> {
    return this.post(action, { ...this.page.fieldsOf(action), ...typed });
  }

  /** Sends what no page need have said. */
  post(path: string, fields: Readonly<Record<string, string>> | [string, string][]): Promise<Page> {
    return this.ask(path, { method: 'POST', body: new URLSearchParams(fields) });
  }

  /** Goes where the last answer led. */
  follow(): Promise<Page> {
    return this.open(this.page.location ?? '/');
  }

  private async ask(path: string, request: RequestInit): Promise<Page> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(new URL(path, this.addressOf()), {
      ...request,
      redirect: 'manual',
      headers: { accept: 'text/html', ...this.headers, ...(cookie !== '' && { cookie }) },
    });
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    const { headers, status } = response;
    this.at = new Page(status, headers, await response.text());
    return this.at;
  }
}
