import { Option } from 'commander';
import { ERASURE_BASES, RECORD_CLASSES } from '#domain';
import type { ErasureBasis, KeptOf } from '#domain';
import { auditIdFor, carryOutErasures, erasuresKnown, ownersNamed, planErasure } from '#engine';
import type { Engine, ErasurePlan } from '#engine';
import { ExportFiles, exportFolder } from '#exports';
import { accepted } from '../accepted.js';
import type { AddCommand } from '../add-command.js';
import { EXIT, Refused, WrongUse } from '../outcome.js';
import { inSession } from '../session.js';
import type { GlobalOptions, Session } from '../session.js';

interface EraseOptions extends GlobalOptions {
  readonly reason?: string;
  readonly basis: ErasureBasis;
  readonly approval?: string;
  readonly dryRun?: boolean;
}

/** Asks for an erasure, or carries out one that another person has approved, signed in. */
export const addErase: AddCommand = (self, done) =>
  void self
    .argument('<whom>', 'a person’s id or reference; a case’s id, or the reference of an audit of it')
    .option('--reason <words>', 'what it rests on: the letter, the order, the rule')
    .addOption(new Option('--basis <basis>', 'why they may be erased').choices(ERASURE_BASES).default('request'))
    .option('--approval <id>', 'the erasure that somebody else has approved, signed in: it is carried out')
    .option('--dry-run', 'say what would be destroyed and what stands in its way; nothing is recorded')
    .action(async (named: string, _: object, command) => {
      const options: EraseOptions = command.optsWithGlobals();
      await inSession(options, async (session) => {
        const owner = await session.during('Looking it up', () => onlyOwner(session.engine, named));
        if (options.dryRun === true) await foretell(session, owner);
        else if (options.approval !== undefined) await carryOut(session, owner, options.approval);
        else await ask(session, owner, options);
      });
      done(EXIT.done);
    });

const keptFiles = (engine: Engine): ExportFiles => new ExportFiles(exportFolder(process.env, engine.dataDir));

async function foretell({ engine, answer, during }: Session, owner: KeptOf): Promise<void> {
  const plan = await during('Reading the log', () => planErasure(engine, owner, keptFiles(engine)));
  answer.give({ dryRun: true, ...plan }, () => planInWords(plan));
}

async function ask({ engine, actor, answer }: Session, owner: KeptOf, options: EraseOptions): Promise<void> {
  const { reason, basis } = options;
  if (reason === undefined) throw new WrongUse('Say what it rests on: --reason WORDS.');
  const [kind = '', id = ''] = owner.split(':');
  const body = { of: kind === 'person' ? 'person' : 'case', id, basis, reason };
  const { id: erasureId } = accepted(await engine.execute({ name: 'AskErasure', body, actor }));
  answer.give({ erasureId, owner, standing: 'requested' }, () =>
    [
      `Asked for as ${erasureId}. An administrator approves it, signed in to the pages, under Settings, Erasing somebody.`,
      'Then the service carries it out, or this does: plumbline erase … --approval with that id.',
    ].join('\n'),
  );
}

async function carryOut({ engine, answer, during }: Session, owner: KeptOf, approval: string): Promise<void> {
  const standing = async () => (await erasuresKnown(engine)).erasures.find(({ erasureId }) => erasureId === approval);
  const before = await standing();
  if (before === undefined || before.owner !== owner) throw new Refused('No erasure of theirs has this id.');
  if (before.standing === 'requested')
    throw new Refused('It has not been approved: an administrator who did not ask for it does so, signed in.');
  if (before.standing === 'declined') throw new Refused('It was declined.');
  const results = await during('Erasing', () => carryOutErasures(engine, keptFiles(engine)));
  const waits = results.find((each) => each.erasureId === approval && 'waits' in each);
  if (waits !== undefined && 'waits' in waits) throw new Refused(waits.waits.sentence);
  const certificate = (await standing())?.certificate;
  if (certificate === null || certificate === undefined) throw new Refused('It could not be carried out.');
  answer.give({ standing: 'completed', ...certificate }, () =>
    [
      `Erased: ${certificate.keys} keys destroyed at ${certificate.destroyedAt}, with which ${certificate.texts} texts were sealed.`,
      ...certificate.inClear.map(
        ({ type, field, events }) =>
          `${events} events of ${type} hold ${field} in clear: they were recorded before it was sealed.`,
      ),
      'Backups from before still hold the wrapped keys: they open nothing more once the master key has been rotated.',
    ].join('\n'),
  );
}

function planInWords({ auditIds, texts, owners, files, inClear, obstacle, holds }: ErasurePlan): string {
  return [
    `${owners.length} keys would be destroyed, with which ${texts} texts in the log are sealed; ${auditIds.length} audits and ${files} kept files are concerned.`,
    ...inClear.map(({ type, field, events }) => `${events} events of ${type} hold ${field} in clear, and stay.`),
    ...holds.map(({ on, reason }) => `A hold on ${on} stops it: ${typeof reason === 'string' ? reason : 'erased'}.`),
    obstacle === null ? '' : `In its way: ${obstacle.replaceAll('-', ' ')}.`,
  ]
    .filter((line) => line !== '')
    .join('\n');
}

/** @throws Refused where nobody is meant, or several are */
export async function onlyOwner(engine: Engine, named: string): Promise<KeptOf> {
  const [owner, ...others] = await ownersNamed(engine, named);
  if (owner === undefined) throw new Refused('Nobody and no case is known by that.');
  if (others.length > 0) throw new Refused(`That could mean ${[owner, ...others].join(' or ')}: give one of them.`);
  return owner;
}

const CLASS = 'class:';

export const addHoldAdd: AddCommand = (self, done) =>
  void self
    .argument(
      '<what>',
      `a person, a case or an audit as for erase; or ${RECORD_CLASSES.map((each) => CLASS + each).join(', ')}`,
    )
    .requiredOption('--reason <words>', 'why it must be kept')
    .action(async (what: string, _: object, command) => {
      const options: GlobalOptions & { readonly reason: string } = command.optsWithGlobals();
      await inSession(options, async ({ engine, actor, answer }) => {
        const body = { ...(await whatIsHeld(engine, what)), reason: options.reason };
        const { id: holdId } = accepted(await engine.execute({ name: 'PlaceHold', body, actor }));
        answer.give({ holdId, ...body }, () => `Held as ${holdId}: nothing of it is erased until the hold is ended.`);
      });
      done(EXIT.done);
    });

/** A reference of an audit means the audit, here: only of what is asked to be erased does it mean the case. */
async function whatIsHeld(engine: Engine, what: string): Promise<{ readonly of: string; readonly id: string }> {
  if (what.startsWith(CLASS)) return { of: 'class', id: what.slice(CLASS.length) };
  const auditId = what.startsWith('audit:') ? what.slice('audit:'.length) : await auditIdFor(engine, what);
  if (auditId !== what) return { of: 'audit', id: auditId };
  const owner = await onlyOwner(engine, what);
  const [kind = '', id = ''] = owner.split(':');
  return { of: kind === 'person' ? 'person' : 'case', id };
}

export const addHoldEnd: AddCommand = (self, done) =>
  void self
    .argument('<hold>', 'its id')
    .requiredOption('--reason <words>', 'why it need not be kept any more')
    .action(async (target: string, _: object, command) => {
      const options: GlobalOptions & { readonly reason: string } = command.optsWithGlobals();
      await inSession(options, async ({ engine, actor, answer }) => {
        accepted(await engine.execute({ name: 'EndHold', target, body: { reason: options.reason }, actor }));
        answer.give({ holdId: target, ended: true }, () => 'The hold has ended.');
      });
      done(EXIT.done);
    });

export const addHoldList: AddCommand = (self, done) =>
  void self.action(async (_: object, command) => {
    await inSession(command.optsWithGlobals(), async ({ engine, answer }) => {
      const { holds } = await erasuresKnown(engine);
      const inForce = await engine.ledger.openAll(holds.filter(({ ended }) => ended === null));
      answer.give(inForce, () =>
        inForce.length === 0
          ? 'Nothing is held.'
          : inForce
              .map(({ holdId, on, placedOn, reason }) => `${holdId}  ${on}  ${placedOn}  ${String(reason)}`)
              .join('\n'),
      );
    });
    done(EXIT.done);
  });
