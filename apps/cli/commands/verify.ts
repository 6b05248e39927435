import { readServiceSettings } from '#engine';
import { onLog, verify } from '#event-store';
import type { Finding } from '#event-store';
import type { AddCommand } from '../add-command.js';
import { EXIT } from '../outcome.js';
import { table } from '../output/table.js';
import { mustHaveRecords } from '../records.js';
import { Answer, during } from '../session.js';
import type { GlobalOptions } from '../session.js';
import { UnfinishedImports } from '../unfinished-imports.js';

/** Walks the stored bytes alone: a damaged log must not keep the check from running, and no key is needed. */
export const addVerify: AddCommand = (parent, done) =>
  void parent
    .command('verify')
    .description('check every hash chain of the log')
    .action(async (_options: object, command) => {
      const options: GlobalOptions = command.optsWithGlobals();
      const settings = readServiceSettings(process.env);
      mustHaveRecords(settings);
      await onLog(settings, async (store) => {
        const findings: Finding[] = [];
        const imports = new UnfinishedImports();
        const of = await store.head();
        const { events, streams } = await during('Verifying', (show) =>
          verify(imports.over(store), {
            onFinding: (finding) => findings.push(finding),
            onProgress: (done) => show({ done, of }),
          }),
        );
        new Answer(options.json === true).give({ events, streams, findings, unfinishedImports: imports.found() }, () =>
          [
            `${events} events in ${streams} streams: ${findings.length === 0 ? 'every chain is whole.' : `${findings.length} findings.`}`,
            table(
              [
                { heading: 'Stream', of: ({ stream }) => stream },
                { heading: 'Revision', of: ({ revision }) => revision, right: true },
                { heading: 'What is wrong', of: ({ wrong }) => wrong },
              ],
              findings,
            ),
            ...imports
              .found()
              .map(
                ({ importId, brought, audits }) =>
                  `The import of earlier audits ${importId} is unfinished, ${brought} of ${audits}: import its file again, or take it back.`,
              ),
          ].join('\n'),
        );
        done(findings.length === 0 ? EXIT.done : EXIT.refusedOrBad);
      });
    });
