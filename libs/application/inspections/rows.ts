import { hasRole, inspections, inspectionsStream } from '#domain';
import type { InspectionGrants } from '#domain';
import { auditFold, auditStream } from '../audit/record.js';
import { commandRow } from '../row/command-row.js';
import type { CommandRow, RowContext } from '../row/command-row.js';
import { foldOf } from '../streams/stream-fold.js';
import { EndInspectionBody, GrantInspectionBody } from './bodies.js';

export const inspectionsFold = foldOf(inspections);

const ofInspector = {
  group: 'inspections',
  fold: inspectionsFold,
  record: 'always',
  streamOf: (_id: string, { inspectorId }: { readonly inspectorId: string }) => inspectionsStream(inspectorId),
} as const;

async function knownAmong(auditIds: readonly string[], { actor, stateOf }: RowContext): Promise<ReadonlySet<string>> {
  // Nobody else is told which there are, and hundreds of audits are not read for them.
  if (!hasRole(actor, 'coordinator')) return new Set();
  const stages = await Promise.all(
    auditIds.map(async (auditId) => (await stateOf(auditStream(auditId), auditFold)).state.stage),
  );
  return new Set(auditIds.filter((_, index) => stages[index] !== 'unselected'));
}

/** What inspectors may read, in a stream of each inspector's own: a reading looks at one stream only. */
export const inspectionRows: readonly CommandRow[] = [
  commandRow<InspectionGrants, GrantInspectionBody>({
    ...ofInspector,
    name: 'GrantInspection',
    own: true,
    summary: 'Let an inspector read the audits named, between two days',
    path: 'inspections',
    body: GrantInspectionBody,
    idOf: (_target, _body, newId) => newId('inspection'),
    async decide(body, grants, context) {
      const { inspectorId, auditIds, from, until, reason } = body;
      return inspections.decide(
        { type: 'GrantInspection', grantId: context.id, inspectorId, auditIds, from, until, reason },
        grants,
        {
          ...context,
          directory: context.references.directory,
          knownAudits: await knownAmong(auditIds, context),
        },
      );
    },
  }),
  commandRow<InspectionGrants, EndInspectionBody>({
    ...ofInspector,
    name: 'EndInspection',
    summary: 'End a grant before its time',
    path: 'inspections/:id/end',
    body: EndInspectionBody,
    idOf: (target) => target ?? '',
    decide: ({ inspectorId, reason }, grants, context) =>
      inspections.decide({ type: 'EndInspection', grantId: context.id, inspectorId, reason }, grants, {
        ...context,
        directory: context.references.directory,
        knownAudits: new Set(),
      }),
  }),
];
