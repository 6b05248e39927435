import { text } from './event-line.js';
import type { PackEvent } from './event-line.js';
import { isMap } from './json.js';
import type { Checkpoint } from './note.js';
import { COLUMNS, registerRow } from './register.js';
import { nameOf, when, words } from './telling.js';
import type { Source, Telling } from './telling.js';

const STYLE =
  'body{font:16px/1.5 sans-serif;max-width:60em;margin:1em auto;padding:0 1em}table{border-collapse:collapse}td,th{text-align:left;vertical-align:top;padding:.2em .6em;border-bottom:1px solid #ccc}dt{font-weight:bold}dd{margin:0 0 .5em;white-space:pre-line}section{break-before:page}h4{margin-bottom:0}';

const GROUPS: readonly (readonly [string, readonly string[]])[] = [
  ['Conversation and family', ['conversation-', 'family-contact-']],
  [
    'Grades',
    [
      'other-grade-',
      'domain-',
      'standard-',
      'questions-',
      'statement-',
      'finding-',
      'first-grade-',
      'grade-resubmitted',
      'overall-grade-',
      'retrospective-',
    ],
  ],
  ['Moderation', ['moderation-', 'moderator-', 'grade-', 'returned-']],
  ['Response and dispute', ['outcome-', 'dispute-', 'response-']],
  ['Safety concerns', ['safety-']],
  ['Actions', ['action-']],
  ['Otherwise', ['']],
];

const LEVEL: Readonly<Record<string, string>> = {
  full: 'In full',
  pseudonymised: 'Without the names of people and children',
  'without-text': 'Without free text',
};
const NOTES = {
  pseudonymised:
    'Texts are as they were written, but for those that hold a name Plumbline knows, which are withheld. A name that it does not know may stand in a text.',
  caseIds: 'The ids of cases are the word of whoever made this pack.',
  end: 'That nothing more happened before the checkpoint than stands here is the word of whoever made this pack.',
};

const escaped = (said: string): string =>
  said.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** The lines of `index.html`. @param withheld how many texts are withheld for each reason */
export function* pageOf(
  source: Source,
  telling: Telling,
  checkpoint: Checkpoint,
  withheld: ReadonlyMap<string, number>,
): Generator<string> {
  const { cover } = source;
  yield* ['<!doctype html>', '<html lang="en-GB">', '<head>', '<meta charset="utf-8">'];
  yield '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'">';
  yield* ['<meta name="viewport" content="width=device-width">', '<title>Evidence pack</title>'];
  yield* [`<style>${STYLE}</style>`, '</head>', '<body>', '<h1>Evidence pack</h1>'];
  const { said } = cover;
  yield* list([
    ['What', [whatOf(source, telling)]],
    ['Why', [typeof said['why'] === 'string' ? said['why'] : 'Not said']],
    ['For', [telling.person(text(said['for']))]],
    ['Made by', [telling.by(said['by'])]],
    ['As at', [when(text(said['madeAt']))]],
    ['Level', [LEVEL[cover.level] ?? '']],
    ['Log', [checkpoint.origin]],
    ['Events in the log', [String(checkpoint.size)]],
    ['Checkpoint', [checkpoint.root.toString('base64')]],
  ]);
  if (cover.level === 'pseudonymised') yield `<p>${NOTES.pseudonymised}</p>`;
  if (isMap(said['caseIds']) && Object.keys(said['caseIds']).length > 0) yield `<p>${NOTES.caseIds}</p>`;
  yield `<p>${NOTES.end}</p>`;
  const drafts = cover.leftOut
    .filter(({ stream }) => stream.startsWith('audit-'))
    .reduce((sum, { from, to }) => sum + to - from + 1, 0);
  const missing: (readonly [string, number])[] = [
    ['Texts that are erased', withheld.get('erased') ?? 0],
    ['Texts withheld at this level', withheld.get('level') ?? 0],
    ['Texts withheld that name somebody', withheld.get('names') ?? 0],
    ['Events of audits left out', drafts],
    [
      'Audits left out, as they are moderated without the first grade or were recorded before names were sealed',
      Number(said['leftOutAudits']),
    ],
  ];
  yield* list(missing.filter(([, count]) => count > 0).map(([label, count]) => [label, [String(count)]]));
  yield* ['<h2>Audits</h2>', '<table>', `<tr>${COLUMNS.map((column) => `<th>${column}</th>`).join('')}</tr>`];
  for (const id of cover.audits)
    yield `<tr>${registerRow(source.events(`audit-${id}`), telling)
      .map((cell) => `<td>${escaped(cell)}</td>`)
      .join('')}</tr>`;
  yield '</table>';
  for (const id of cover.audits) yield* auditSection(id, source, telling);
  for (const id of cover.samples) yield* sampleSection(id, source, telling);
  yield* ['</body>', '</html>'];
}

function whatOf({ cover, events }: Source, telling: Telling): string {
  const scope = isMap(cover.said['scope']) ? cover.said['scope'] : {};
  const of = text(scope['of']);
  if (of === 'audit') return `The audit ${text(events(`audit-${text(scope['auditId'])}`)[0]?.data['reference'])}`;
  if (of === 'sample') return `The sample of ${text(events(`sample-${text(scope['sampleId'])}`)[0]?.data['period'])}`;
  if (of === 'grant') return `What a grant opens to ${telling.person(text(scope['inspectorId']))}`;
  return `Audits of ${text(scope['from'])} to ${text(scope['to'])}`;
}

function* list(rows: readonly (readonly [string, readonly string[]])[]): Generator<string> {
  if (rows.length === 0) return;
  yield '<dl>';
  for (const [label, texts] of rows) {
    yield `<dt>${escaped(label)}</dt>`;
    for (const said of texts) yield `<dd>${escaped(said)}</dd>`;
  }
  yield '</dl>';
}

function* auditSection(id: string, source: Source, telling: Telling): Generator<string> {
  const events = source.events(`audit-${id}`);
  const row = registerRow(events, telling);
  yield* ['<section>', `<h2>Audit ${escaped(row[0] ?? '')}</h2>`];
  const facts = COLUMNS.map((column, at) => [column, [row[at] ?? '']] as const).slice(1);
  yield* list([
    ['Case', [telling.caseOf(text(events[0]?.data['subjectId']))]],
    ...facts.filter(([, [said]]) => said !== ''),
  ]);
  yield* ['<h3>In order</h3>', '<table>', '<tr><th>Recorded</th><th>What</th><th>By</th></tr>'];
  for (const event of events) {
    const cells = [
      when(text(event.metadata['recordedAt'])),
      `<a href="#${event.stream}@${event.revision}">${escaped(words(event.type))}</a>`,
      escaped(telling.by(event.metadata['actor'])),
    ];
    yield `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
  }
  yield '</table>';
  for (const [title] of GROUPS) {
    const some = events.filter((event) => groupOf(event) === title);
    if (some.length > 0) yield `<h3>${title}</h3>`;
    for (const event of some) yield* told(event, telling);
  }
  const readings = source.events(`reads-${id}`);
  if (readings.length > 0) yield '<h3>Read by</h3>';
  for (const event of readings) yield* told(event, telling);
  yield '</section>';
}

function* sampleSection(id: string, source: Source, telling: Telling): Generator<string> {
  const events = source.events(`sample-${id}`);
  yield* ['<section>', `<h2>Sample of ${escaped(text(events[0]?.data['period']))}</h2>`];
  yield '<p>Whoever has the frame can draw again from this seed and gets the same cases in the same order.</p>';
  for (const event of events) yield* told(event, telling);
  yield '</section>';
}

const groupOf = (event: PackEvent): string =>
  GROUPS.find(([, begins]) => begins.some((begin) => nameOf(event).startsWith(begin)))?.[0] ?? '';

function* told(event: PackEvent, telling: Telling): Generator<string> {
  yield `<h4 id="${event.stream}@${event.revision}">${escaped(words(event.type))}</h4>`;
  yield `<p>${when(text(event.metadata['recordedAt']))}, ${escaped(telling.by(event.metadata['actor']))}</p>`;
  yield* list(telling.rows(event));
}
