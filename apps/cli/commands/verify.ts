import { readServiceSettings, verifyRecords } from '#engine';
import type { VerifiedRecords } from '#engine';
import { verifyPack } from '#packs';
import type { CheckedPack } from '#packs';
import type { AddCommand } from '../add-command.js';
import { EXIT } from '../outcome.js';
import { table } from '../output/table.js';
import { mustBeFile, mustHaveRecords } from '../records.js';
import { Answer, during } from '../session.js';
import type { GlobalOptions } from '../session.js';
import { UnfinishedImports } from '../unfinished-imports.js';

/** Looks at the stored bytes alone: a damaged log must not keep the check from running, and no key is needed. */
export const addVerify: AddCommand = (self, done) =>
  void self
    .argument('[pack]', 'the file of an evidence pack, to be checked instead')
    .option('--key <key>', 'of a pack: the public key of the log, as you were given it some other way')
    .option('--views', 'build every view anew in a temporary place, and compare')
    .option('--against <file>', 'a checkpoint of this log that was kept somewhere else, or a file of several')
    .action(async (pack: string | undefined, { views = false, against, key }: Options, command) => {
      const options: GlobalOptions = command.optsWithGlobals();
      if (pack !== undefined) {
        mustBeFile(pack);
        const checked = verifyPack(pack, { key });
        new Answer(options.json === true).give(checked, () => wordsOfPack(checked));
        done(checked.whole ? EXIT.done : EXIT.refusedOrBad);
        return;
      }
      const settings = readServiceSettings(process.env);
      mustHaveRecords(settings);
      if (against !== undefined) mustBeFile(against);
      const imports = new UnfinishedImports();
      const verified = await during('Verifying', (show) =>
        verifyRecords(settings, {
          views,
          against: against === undefined ? [] : [against],
          onProgress: show,
          onEvent: imports.note,
        }),
      );
      const unfinishedImports = imports.found();
      new Answer(options.json === true).give({ ...verified, unfinishedImports }, () =>
        [
          wordsOf(verified),
          ...unfinishedImports.map(
            ({ importId, brought, audits }) =>
              `The import of earlier audits ${importId} is unfinished, ${brought} of ${audits}: import its file again, or take it back.`,
          ),
        ].join('\n'),
      );
      done(verified.whole ? EXIT.done : EXIT.refusedOrBad);
    });

interface Options {
  readonly views?: boolean;
  readonly against?: string;
  readonly key?: string;
}

function wordsOfPack({ whole, events, audits, origin, size, signedBy, findings, notShown }: CheckedPack): string {
  return [
    whole
      ? `The pack is whole: ${events} events, with ${audits} audits, proved to the checkpoint of ${size} events of ${origin}, signed by ${signedBy.join(' and ')}.`
      : `${findings.length} findings, the first thing wrong first.`,
    table(
      [
        { heading: 'File', of: ({ file }) => file },
        { heading: 'Stream', of: ({ stream = '' }) => stream },
        { heading: 'Revision', of: ({ revision = '' }) => revision, right: true },
        { heading: 'What is wrong', of: ({ wrong }) => wrong },
      ],
      findings,
    ),
    ['Not shown by it:', ...notShown.map((sentence) => `- ${sentence}`)].join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function wordsOf(verified: VerifiedRecords): string {
  const { events, streams, findings, files, views, inClear, unknownFiles, restorations, notChecked } = verified;
  const chains = findings.length === 0 ? 'every chain is whole.' : `${findings.length} findings.`;
  return [
    `${events} events in ${streams} streams: ${chains}`,
    sealsSentence(verified),
    ...restorations.map(
      ({ restoredAt, to, lost }) =>
        `An older copy was put back, as recorded on ${restoredAt}: ${lost} sealed events are not here any more, and the log goes on as ${to}.`,
    ),
    table(
      [
        { heading: 'Stream', of: ({ stream }) => stream },
        { heading: 'Revision', of: ({ revision }) => revision, right: true },
        { heading: 'What is wrong', of: ({ wrong }) => wrong },
      ],
      findings,
    ),
    files.length === 0 ? 'The files of the data folder are whole, and made as they should be.' : '',
    table(
      [
        { heading: 'File', of: ({ file }) => file },
        { heading: 'What is wrong', of: ({ wrong }) => wrong },
      ],
      files,
    ),
    views?.length === 0 ? 'Every view says what a rebuild says.' : '',
    table(
      [
        { heading: 'View', of: ({ view }) => view },
        { heading: 'Table that does not say what the log says', of: ({ table: name }) => name },
      ],
      views ?? [],
    ),
    inClear.length === 0
      ? ''
      : 'Events from before hold personal fields in clear; erasing a person does not reach them, and changing them would break the chains:',
    table(
      [
        { heading: 'Type', of: ({ type }) => type },
        { heading: 'Field', of: ({ field }) => field },
        { heading: 'Events', of: ({ events: count }) => count, right: true },
      ],
      inClear,
    ),
    unknownFiles.length === 0 ? '' : `Not made by Plumbline, and not looked at: ${unknownFiles.join(', ')}.`,
    notChecked.length === 0 ? '' : ['Not looked at:', ...notChecked.map((sentence) => `- ${sentence}`)].join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function sealsSentence({ seals, covered, uncovered, witnessed, origin, sealedAt }: VerifiedRecords): string {
  if (seals === 0) return '';
  return `${seals} seals of ${origin}, the newest of ${sealedAt}, cover ${covered} events; ${uncovered} are not covered yet. Witnesses have ${witnessed}.`;
}
