import { auditIdFor, instantOf, readAudit } from '#engine';
import type { Engine } from '#engine';
import type { Entry } from '#projections';
import { accepted } from '../accepted.js';
import type { AddCommand } from '../add-command.js';
import { moment } from '../option-values.js';
import { EXIT, Refused } from '../outcome.js';
import { table } from '../output/table.js';
import { inSession, namesIn } from '../session.js';
import type { GlobalOptions } from '../session.js';

interface Options extends GlobalOptions {
  readonly asAt?: string;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** How long the lists are waited for, in milliseconds. */
const WAIT_MS = 600_000;

export const addReplay: AddCommand = (self, done) =>
  void self
    .argument('<audit>')
    .option('--as-at <moment>', 'the end of a day, or an instant in UTC; now by default', moment)
    .action(async (audit: string, _options: object, command) => {
      const options: Options = command.optsWithGlobals();
      await inSession(options, async ({ engine, actor, answer, during }) => {
        const auditId = await during('Looking it up', () => auditIdOf(engine, audit));
        const asAt = options.asAt === undefined ? undefined : (instantOf(options.asAt) ?? undefined);
        const read = accepted(await readAudit(engine, { auditId, actor, what: 'replay', asAt }));
        const { document, timeline } = read;
        const named = options.json === true ? new Map<string, string>() : await namesIn(engine);
        const by = ({ by: { id, role } }: Entry): string => `${role} ${named.get(id) ?? id}`;
        answer.give({ auditId, asAt: options.asAt ?? null, document, timeline }, () =>
          [
            `Audit ${document.reference}, ${document.activity}: ${document.stage}${asAt === undefined ? '' : ` as at ${asAt}`}.`,
            '',
            table(
              [
                { heading: 'Recorded', of: ({ recordedAt }: Entry) => recordedAt },
                { heading: 'What', of: ({ type }: Entry) => type },
                { heading: 'By', of: by },
                { heading: 'Withheld', of: ({ withheld }: Entry) => withheld.join(', ') },
              ],
              timeline,
            ),
          ].join('\n'),
        );
        done(EXIT.done);
      });
    });

async function auditIdOf(engine: Engine, idOrReference: string): Promise<string> {
  if (UUID.test(idOrReference)) return idOrReference.toLowerCase();
  const found = await auditIdFor(engine, idOrReference, WAIT_MS);
  if (!UUID.test(found)) throw new Refused('There is no such audit: give its id or its reference.');
  return found;
}
