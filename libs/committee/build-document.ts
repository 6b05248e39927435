import { shareChartSvg, shareChartWords } from '#charts';
import { spokenDate, type PeriodLength, type ProgrammeSettings } from '#domain';
import { presentReport, type ReportShown, type SectionShown } from '#reporting';
import type { CoverSheet, NarrativeBox } from './cover-sheet.js';
import { listPartOf, type PartShown } from './list-parts.js';
import { isListReport, PART_WORDS, type PartReport } from './parts.js';
import { FONT, type Block, type CommitteeDocument, type Fact, type Section } from './document.js';

/** What a document is made of. */
export interface Composition {
  readonly council: string;
  readonly cover: CoverSheet;
  /** In the order of the parts; each without the figures that may not leave the QA team. */
  readonly reports: readonly PartReport[];
  readonly by: PeriodLength;
  readonly settings: Pick<ProgrammeSettings, 'tools' | 'scales' | 'rounds'> | null;
  /** When the figures stood: an instant. */
  readonly asAt: string;
  /** The newest signed note of the log; null where nothing has been sealed. */
  readonly checkpoint: string | null;
}

/** A report to a committee: its cover sheet, its parts with what was written of them, and by what its figures can be proved. */
export function committeeDocument(composition: Composition): CommitteeDocument {
  const { council, cover, reports, asAt } = composition;
  return {
    council,
    title: cover.title,
    facts: factsOf(cover),
    sections: [
      ...told('Purpose', paragraphs(cover.purpose)),
      ...told('Recommendations', list(cover.recommendations, true)),
      ...told('Introduction', narrative(cover, 'introduction')),
      ...reports.flatMap((report) => partOf(report, composition)),
      ...told('Conclusion', narrative(cover, 'conclusion')),
      ...implicationsOf(cover),
      ...told('Consultation', paragraphs(cover.consultation)),
      ...told('Background papers', list(cover.backgroundPapers, false)),
      ...told('How to read the figures', list(notesOf(reports), false)),
      ...told('Proof of the figures', proofOf(composition)),
    ],
    asAt,
  };
}

function factsOf({ committee, meetingDate, reportOf, contact, exempt }: CoverSheet): readonly Fact[] {
  return [
    { name: 'Committee', value: committee },
    { name: 'Date of meeting', value: meetingDate },
    { name: 'Report of', value: reportOf },
    { name: 'Contact', value: contact },
    { name: 'Open to the public', value: exempt === null ? 'Yes' : `No. ${exempt}` },
  ];
}

export const section = (heading: string, blocks: readonly Block[], level: Section['level'] = 1): Section => ({
  heading,
  level,
  blocks,
});

/** A section, where there is anything to say in it. */
export const told = (heading: string, blocks: readonly Block[]): readonly Section[] =>
  blocks.length === 0 ? [] : [section(heading, blocks)];

const paragraphs = (text: string): readonly Block[] =>
  text
    .split(/\n\s*\n/)
    .map((each) => each.replaceAll(/\s+/g, ' ').trim())
    .filter((each) => each !== '')
    .map((each) => ({ kind: 'paragraph', text: each }));

export const list = (items: readonly string[], numbered: boolean): readonly Block[] =>
  items.length === 0 ? [] : [{ kind: 'list', items, numbered }];

const narrative = ({ narrative: said }: CoverSheet, box: NarrativeBox): readonly Block[] => paragraphs(said[box] ?? '');

function implicationsOf({ implications }: CoverSheet): readonly Section[] {
  if (implications.length === 0) return [];
  return [section('Implications', []), ...implications.map(({ of, text }) => section(of, paragraphs(text), 2))];
}

function partOf(report: PartReport, { cover, by, settings }: Composition): readonly Section[] {
  const { title, about } = PART_WORDS[report.report];
  const said = narrative(cover, report.report);
  const opening: readonly Block[] = [{ kind: 'paragraph', text: about }, ...said];
  if (!isListReport(report)) return sectionsOf(report, by, settings, title, opening);
  const part = listPartOf(report);
  // Of what nothing was entered nothing is printed, but what somebody writes of it.
  const isEmpty = part.sections.length === 0 && part.withheld.length === 0 && said.length === 0;
  return isEmpty ? [] : under(title, opening, part);
}

/** A report under a heading: what is said of it, what is withheld, and a table with its chart for each thing it counts. */
export function sectionsOf(
  report: ReportShown,
  by: PeriodLength,
  settings: Composition['settings'],
  heading: string,
  said: readonly Block[],
): readonly Section[] {
  const shown = presentReport(report, by, settings, () => null);
  return under(heading, said, {
    sections: shown.filter(isTold).map((each) => section(each.title, [...chartOf(each), tableOf(each)], 2)),
    withheld: shown.filter((each) => !isTold(each) && isWithheld(each)).map(({ title }) => title),
  });
}

function under(heading: string, said: readonly Block[], { sections, withheld }: PartShown): readonly Section[] {
  const notShown: readonly Block[] =
    withheld.length === 0
      ? []
      : [{ kind: 'paragraph', text: `Not shown, since small numbers are withheld: ${withheld.join('; ')}.` }];
  return [section(heading, [...said, ...notShown]), ...sections];
}

const figuresOf = ({ rows }: SectionShown) => rows.flatMap(({ figures }) => figures);
const isTold = (shown: SectionShown): boolean =>
  figuresOf(shown).some(({ text }) => text !== WITHHELD && text !== NOTHING && text !== 'Not worked out');
const isWithheld = (shown: SectionShown): boolean => figuresOf(shown).some(({ text }) => text === WITHHELD);
/** As `presentReport` says them. */
const [WITHHELD, NOTHING] = ['Withheld', 'None counted'] as const;

function chartOf({ id, title, bars }: SectionShown): readonly Block[] {
  if (bars === null) return [];
  const svg = shareChartSvg({ id, title, bars }, FONT);
  return [{ kind: 'chart', chart: { caption: title, svg, words: `${title}. ${shareChartWords(bars)}` } }];
}

function tableOf({ title, periods, rows }: SectionShown): Block {
  return {
    kind: 'table',
    table: {
      caption: `${title}: figures`,
      head: ['What is counted', ...periods],
      rows: rows.map(({ label, figures }) => [
        label,
        ...figures.map(({ text, more }) => (more === '' ? text : `${text} (${more})`)),
      ]),
    },
  };
}

const notesOf = (reports: readonly PartReport[]): readonly string[] => [
  ...new Set(reports.flatMap(({ notes }) => notes.map(({ text }) => text))),
];

function proofOf({ asAt, checkpoint }: Composition): readonly Block[] {
  const frozen = `The figures are those recorded by ${spokenDate(asAt.slice(0, 10))}. What is recorded later does not change them.`;
  if (checkpoint === null) return paragraphs(frozen);
  return [
    ...paragraphs(
      `${frozen}\n\nThe log of audits they are counted from is sealed. Whoever keeps this report can check that nothing in the log was changed since, with the lines below and the command plumbline verify --against.`,
    ),
    { kind: 'lines', text: checkpoint.trimEnd() },
  ];
}
