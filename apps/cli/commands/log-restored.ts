import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { SealEvent } from '#domain';
import { SEALS, WitnessFile, findRestoration, readSigningKey, readWitness } from '#evidence';
import { readServiceSettings, signingPlace } from '#engine';
import type { AddCommand } from '../add-command.js';
import { EXIT, Refused, WrongUse } from '../outcome.js';
import { mustBeFile } from '../records.js';
import { inSession } from '../session.js';
import type { GlobalOptions } from '../session.js';

interface Options {
  readonly reason: string;
  readonly witnessed?: string;
}

/** Only whoever runs the service knows that an older copy was put back, and why. */
export const addLogRestored: AddCommand = (self, done) =>
  void self
    .requiredOption('--reason <words>', 'why an older copy was put back')
    .option('--witnessed <file>', 'the newest checkpoint from before, where it is not in WITNESS_FILE')
    .action(async ({ reason, witnessed }: Options, command) => {
      const options: GlobalOptions = command.optsWithGlobals();
      if (options.as !== undefined) throw new WrongUse('This is for whoever runs the service to say: leave out --as.');
      if (reason.trim() === '') throw new WrongUse('Say why an older copy was put back.');
      if (witnessed !== undefined) mustBeFile(witnessed);
      const settings = readServiceSettings(process.env);
      await inSession(options, async ({ engine, actor, now, answer, during }) => {
        const entries = [
          ...new WitnessFile(settings.witnessFile, settings.dataDir).entries(),
          ...(witnessed === undefined ? [] : readWitness(readFileSync(witnessed, 'utf8'))),
        ];
        const { ledger } = engine;
        const kept = await readSigningKey(signingPlace(settings));
        const restoration = await during('Reading', () => findRestoration(ledger.store, entries, kept));
        if (restoration === undefined)
          throw new Refused(
            'No witness has a checkpoint from after what is there: nothing says that an older copy was put back.',
          );
        const { events: _events, ...end } = await ledger.load(SEALS);
        const commandId = randomUUID();
        const context = { actor: { id: actor.id, role: 'operator' }, commandId, correlationId: commandId, now };
        const { begun, found } = restoration;
        const restored: SealEvent[] = [
          ...(begun === null ? [] : [{ type: 'sealing-begun' as const, data: begun }]),
          { type: 'log-restored', data: { reason: reason.trim(), ...found } },
        ];
        await ledger.append(SEALS, end, restored, context);
        answer.give(
          found,
          () =>
            `Recorded. ${found.lost} sealed events are not here any more; the log goes on as ${found.origin}, and verify will always say so.`,
        );
      });
      done(EXIT.done);
    });
