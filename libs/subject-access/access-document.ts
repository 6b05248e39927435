import type { Block, CommitteeDocument, Section } from '#committee';
import { auditReference } from '#domain';
import type { AccessFile, HeldItem, HeldText } from './access-file.js';
import { dayInWords, factsOf } from './facts-in-words.js';
import { WITHHELD_WORDS, capital, countedInWords, roleInWords, sentenceOf } from './words.js';

/** What stands where a name or words are kept back. */
export const BLACKED_OUT = '[withheld]';

/** What is held on somebody, as a document written for them. Source: UK GDPR articles 12 (1) and 15. */
export function accessDocument(file: AccessFile): CommitteeDocument {
  const { council, request, gatheredAt, unreviewed } = file;
  return {
    council,
    title: unreviewed === 0 ? titleOf(file) : `Not reviewed yet, not to be given out. ${titleOf(file)}`,
    facts: [
      { name: 'You asked on', value: dayInWords(request.receivedOn) },
      { name: 'This is what we held on', value: dayInWords(gatheredAt) },
      ...(file.caseId === null ? [] : [{ name: 'Case number', value: file.caseId }]),
      ...(file.name === null ? [] : [{ name: 'Name', value: file.name }]),
    ],
    sections: [
      section('What this is', paragraphs(...aboutThis(file))),
      ...ofPerson(file),
      ...inLists(file),
      ...ofAudits(file),
      ...spokenOutside(file),
      ...whoRead(file),
      ...givenTo(file),
      ...aboutTheRecord(file),
      ...besides(file),
      ...countedOf(file),
      section('What is not in here', notInHere(file)),
      section('What you can do', paragraphs(...RIGHTS)),
    ],
    asAt: gatheredAt,
  };
}

type Kind = 'case' | 'family-member' | 'person';
const kindOf = ({ request }: AccessFile): Kind =>
  request.about === 'family-member' ? 'family-member' : request.owner.startsWith('person:') ? 'person' : 'case';

const titleOf = (file: AccessFile): string =>
  kindOf(file) === 'person' ? 'What we hold about you and your work' : 'What we hold about you';

const ABOUT: Readonly<Record<Kind, string>> = {
  case: 'The council checks how well it works with children and families. Somebody who does not work with you looks at your case, talks with your worker, and may ask you and your family what you think. This is called an audit. Plumbline is the program in which audits are written down.',
  'family-member':
    'The council checks how well it works with children and families. Somebody who does not work with your family looks at the case, talks with the worker, and may ask you what you think. This is called an audit. Plumbline is the program in which audits are written down. What is written there about your child alone, or about other people, is theirs and is not in here.',
  person:
    'Plumbline is the program in which audits of practice are written down: who carried them out, what was found, and what came of it. It knows you as somebody who works, or worked, for the council.',
};

const aboutThis = (file: AccessFile): readonly string[] => [
  `You asked what ${file.council} holds about you. This document tells you what is written about you in Plumbline.`,
  ABOUT[kindOf(file)],
  `Where you see ${BLACKED_OUT}, there was the name of somebody else, or something else that we must keep private.${file.unreviewed === 0 ? ' A person at the council read every text before this was given to you.' : ''}`,
  kindOf(file) === 'person'
    ? 'Your staff file and other records are kept elsewhere. Ask us for those too if you want them.'
    : 'Your case record itself is kept elsewhere. Ask us for it too if you want it.',
];

const RIGHTS = [
  'If something here is wrong, tell us and we will look at it. Nothing is rubbed out: we write down what is right, and that it was wrong before.',
  'You can ask us to erase what we hold, to stop using it, or to explain any of it to you. Somebody can help you ask: a parent, an advocate, or anybody you trust.',
  'If you are not happy with what we gave you, you can complain to us, and to the Information Commissioner: ico.org.uk, telephone 0303 123 1113.',
] as const;

const section = (heading: string, blocks: readonly Block[], level: Section['level'] = 1): Section => ({
  heading,
  level,
  blocks,
});
const paragraphs = (...texts: readonly string[]): readonly Block[] =>
  texts.map((text) => ({ kind: 'paragraph', text }));
const told = (heading: string, blocks: readonly Block[]): readonly Section[] =>
  blocks.length === 0 ? [] : [section(heading, blocks)];
const tableOf = (caption: string, head: readonly string[], rows: readonly (readonly string[])[]): readonly Block[] =>
  rows.length === 0 ? [] : [{ kind: 'table', table: { caption, head, rows } }];

const isAudit = ({ stream }: HeldItem): boolean => stream.startsWith('audit-');
const itemsOf = ({ items }: AccessFile, pattern: RegExp): readonly HeldItem[] =>
  items.filter((item) => !isAudit(item) && pattern.test(item.type));

/** Which part of the document tells an event that stands in no audit. */
const TOLD_AS = {
  person: /^(person|absence|auditor-training|expected-audits)-/,
  lists: /^caseload-/,
  outside: /^(feedback|case-directed|plan-action|risk)/,
  checks: /^dip-sample/,
  readings: /^case-content-read$/,
  given: /^(pack-made|inspection-)/,
  record: /^(hold|erasure|data-request)-/,
} as const;

/** What no other part tells: nothing that is told of somebody is left out because nobody thought of a heading for it. */
const besides = (file: AccessFile): readonly Section[] =>
  told(
    'What else is written about you',
    file.items
      .filter((item) => !isAudit(item) && !Object.values(TOLD_AS).some((pattern) => pattern.test(item.type)))
      .flatMap((item) => toldOf(item, file)),
  );

const byWhom = ({ by }: HeldItem): string => (by.isThem ? 'you' : roleInWords(by.role));

/** An event with its texts: what happened on which day, then each text on its own. */
function toldOf(item: HeldItem, { labels }: AccessFile): readonly Block[] {
  const facts = factsOf(item, labels);
  const heading = `${dayInWords(item.at)}, by ${byWhom(item)}. ${sentenceOf(item.type)}`;
  const said = facts.length === 0 ? heading : `${heading} ${facts.join('. ')}.`;
  return paragraphs(said, ...item.texts.map(textSaid));
}

function textSaid({ label, shown, state, because }: HeldText): string {
  if (shown !== null) return `${label}: “${shown}”`;
  if (state === 'erased') return `${label}: this was erased, and nobody can read it any more.`;
  if (because !== null) return `${label}: we do not give this out, because ${WITHHELD_WORDS[because]}.`;
  return `${label}: not shown.`;
}

function ofPerson(file: AccessFile): readonly Section[] {
  if (kindOf(file) !== 'person') return [];
  return told(
    'What we know of you',
    itemsOf(file, TOLD_AS.person).flatMap((item) => toldOf(item, file)),
  );
}

function inLists(file: AccessFile): readonly Section[] {
  const { labels } = file;
  const rows = itemsOf(file, TOLD_AS.lists).map((item) => {
    const { entries } = item.data;
    const [entry = {}] = Array.isArray(entries) ? entries.map((each: unknown) => ({ ...Object(each) })) : [];
    const status = typeof entry['status'] === 'string' ? codeOf(entry['status'], labels) : '';
    return [dayInWords(item.at), String(entry['team'] ?? ''), String(entry['service'] ?? ''), status];
  });
  return told('You in our lists of cases', [
    ...(rows.length === 0
      ? []
      : paragraphs('Lists of all cases are read into Plumbline, so that some can be chosen by lot for an audit.')),
    ...tableOf('Lists that your case stood in', ['Read in on', 'Team', 'Service', 'Kind of case'], rows),
  ]);
}

const codeOf = (code: string, labels: ReadonlyMap<string, string>): string =>
  labels.get(code) ?? capital(code.replaceAll('_', ' '));

/** Each audit: what was written, and the steps at which nothing was. */
function ofAudits(file: AccessFile): readonly Section[] {
  const streams = [...new Set(file.items.filter(isAudit).map(({ stream }) => stream))];
  return streams.flatMap((stream) => {
    const items = file.items.filter((item) => item.stream === stream);
    const [first] = items;
    const began = first === undefined ? '' : ` of ${dayInWords(first.at)}`;
    const written = items.filter(({ texts }) => texts.length > 0);
    const steps = items
      .filter(({ texts }) => texts.length === 0)
      .map((item) =>
        `${dayInWords(item.at)}. ${sentenceOf(item.type)} ${sentences(factsOf(item, file.labels))}`.trim(),
      );
    return [
      section(
        `Audit ${auditReference(stream.slice('audit-'.length))}${began}`,
        written.flatMap((item) => toldOf(item, file)),
      ),
      ...(steps.length === 0
        ? []
        : [section('What else was done, in order', [{ kind: 'list', items: steps, numbered: false }], 2)]),
    ];
  });
}

const sentences = (facts: readonly string[]): string => (facts.length === 0 ? '' : `${facts.join('. ')}.`);

const spokenOutside = (file: AccessFile): readonly Section[] => [
  ...told(
    'What was said outside audits',
    itemsOf(file, TOLD_AS.outside).flatMap((item) => toldOf(item, file)),
  ),
  ...told(
    'Short checks',
    itemsOf(file, TOLD_AS.checks).flatMap((item) => toldOf(item, file)),
  ),
];

function whoRead(file: AccessFile): readonly Section[] {
  const rows = itemsOf(file, TOLD_AS.readings).map((item) => {
    const purpose = item.texts.map(({ shown }) => shown ?? '').join(' ');
    return [dayInWords(item.at), capital(byWhom(item)), codeSaid(item, file), purpose];
  });
  return told('Who has read it', tableOf('Readings of these audits', ['Day', 'Who', 'What', 'Why'], rows));
}

const codeSaid = ({ data }: HeldItem, { labels }: AccessFile): string => {
  const { what } = data;
  return typeof what === 'string' ? (READ[what] ?? codeOf(what, labels)) : '';
};

const READ: Readonly<Record<string, string>> = {
  detail: 'The audit',
  timeline: 'What happened, step by step',
  replay: 'How it stood before',
  export: 'All of it, for a file',
};

const givenTo = (file: AccessFile): readonly Section[] =>
  told(
    'Who was given it',
    itemsOf(file, TOLD_AS.given).flatMap((item) =>
      paragraphs(`${dayInWords(item.at)}. ${sentenceOf(item.type)}`, ...item.texts.map(textSaid)),
    ),
  );

const aboutTheRecord = (file: AccessFile): readonly Section[] =>
  told(
    'What was decided about the record itself',
    itemsOf(file, TOLD_AS.record).flatMap((item) => toldOf(item, file)),
  );

const countedOf = ({ counted }: AccessFile): readonly Section[] =>
  told(
    'What we only count here',
    tableOf(
      'Records of which each says no more than that it happened',
      ['What', 'How many', 'First', 'Last'],
      counted.map(({ type, events, first, last }) => [
        countedInWords(type),
        String(events),
        dayInWords(first),
        dayInWords(last),
      ]),
    ),
  );

function notInHere({ items }: AccessFile): readonly Block[] {
  const texts = items.flatMap((item) => item.texts);
  const reasons = new Map<string, number>();
  for (const { state, because } of texts)
    if (state === 'withheld' && because !== null)
      reasons.set(WITHHELD_WORDS[because], (reasons.get(WITHHELD_WORDS[because]) ?? 0) + 1);
  const partly = texts.filter(({ shown }) => shown?.includes(BLACKED_OUT) === true).length;
  const erased = texts.filter(({ state }) => state === 'erased').length;
  const lines = [
    ...[...reasons].map(([why, count]) => `${counted(count, 'text')} not given out, because ${why}.`),
    ...(partly === 0 ? [] : [`${counted(partly, 'text')} given out with names or words of others kept back.`]),
    ...(erased === 0 ? [] : [`${counted(erased, 'text')} erased before you asked.`]),
  ];
  const always =
    'The names of people who work here and of other children and families are not in here. What somebody has begun to write and not handed in yet is not a record, and not in here.';
  return lines.length === 0
    ? paragraphs(`No text was kept back. ${always}`)
    : [{ kind: 'list', items: lines, numbered: false }, ...paragraphs(always)];
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? ' is' : 's are'}`;
