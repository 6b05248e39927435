import { reportPublished } from '#engine';
import { asPrinted, publishedCsv } from '#reporting';
import type { PublishedItem, PublishedReport } from '#reporting';
import { EXIT, WrongUse } from '../outcome.js';
import type { ExitCode } from '../outcome.js';
import { formatOf, giveReport } from '../give-report.js';
import { table } from '../output/table.js';
import type { AskedOptions } from '../report-options.js';
import { inSession, mayRead } from '../session.js';
import type { GlobalOptions } from '../session.js';

interface Options extends GlobalOptions, Partial<AskedOptions> {
  readonly published?: string;
  readonly format?: 'json' | 'csv' | 'text';
  readonly out?: string;
}

/** Options that ask something of audits. */
const OF_AUDITS = [
  'by',
  'service',
  'team',
  'activity',
  'scale',
  'published',
] as const satisfies readonly (keyof Options)[];

/** `report published`: what a council has printed, beside what its own counts give. @throws WrongUse */
export async function showPublished(options: Options, done: (code: ExitCode) => void): Promise<void> {
  const [other] = OF_AUDITS.filter((name) => options[name] !== undefined);
  if (other !== undefined) throw new WrongUse(`Published figures are no audits: leave out --${other}.`);
  const { from = null, to = null, asAt = null } = options;
  await inSession(options, async ({ engine, actor, answer }) => {
    mayRead('reports', actor);
    const report = await reportPublished(engine, { from, to, asAt });
    giveReport(answer, FORMATS[formatOf(options)](report), options);
    done(EXIT.done);
  });
}

const FORMATS = {
  json: (report: PublishedReport): string => `${JSON.stringify(report, null, 2)}\n`,
  csv: publishedCsv,
  text: asText,
} as const;

function asText({ items, notes }: PublishedReport): string {
  const counts = ({ numerator, denominator }: PublishedItem): string =>
    numerator === null && denominator === null ? '' : `${numerator ?? '-'}/${denominator ?? '-'}`;
  const figures = table(
    [
      { heading: 'Source', of: ({ source }) => source },
      { heading: 'Period', of: ({ period }) => period },
      { heading: 'Series', of: ({ series }) => series },
      { heading: 'Key', of: ({ key }) => key },
      { heading: 'Printed', of: asPrinted, right: true },
      { heading: 'n/N', of: counts, right: true },
      { heading: 'Verdict', of: ({ verdict }) => verdict },
      { heading: 'Why', of: ({ why }) => why },
    ],
    items,
  );
  return ['Published figures', '', figures, ...notes.map(({ text }) => `\n${text}`), ''].join('\n');
}
