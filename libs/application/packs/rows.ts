import { PACK_LEVELS, PACK_SCOPES, grantFor, hasRole, inspectionsStream, isInForce, packLog } from '#domain';
import type { PackCommand, PackScope, PackStanding } from '#domain';
import { auditFold, auditStream } from '../audit/record.js';
import { Choice, Day, Id, Text } from '../body/fields.js';
import { inspectionsFold } from '../inspections/rows.js';
import { commandRow } from '../row/command-row.js';
import type { CommandRow, RowContext, SaysOf } from '../row/command-row.js';
import { sampleFold, sampleStream } from '../sample/rows.js';
import { foldOf } from '../streams/stream-fold.js';

export const packStream = (id: string): string => `pack-${id}`;

const packFold = foldOf(packLog);

/** What a pack is asked to be of. */
class PackBody {
  @Choice('What it is of', PACK_SCOPES)
  of!: (typeof PACK_SCOPES)[number];
  @Id('The audit, the sample or the grant; left out for a period', { optional: true })
  id?: string;
  @Id('Of a grant: whose it is; your own where it is left out', { optional: true })
  inspectorId?: string;
  @Day('Of a period: the first day', { optional: true })
  from?: string;
  @Day('Of a period: the last day', { optional: true })
  to?: string;
  @Choice('How much of a case it tells', PACK_LEVELS)
  level!: (typeof PACK_LEVELS)[number];
  @Text('Why, in your own words', { optional: true })
  why?: string;
}

/** Evidence packs: asked for by a person, made by the engine. */
export const packRows: readonly CommandRow[] = [
  commandRow<PackStanding, PackBody>({
    name: 'RequestPack',
    group: 'packs',
    summary: 'Have an evidence pack made, which anyone can check without this service',
    path: null,
    body: PackBody,
    fold: packFold,
    record: 'made',
    idOf: (target, _body, newId) => target ?? newId('pack'),
    streamOf: packStream,
    roleOf: (_body, _state, { actor }) => (hasRole(actor, 'coordinator') ? 'coordinator' : 'inspector'),
    async decide(body, standing, context) {
      const scope = scopeOf(body, context);
      const { level, why = null } = body;
      const isTheirs = await isTheirsToHave(scope, context);
      return packLog.decide(
        { type: 'RequestPack', packId: context.id, scope, level, why, isTheirs },
        standing,
        context,
      );
    },
  }),
  ofEngine('RecordPackMade', 'Record that an evidence pack was made'),
  ofEngine('RecordPackNotMade', 'Record that an evidence pack could not be made'),
];

function ofEngine(name: 'RecordPackMade' | 'RecordPackNotMade', summary: string): CommandRow {
  return commandRow<PackStanding, SaysOf<PackCommand, typeof name>>({
    name,
    group: 'packs',
    summary,
    path: null,
    body: null,
    fold: packFold,
    record: 'standing',
    idOf: (target) => target ?? '',
    streamOf: packStream,
    // what the engine sends is of the command it names, which a union of the two does not say
    decide: (said, standing, context) => packLog.decide({ type: name, ...said } as PackCommand, standing, context),
  });
}

function scopeOf({ of, id = '', inspectorId, from = '', to = '' }: PackBody, { actor }: RowContext): PackScope {
  switch (of) {
    case 'audit':
      return { of, auditId: id };
    case 'sample':
      return { of, sampleId: id };
    case 'period':
      return { of, from, to };
    case 'grant':
      return { of, grantId: id, inspectorId: inspectorId ?? actor.id };
  }
}

/** A coordinator's are all that there are; an inspector's, what a grant opens to them today. */
async function isTheirsToHave(scope: PackScope, { actor, today, stateOf }: RowContext): Promise<boolean> {
  const grantsOf = (inspectorId: string) => stateOf(inspectionsStream(inspectorId), inspectionsFold);
  if (hasRole(actor, 'coordinator')) {
    switch (scope.of) {
      case 'audit':
        return (await stateOf(auditStream(scope.auditId), auditFold)).state.stage !== 'unselected';
      case 'sample':
        return (await stateOf(sampleStream(scope.sampleId), sampleFold)) !== sampleFold.initial;
      case 'grant':
        return (await grantsOf(scope.inspectorId)).some(({ grantId }) => grantId === scope.grantId);
      case 'period':
        return true;
    }
  }
  if (!hasRole(actor, 'inspector')) return false;
  if (scope.of === 'audit') return grantFor(await grantsOf(actor.id), scope.auditId, today) !== undefined;
  if (scope.of !== 'grant' || scope.inspectorId !== actor.id) return false;
  return (await grantsOf(actor.id)).some((grant) => grant.grantId === scope.grantId && isInForce(grant, today));
}
