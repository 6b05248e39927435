import type { PackLevel } from '#domain';
import { asMap } from '../pack-events.js';
import type { PackCover, Reason, ToldEvent } from '../pack-events.js';
import { HEADINGS, rowOf, typeInWords } from './register.js';
import { minuteOf } from './wording.js';
import type { Naming, Row, Wording } from './wording.js';

/** On one line, which is part of the format: a style could hide what a page says. */
const STYLE = [
  'body{font:16px/1.5 sans-serif;max-width:60em;margin:1em auto;padding:0 1em}',
  'table{border-collapse:collapse}',
  'td,th{text-align:left;vertical-align:top;padding:.2em .6em;border-bottom:1px solid #ccc}',
  'dt{font-weight:bold}',
  'dd{margin:0 0 .5em;white-space:pre-line}',
  'section{break-before:page}',
  'h4{margin-bottom:0}',
].join('');

const HEAD = `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>Evidence pack</title>
<style>${STYLE}</style>
</head>
<body>
<h1>Evidence pack</h1>
`;

const SAID_OF: Readonly<Record<PackLevel, string>> = {
  full: 'In full',
  pseudonymised: 'Without the names of people and children',
  'without-text': 'Without free text',
};

/** Which events stand together, by how their types begin; whatever none of these takes is the last. */
const CHAPTERS: ReadonlyMap<string, RegExp> = new Map([
  ['Conversation and family', /^(conversation|family-contact)-/],
  [
    'Grades',
    /^((other-grade|domain|standard|questions|statement|finding|first-grade|overall-grade|retrospective)-|grade-resubmitted)/,
  ],
  ['Moderation', /^(moderation|moderator|grade|returned)-/],
  ['Response and dispute', /^(outcome|dispute|response)-/],
  ['Safety concerns', /^safety-/],
  ['Actions', /^action-/],
  ['Otherwise', /^/],
]);

/** What is known of a pack besides its events. */
export interface PageFacts {
  readonly cover: PackCover;
  readonly origin: string;
  readonly size: number;
  /** Base 64. */
  readonly root: string;
  /** Personal fields that are not told. */
  readonly withheld: ReadonlyMap<Reason, number>;
  /** Events of audits that are left out. */
  readonly leftOut: number;
  readonly what: string;
}

const html = (text: string): string =>
  text.replaceAll(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? '&quot;');

const tableRow = (cells: readonly string[]): string => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>\n`;

function listOf(rows: readonly Row[]): string {
  const some = rows.map(
    ([label, said]) => `<dt>${html(label)}</dt>\n${said.map((text) => `<dd>${html(text)}</dd>\n`).join('')}`,
  );
  return rows.length === 0 ? '' : `<dl>\n${some.join('')}</dl>\n`;
}

/** The page up to its first audit. */
export function beginning(facts: PageFacts, rows: readonly (readonly string[])[], wording: Wording): string {
  const { cover, withheld } = facts;
  const missing: readonly (readonly [string, number])[] = [
    ['Texts that are erased', withheld.get('erased') ?? 0],
    ['Texts withheld at this level', withheld.get('level') ?? 0],
    ['Texts withheld that name somebody', withheld.get('names') ?? 0],
    ['Events of audits left out', facts.leftOut],
    [
      'Audits left out, as they are moderated without the first grade or were recorded before names were sealed',
      cover.leftOutAudits,
    ],
  ];
  return [
    HEAD,
    listOf([
      ['What', [facts.what]],
      ['Why', [cover.why ?? 'Not said']],
      ['For', [wording.who(cover.for)]],
      ['Made by', [wording.whoDid(cover.by)]],
      ['As at', [minuteOf(cover.madeAt)]],
      ['Level', [SAID_OF[cover.level]]],
      ['Log', [facts.origin]],
      ['Events in the log', [`${facts.size}`]],
      ['Checkpoint', [facts.root]],
    ]),
    cover.level === 'pseudonymised'
      ? '<p>Texts are as they were written, but for those that hold a name Plumbline knows, which are withheld. A name that it does not know may stand in a text.</p>\n'
      : '',
    Object.keys(cover.caseIds).length > 0 ? '<p>The ids of cases are the word of whoever made this pack.</p>\n' : '',
    '<p>That nothing more happened before the checkpoint than stands here is the word of whoever made this pack.</p>\n',
    listOf(missing.flatMap(([label, count]): Row[] => (count > 0 ? [[label, [`${count}`]]] : []))),
    `<h2>Audits</h2>\n<table>\n<tr>${HEADINGS.map((heading) => `<th>${heading}</th>`).join('')}</tr>\n`,
    ...rows.map((cells) => tableRow(cells.map(html))),
    '</table>\n',
  ].join('');
}

/** One audit: what is known of it, what happened in order, and then by chapters. */
export function auditPart(
  events: readonly ToldEvent[],
  readings: readonly ToldEvent[],
  wording: Wording,
  { cases }: Naming,
): string {
  const row = rowOf(events, wording);
  const facts = HEADINGS.map((heading, at): Row => [heading, [row[at] ?? '']]).filter(([, [said]]) => said !== '');
  const subject = String(events[0]?.data['subjectId']);
  return [
    `<section>\n<h2>Audit ${html(row[0] ?? '')}</h2>\n`,
    listOf([['Case', [cases.get(subject) ?? 'not given']], ...facts.filter(([heading]) => heading !== 'Reference')]),
    '<h3>In order</h3>\n<table>\n<tr><th>Recorded</th><th>What</th><th>By</th></tr>\n',
    ...events.map((event) =>
      tableRow([
        minuteOf(event.recordedAt),
        `<a href="#${placeOf(event)}">${html(typeInWords(event.type))}</a>`,
        html(wording.whoDid(event.actor)),
      ]),
    ),
    '</table>\n',
    ...inChapters(events).map(
      ([title, some]) => `<h3>${title}</h3>\n${some.map((one) => stepOf(one, wording)).join('')}`,
    ),
    readings.length > 0 ? '<h3>Read by</h3>\n' : '',
    ...readings.map((one) => stepOf(one, wording)),
    '</section>\n',
  ].join('');
}

export const samplePart = (events: readonly ToldEvent[], wording: Wording): string =>
  [
    `<section>\n<h2>Sample of ${html(periodOf(events))}</h2>\n`,
    '<p>Whoever has the frame can draw again from this seed and gets the same cases in the same order.</p>\n',
    ...events.map((event) => stepOf(event, wording)),
    '</section>\n',
  ].join('');

export const END = '</body>\n</html>\n';

export const periodOf = (events: readonly ToldEvent[]): string => {
  const { period } = asMap(events[0]?.data);
  return typeof period === 'string' ? period : '';
};

function inChapters(events: readonly ToldEvent[]): readonly (readonly [string, readonly ToldEvent[]])[] {
  const chapters = new Map<string, ToldEvent[]>([...CHAPTERS.keys()].map((title) => [title, []]));
  for (const event of events) {
    const [title] = [...CHAPTERS].find(([, begins]) => begins.test(event.type)) ?? ['Otherwise'];
    chapters.get(title)?.push(event);
  }
  return [...chapters].filter(([, some]) => some.length > 0);
}

const placeOf = ({ stream, revision }: ToldEvent): string => `${stream}@${revision}`;

const stepOf = (event: ToldEvent, wording: Wording): string =>
  `<h4 id="${placeOf(event)}">${html(typeInWords(event.type))}</h4>\n<p>${minuteOf(event.recordedAt)}, ${html(
    wording.whoDid(event.actor),
  )}</p>\n${listOf(wording.rowsOf(event))}`;
