import { RECORD_CLASSES, commandIn, erasureForms, erasures } from '#domain';
import type { ErasureCommand, Erasures, KeptOf, Touched } from '#domain';
import { auditFold, auditStream } from '../audit/record.js';
import { bodyOf } from '../body/body-of.js';
import { commandRow } from '../row/command-row.js';
import type { CommandRow, RowContext, SaysOf } from '../row/command-row.js';
import { ERASURES_STREAM, erasuresFold } from '../references/erasures-fold.js';
import { touchedBy } from './touched.js';

const ofErasures = {
  group: 'erasures',
  fold: erasuresFold,
  record: 'always',
  streamOf: () => ERASURES_STREAM,
} as const;

const inContext = (context: RowContext) => ({ ...context, demonstration: context.references.demonstration });

/** Who is erased, and what must be kept. */
export const erasureRows: readonly CommandRow[] = [
  commandRow<Erasures, object>({
    ...ofErasures,
    name: 'AskErasure',
    summary: 'Ask for a case or a person who worked here to be erased: an administrator approves it',
    path: 'erasures',
    body: bodyOf(erasureForms.AskErasure),
    idOf: (_target, _body, newId) => newId('erasure'),
    async decide(body, known, context) {
      const said = commandIn(erasureForms, 'AskErasure', body);
      const touched = await touchedBy(ownerSaid(said), context);
      return erasures.decide({ ...said, erasureId: context.id, touched }, known, inContext(context));
    },
  }),
  commandRow<Erasures, object>({
    ...ofErasures,
    name: 'ApproveErasure',
    summary: 'Approve that somebody is erased, as another person than who asked: it cannot be taken back',
    path: 'erasures/:id/approve',
    own: true,
    body: bodyOf(erasureForms.ApproveErasure),
    idOf: (target) => target ?? '',
    async decide(_body, known, context) {
      const owner = known.erasures.find(({ erasureId }) => erasureId === context.id)?.owner;
      const touched = owner === undefined ? null : await touchedBy(owner, context);
      const command = { type: 'ApproveErasure', erasureId: context.id, touched } as const;
      return erasures.decide(command, known, inContext(context));
    },
  }),
  commandRow<Erasures, object>({
    ...ofErasures,
    name: 'DeclineErasure',
    summary: 'Decline an erasure that has been asked for, or take it back, before it is begun',
    path: 'erasures/:id/decline',
    body: bodyOf(erasureForms.DeclineErasure),
    idOf: (target) => target ?? '',
    decide: (body, known, context) =>
      erasures.decide(
        { ...commandIn(erasureForms, 'DeclineErasure', body), erasureId: context.id },
        known,
        inContext(context),
      ),
  }),
  commandRow<Erasures, object>({
    ...ofErasures,
    name: 'PlaceHold',
    summary: 'Hold what must be kept: nothing it lies on is erased until it is ended',
    path: 'holds',
    body: bodyOf(erasureForms.PlaceHold),
    idOf: (_target, _body, newId) => newId('hold'),
    async decide(body, known, context) {
      const said = commandIn(erasureForms, 'PlaceHold', body);
      const on = `${said.of === 'case' ? 'subject' : said.of}:${said.id}`;
      const command: ErasureCommand = { ...said, holdId: context.id, on, ...(await heldBy(said, on, context)) };
      return erasures.decide(command, known, inContext(context));
    },
  }),
  commandRow<Erasures, object>({
    ...ofErasures,
    name: 'EndHold',
    summary: 'End a hold: what it lay on need not be kept any more',
    path: 'holds/:id/end',
    body: bodyOf(erasureForms.EndHold),
    idOf: (target) => target ?? '',
    decide: (body, known, context) =>
      erasures.decide({ ...commandIn(erasureForms, 'EndHold', body), holdId: context.id }, known, inContext(context)),
  }),
  commandRow<Erasures, { readonly owner: KeptOf; readonly owners: readonly string[] }>({
    ...ofErasures,
    name: 'BeginErasure',
    summary: 'Begin to destroy keys: from here on there is no way back',
    path: null,
    body: null,
    idOf: (target) => target ?? '',
    async decide({ owner, owners }, known, context) {
      const touched = await touchedBy(owner, context);
      return erasures.decide({ type: 'BeginErasure', erasureId: context.id, owners, touched }, known, context);
    },
  }),
  commandRow<Erasures, SaysOf<ErasureCommand, 'CompleteErasure'>>({
    ...ofErasures,
    name: 'CompleteErasure',
    summary: 'Record what an erasure came to',
    path: null,
    body: null,
    idOf: (target) => target ?? '',
    decide: (said, known, context) => erasures.decide({ type: 'CompleteErasure', ...said }, known, context),
  }),
  commandRow<Erasures, SaysOf<ErasureCommand, 'RecordMasterKeyRotated'>>({
    ...ofErasures,
    name: 'RecordMasterKeyRotated',
    summary: 'Record that every living key is wrapped under another master key',
    path: null,
    body: null,
    idOf: (target) => target ?? '',
    decide: (said, known, context) => erasures.decide({ type: 'RecordMasterKeyRotated', ...said }, known, context),
  }),
];

const ownerSaid = ({ of, id }: { readonly of: 'case' | 'person'; readonly id: string }): KeptOf =>
  `${of === 'case' ? 'subject' : 'person'}:${id}`;

/** Whose key the reason of a hold is sealed under, and whether there is anything of theirs to keep. */
async function heldBy(
  { of, id }: { readonly of: 'case' | 'person' | 'audit' | 'class'; readonly id: string },
  on: KeptOf,
  context: RowContext,
): Promise<{ readonly ownedBy: string; readonly isThere: boolean }> {
  if (of === 'class')
    return { ownedBy: `person:${context.actor.id}`, isThere: RECORD_CLASSES.some((each) => each === id) };
  if (of === 'audit') {
    const { state } = await context.stateOf(auditStream(id), auditFold);
    if (state.stage === 'unselected') return { ownedBy: on, isThere: false };
    return { ownedBy: `subject:${state.subjectId}`, isThere: true };
  }
  const { obstacle }: Touched = await touchedBy(on, context);
  return { ownedBy: on, isThere: obstacle !== 'nothing-held' };
}
