import type { Decider } from '../decider.js';
import { isRefusal, type Refusal } from '../refusal.js';
import { leadsOf } from '../workflow/leads.js';
import { auditWorkflow, type WorkflowRow, type WorkflowTable } from '../workflow/table.js';
import type { AuditCommand, AuditCommandName } from '../audit-language/commands.js';
import type { AuditContext } from './context.js';
import { actionBars, actions } from './decide/actions.js';
import { allocation, allocationBars } from './decide/allocation.js';
import { conversation, conversationBars } from './decide/conversation.js';
import { corrections } from './decide/corrections.js';
import { deadlines } from './decide/deadlines.js';
import { dispute, disputeBars } from './decide/dispute.js';
import { extensionBars, extensions } from './decide/extensions.js';
import { finalising, finalisingBars } from './decide/finalising.js';
import { grading, gradingBars } from './decide/grading.js';
import type { Bars, CommandNamed, Decision, Handlers, StateFor, StepContext } from './decide/handler.js';
import { later, laterBars } from './decide/later.js';
import { moderation, moderationBars } from './decide/moderation.js';
import { questionBars, questions } from './decide/questions.js';
import { response, responseBars } from './decide/response.js';
import { safety, safetyBars } from './decide/safety.js';
import { selection } from './decide/selection.js';
import { sharing, sharingBars } from './decide/sharing.js';
import type { AuditEvent } from '../audit-language/events.js';
import { evolveBy } from './evolve/evolve-by.js';
import { refusal, type AuditRefusalCode } from './refusals.js';
import { decisionFallsTo, hasFallenTo } from './ownership.js';
import { againstOwn } from './own-affairs.js';
import { initialAudit, isSelected, type AuditState } from './state.js';
import type { Standing } from './standing.js';
import { againstActingAs, couldBe } from './who.js';

export interface AuditDecider extends Decider<AuditState, AuditCommand, AuditEvent, AuditContext> {
  /**
   * What stands against a step now, whatever its command goes on to say; null where it may be taken. `decide` asks the
   * same first, so that what somebody is told they may do is what is then decided.
   * @param item the action or concern it is about; null for the audit itself
   */
  readonly against: (
    step: AuditCommandName,
    item: string | null,
    state: AuditState,
    context: AuditContext,
  ) => Refusal | null;
}

const handlers: Handlers = {
  ...selection,
  ...allocation,
  ...conversation,
  ...grading,
  ...questions,
  ...safety,
  ...moderation,
  ...sharing,
  ...response,
  ...dispute,
  ...finalising,
  ...actions,
  ...later,
  ...corrections,
  ...deadlines,
  ...extensions,
};

const bars: Bars = {
  ...allocationBars,
  ...conversationBars,
  ...gradingBars,
  ...questionBars,
  ...safetyBars,
  ...moderationBars,
  ...sharingBars,
  ...responseBars,
  ...disputeBars,
  ...finalisingBars,
  ...actionBars,
  ...laterBars,
  ...extensionBars,
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
    against: (step, item, state, context) => {
      const allowed = allow(rows.get(step) ?? [], step, item, state, context);
      return isRefusal(allowed) ? allowed : null;
    },
  };
}

/** The action, concern or request for more time that a command is about. */
function itemIn(command: AuditCommand): string | null {
  if ('actionId' in command) return command.actionId;
  if ('concernId' in command) return command.concernId;
  return 'extensionId' in command ? command.extensionId : null;
}

function decide<Name extends AuditCommandName>(
  rows: readonly WorkflowRow[],
  command: CommandNamed[Name] & { readonly type: Name },
  state: AuditState,
  context: AuditContext,
): Decision {
  const item = itemIn(command);
  const allowed = allow(rows, command.type, item, state, context);
  return isRefusal(allowed) ? allowed : handlers[command.type](command, allowed.state, allowed.context);
}

/** A step that may be taken now: the audit in one of its stages, and what its handler decides on. */
interface Allowed<Name extends AuditCommandName> {
  readonly state: StateFor<Name>;
  readonly context: StepContext;
}

/** By the table, by who somebody is to the audit, and by how it stands. */
function allow<Name extends AuditCommandName>(
  rows: readonly WorkflowRow[],
  name: Name,
  item: string | null,
  state: AuditState,
  context: AuditContext,
): Allowed<Name> | Refusal {
  const { actor, directory, today, responsibilities, facts } = context;
  const { hasReadFirstGrade, firstGradeReadBy } = facts;
  const standing: Standing = { actor, directory, today, responsibilities, hasReadFirstGrade };
  const step = stepFor(rows, state, { ...standing, firstGradeReadBy }, item);
  if (isRefusal(step)) return step;
  if (!isStateOf<Name>(step, state)) return refusal('not-in-this-stage');
  const stepContext: StepContext = { ...context, step, standing };
  return bars[name]?.(state, stepContext, item) ?? { state, context: stepContext };
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
