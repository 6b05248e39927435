import { parse } from 'parse5';
import type { DefaultTreeAdapterTypes } from 'parse5';
import type { Role } from '#domain';
import type { PageVisitor } from '../../support/page-visitor.js';
import { kindOf } from '../../pages/kind-of.js';

/** A page to be timed. */
export interface PageAsked {
  /** As people would call it: the address without what is one record's own. */
  readonly name: string;
  readonly address: string;
  /** Of a form, what is typed into it. */
  readonly typed?: Readonly<Record<string, string>>;
}

/** How far down a long list is looked, in pages. */
const DEEP = 30;

/** Beside what links lead to: lists narrowed, and far down. */
const LISTS: readonly string[] = [
  '/audits',
  '/audits?stage=closed',
  '/audits?origin=sample',
  '/audits?activity=case-file',
  '/audits?late=yes',
  '/follow-up/actions',
  '/follow-up/actions?status=verified',
  '/programme/late',
  '/tasks',
];

/** Every kind of page that somebody reaches from their home by links, and their lists far down. */
export async function pagesOf(visitor: PageVisitor, role: Role): Promise<readonly PageAsked[]> {
  const found = new Map<string, PageAsked>();
  const open = ['/', ...LISTS];
  for (let address = open.shift(); address !== undefined; address = open.shift()) {
    const name = LISTS.includes(address) ? address : kindOf(address);
    if (found.has(name)) continue;
    const page = await visitor.open(address);
    if (page.status >= 300 && page.status < 400) {
      open.unshift(page.location ?? '/');
      continue;
    }
    if (page.status !== 200 || !(page.headers.get('content-type') ?? '').startsWith('text/html')) continue;
    found.set(name, { name, address });
    open.push(...linksOf(page.html));
    if (!LISTS.includes(address)) continue;
    const deep = await downFrom(visitor, address);
    if (deep !== undefined) found.set(`${name}, far down`, { name: `${name}, far down`, address: deep });
  }
  if (role !== 'administrator') found.set('/search', { name: '/search', address: '/search', typed: { text: 'Samir' } });
  return [...found.values()];
}

async function downFrom(visitor: PageVisitor, address: string): Promise<string | undefined> {
  let at = address;
  for (let page = 0; page < DEEP; page++) {
    const next = linksOf((await visitor.open(at)).html).find((link) => /[?&]next=/.test(link));
    if (next === undefined) return page === 0 ? undefined : at;
    at = next;
  }
  return at;
}

type Node = DefaultTreeAdapterTypes.Node;

function linksOf(html: string): readonly string[] {
  const links: string[] = [];
  const look = (node: Node): void => {
    if (node.nodeName === 'a' && 'attrs' in node) {
      const href = node.attrs.find(({ name }) => name === 'href')?.value ?? '';
      const isFile = node.attrs.some(({ name }) => name === 'download');
      if (href.startsWith('/') && !href.startsWith('/api/') && !isFile) links.push(href.replace(/#.*$/, ''));
    }
    if ('childNodes' in node) node.childNodes.forEach(look);
  };
  look(parse(html));
  return links;
}
