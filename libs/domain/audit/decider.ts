import type { Decider } from '../decider.js';
import { isRefusal, type Refusal } from '../refusal.js';
import { leadsOf } from '../workflow/leads.js';
import { auditWorkflow, type WorkflowRow, type WorkflowTable } from '../workflow/table.js';
import type { AuditCommand, AuditCommandName } from '../audit-language/commands.js';
import type { AuditContext } from './context.js';
import { actions } from './decide/actions.js';
import { allocation } from './decide/allocation.js';
import { conversation } from './decide/conversation.js';
import { corrections } from './decide/corrections.js';
import { deadlines } from './decide/deadlines.js';
import { dispute } from './decide/dispute.js';
import { finalising } from './decide/finalising.js';
import { grading } from './decide/grading.js';
import type { CommandNamed, Decision, Handlers, StateFor } from './decide/handler.js';
import { later } from './decide/later.js';
import { moderation } from './decide/moderation.js';
import { safety } from './decide/safety.js';
import { selection } from './decide/selection.js';
import { sharing } from './decide/sharing.js';
import type { AuditEvent } from '../audit-language/events.js';
import { evolveBy } from './evolve/evolve-by.js';
import { refusal, type AuditRefusalCode } from './refusals.js';
import { decisionFallsTo, hasFallenTo } from './ownership.js';
import { againstOwn } from './own-affairs.js';
import { initialAudit, isSelected, type AuditState } from './state.js';
import { againstActingAs, couldBe, type Standing } from './who.js';

export type AuditDecider = Decider<AuditState, AuditCommand, AuditEvent, AuditContext>;

const handlers: Handlers = {
  ...selection,
  ...allocation,
  ...conversation,
  ...grading,
  ...safety,
  ...moderation,
  ...sharing,
  ...dispute,
  ...finalising,
  ...actions,
  ...later,
  ...corrections,
  ...deadlines,
};

/**
 * An audit's logic on a workflow table. The table says whether a command may be given in the audit's stage and by whom;
 * the command's handler, what comes of it.
 */
export function auditDecider(table: WorkflowTable = auditWorkflow): AuditDecider {
  const rows = new Map<AuditCommandName, readonly WorkflowRow[]>();
  for (const row of table) rows.set(row.command, [...(rows.get(row.command) ?? []), row]);
  return {
    initial: initialAudit,
    evolve: evolveBy(leadsOf(table)),
    decide: (command, state, context) => decide(rows.get(command.type) ?? [], command, state, context),
  };
}

function decide<Name extends AuditCommandName>(
  rows: readonly WorkflowRow[],
  command: CommandNamed[Name] & { readonly type: Name },
  state: AuditState,
  context: AuditContext,
): Decision {
  const { actor, directory, today, responsibilities, facts } = context;
  const { hasReadFirstGrade, firstGradeReadBy } = facts;
  const standing: Standing = { actor, directory, today, responsibilities, hasReadFirstGrade };
  const item = 'actionId' in command ? command.actionId : 'concernId' in command ? command.concernId : null;
  const step = stepFor(rows, state, { ...standing, firstGradeReadBy }, item);
  if (isRefusal(step)) return step;
  if (!isStateOf<Name>(step, state)) return refusal('not-in-this-stage');
  return handlers[command.type](command, state, { ...context, step, standing });
}

/** The row of the table that allows a command now, or why none does. */
function stepFor(
  rows: readonly WorkflowRow[],
  state: AuditState,
  standing: Standing & { readonly firstGradeReadBy?: ReadonlySet<string> },
  item: string | null,
): WorkflowRow | Refusal {
  const here = rows.find((row) => row.in.some((stage) => stage === state.stage));
  if (here === undefined) {
    if (state.stage === 'unselected') return refusal('audit-not-found');
    // Somebody to whom the command can never fall learns nothing of where the audit stands.
    const everTheirs = rows.some((row) => row.by.some((party) => couldBe(party, standing)));
    if (!everTheirs) return refusal('not-entitled');
    return refusal(rows.some((row) => row.command === 'SelectAudit') ? 'audit-already-selected' : 'not-in-this-stage');
  }
  const own =
    isSelected(state) && here.decidesOn !== undefined
      ? againstOwn(here.decidesOn, standing.actor.id, state, item, standing)
      : null;
  const against: AuditRefusalCode[] = [];
  for (const party of here.by) {
    const reason = againstActingAs(party, state, standing, item);
    if (reason === null && own === null) return here;
    against.push(reason ?? own ?? 'not-entitled');
  }
  if (isSelected(state)) {
    if (here.inPlaceFor !== undefined && hasFallenTo(standing, here.inPlaceFor, state, item)) return here;
    if (decisionFallsTo(standing, here, state, item)) return here;
  }
  if (own !== null && against.includes(own)) return refusal(own);
  // A reason of its own tells more than that others are meant.
  const telling = against.find((reason) => reason !== 'not-entitled') ?? 'not-entitled';
  return telling === 'moderation-not-claimed' ? refusal(telling) : refusal(telling, 'not-allowed');
}

function isStateOf<Name extends AuditCommandName>(step: WorkflowRow, state: AuditState): state is StateFor<Name> {
  return step.in.some((stage) => stage === state.stage);
}
