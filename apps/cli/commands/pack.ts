import { existsSync } from 'node:fs';
import { Option } from 'commander';
import type { Command } from 'commander';
import { PACK_LEVELS, inspectionsStream, isRefusal } from '#domain';
import type { PackLevel } from '#domain';
import { inspectionsFold } from '#application';
import { auditIdFor, makePack, readServiceSettings, sealerOf } from '#engine';
import type { Engine } from '#engine';
import { accepted } from '../accepted.js';
import type { AddCommand } from '../add-command.js';
import { day } from '../option-values.js';
import { EXIT, Refused, WrongUse } from '../outcome.js';
import type { ExitCode } from '../outcome.js';
import { writingTo } from '../records.js';
import { inSession } from '../session.js';
import type { GlobalOptions, Session } from '../session.js';

interface Options extends GlobalOptions {
  readonly level: PackLevel;
  readonly out: string;
  readonly why?: string;
}

/** How long the lists are waited for, in milliseconds. */
const WAIT_MS = 600_000;

const asking = (self: Command): Command =>
  self
    .addOption(new Option('--level <level>', 'how much of a case it tells').choices(PACK_LEVELS).makeOptionMandatory())
    .requiredOption('--out <file>', 'the file to make; it must not be there')
    .option('--why <words>', 'why, for its cover');

export const addPackAudit: AddCommand = (self, done) =>
  void asking(self.argument('<audit>', 'its id or its reference')).action(async (audit: string, _: object, command) =>
    make(command, done, async ({ engine }) => ({ of: 'audit', id: await auditIdFor(engine, audit, WAIT_MS) })),
  );

export const addPackSample: AddCommand = (self, done) =>
  void asking(self.argument('<sample>', 'its id')).action(async (id: string, _: object, command) =>
    make(command, done, async () => ({ of: 'sample', id })),
  );

export const addPackPeriod: AddCommand = (self, done) =>
  void asking(
    self.argument('<from>', 'the first day, by the date of the audit', day).argument('<to>', 'the last day', day),
  ).action(async (from: string, to: string, _: object, command) =>
    make(command, done, async () => ({ of: 'period', from, to })),
  );

export const addPackGrant: AddCommand = (self, done) =>
  void asking(self.argument('<grant>', 'its id')).action(async (id: string, _: object, command) =>
    make(command, done, async ({ engine }) => ({ of: 'grant', id, inspectorId: await inspectorOf(engine, id) })),
  );

async function make(
  command: Command,
  done: (code: ExitCode) => void,
  asked: (session: Session) => Promise<object>,
): Promise<void> {
  const options: Options = command.optsWithGlobals();
  const { level, out, why } = options;
  if (existsSync(out)) throw new WrongUse(`${out} is there already: a pack is written to a new file.`);
  const settings = readServiceSettings(process.env);
  await inSession(options, async (session) => {
    const { engine, actor, answer, during } = session;
    const body = { ...(await during('Looking it up', () => asked(session))), level, why };
    const { id: packId } = accepted(await engine.execute({ name: 'RequestPack', body, actor }));
    const sealer = sealerOf(engine.ledger.store, settings, engine.clock);
    const made = await writingTo(out, () =>
      during('Making the pack', () => makePack(engine, sealer, { packId, actor, waitMs: WAIT_MS }, out)),
    );
    if (isRefusal(made)) throw new Refused(made.sentence);
    const { events, audits, leftOut, bytes, size, origin } = made;
    answer.give({ file: out, ...made }, () =>
      [
        `${events} events, with ${audits} audits, are in ${out} (${bytes} bytes), proved to the checkpoint of ${size} events of ${origin}.`,
        leftOut === 0
          ? ''
          : `${leftOut} audits were left out: they are moderated without the first grade, or were recorded before names were sealed.`,
        'Check it with plumbline verify, or with Node alone: node verify.mjs, which is in it.',
      ]
        .filter((sentence) => sentence !== '')
        .join('\n'),
    );
    done(EXIT.done);
  });
}

/** Whose a grant is; nobody's where there is none of that id. */
async function inspectorOf({ references, memories }: Engine, grantId: string): Promise<string> {
  const { directory } = await references.load();
  for (const { personId, roles } of directory.people()) {
    if (!roles.includes('inspector')) continue;
    const { state } = await memories.of(inspectionsFold).load(inspectionsStream(personId));
    if (state.some((grant) => grant.grantId === grantId)) return personId;
  }
  throw new Refused('There is no such grant.');
}
