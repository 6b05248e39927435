import { commandIn, hasRole, inspectionForms, inspections, inspectionsStream } from '#domain';
import type { InspectionGrants } from '#domain';
import { auditFold, auditStream } from '../audit/record.js';
import { bodyOf } from '../body/body-of.js';
import { commandRow } from '../row/command-row.js';
import type { CommandRow, RowContext } from '../row/command-row.js';
import { foldOf } from '../streams/stream-fold.js';

export const inspectionsFold = foldOf(inspections);

async function knownAmong(auditIds: readonly string[], { actor, stateOf }: RowContext): Promise<ReadonlySet<string>> {
  // Nobody else is told which there are, and hundreds of audits are not read for them.
  if (!hasRole(actor, 'coordinator')) return new Set();
  const stages = await Promise.all(
    auditIds.map(async (auditId) => (await stateOf(auditStream(auditId), auditFold)).state.stage),
  );
  return new Set(auditIds.filter((_, index) => stages[index] !== 'unselected'));
}

/** In a stream of each inspector's own: a reading looks at one stream only. */
function ofInspector(name: keyof typeof inspectionForms) {
  return {
    name,
    group: 'inspections',
    body: bodyOf(inspectionForms[name]),
    fold: inspectionsFold,
    record: 'always',
    streamOf: (_id: string, body: object) => inspectionsStream(commandIn(inspectionForms, name, body).inspectorId),
  } as const;
}

/** What inspectors may read. */
export const inspectionRows: readonly CommandRow[] = [
  commandRow<InspectionGrants, object>({
    ...ofInspector('GrantInspection'),
    own: true,
    summary: 'Let an inspector read the audits named, between two days',
    path: 'inspections',
    idOf: (_target, _body, newId) => newId('inspection'),
    async decide(body, grants, context) {
      const command = { ...commandIn(inspectionForms, 'GrantInspection', body), grantId: context.id };
      return inspections.decide(command, grants, {
        ...context,
        directory: context.references.directory,
        knownAudits: await knownAmong(command.auditIds, context),
      });
    },
  }),
  commandRow<InspectionGrants, object>({
    ...ofInspector('EndInspection'),
    summary: 'End a grant before its time',
    path: 'inspections/:id/end',
    idOf: (target) => target ?? '',
    decide: (body, grants, context) =>
      inspections.decide({ ...commandIn(inspectionForms, 'EndInspection', body), grantId: context.id }, grants, {
        ...context,
        directory: context.references.directory,
        knownAudits: new Set(),
      }),
  }),
];
