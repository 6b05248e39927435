import { readFileSync, writeFileSync } from 'node:fs';
import { CoverSheetProblems, DOCUMENT_FORMATS, PARTS, USUAL_PARTS, coverSheetFrom, writeDocument } from '#committee';
import type { CommitteeDocument, CommitteePart, CoverSheet } from '#committee';
import { committeeReport } from '#engine';
import { EXIT, Refused, WrongUse } from '../outcome.js';
import type { ExitCode } from '../outcome.js';
import { writingTo } from '../records.js';
import { requestOf, type AskedOptions } from '../report-options.js';
import { inSession, mayRead } from '../session.js';
import type { GlobalOptions } from '../session.js';

interface Options extends GlobalOptions, Partial<AskedOptions> {
  readonly cover?: string;
  readonly parts?: string;
  readonly published?: string;
  readonly format?: string;
  readonly out?: string;
}

const FORMATS = [...DOCUMENT_FORMATS, 'json'] as const;
type Format = (typeof FORMATS)[number];

const WAIT_MS = 600_000;

/** `report committee`: one document of the reports, with a cover sheet and what was written of them. @throws WrongUse, Refused */
export async function showCommittee(options: Options, done: (code: ExitCode) => void): Promise<void> {
  const [other] = (['service', 'team', 'activity', 'scale', 'published'] as const).filter(
    (name) => options[name] !== undefined,
  );
  if (other !== undefined) throw new WrongUse(`A report to a committee is of all audits: leave out --${other}.`);
  if (options.cover === undefined) throw new WrongUse('Give the file of the cover sheet: --cover cover.json.');
  const cover = coverIn(options.cover);
  const parts = partsIn(options.parts);
  const format = formatOf(options);
  const { from, to, by, asAt } = requestOf('committee', options);
  const { out } = options;
  if (out === undefined && (format === 'docx' || format === 'pdf'))
    throw new WrongUse('Word and PDF are written to a file: --out report.pdf.');
  await inSession(options, async ({ engine, actor, answer, during }) => {
    mayRead('reports', actor);
    const made = await during('Making the report', async () => {
      const document = await committeeReport(engine, {
        cover,
        parts,
        from,
        to,
        by: by ?? 'year',
        asAt,
        waitMs: WAIT_MS,
      });
      return 'sentence' in document ? document : { file: await written(document, format) };
    });
    if ('sentence' in made) throw new WrongUse(made.sentence);
    if (out === undefined) answer.raw(new TextDecoder().decode(made.file));
    else {
      await writingTo(out, async () => writeFileSync(out, made.file));
      answer.give({ file: out, format }, () => `The report is in ${out}.`);
    }
    done(EXIT.done);
  });
}

const written = async (document: CommitteeDocument, format: Format): Promise<Uint8Array> =>
  format === 'json'
    ? new TextEncoder().encode(`${JSON.stringify(document, null, 2)}\n`)
    : writeDocument(document, format);

function coverIn(file: string): CoverSheet {
  let said: unknown;
  try {
    said = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new WrongUse(`The cover sheet ${file} cannot be read as JSON.`);
  }
  const cover = coverSheetFrom(said);
  if (cover instanceof CoverSheetProblems)
    throw new Refused(['The cover sheet:', ...cover.problems.map(({ field, is }) => `${field} ${is}.`)].join('\n'));
  return cover;
}

function partsIn(said: string | undefined): readonly CommitteePart[] {
  if (said === undefined) return USUAL_PARTS;
  return said.split(',').map((name) => {
    const part = PARTS.find((each) => each === name.trim());
    if (part === undefined) throw new WrongUse(`There is no part "${name.trim()}": they are ${PARTS.join(', ')}.`);
    return part;
  });
}

function formatOf({ format, json, out }: Options): Format {
  const ending = format ?? (json === true ? 'json' : (/\.(\w+)$/.exec(out ?? '')?.[1] ?? 'html'));
  const known = FORMATS.find((each) => each === ending.toLowerCase());
  if (known === undefined) throw new WrongUse(`A report to a committee is written as ${FORMATS.join(', ')}.`);
  return known;
}
