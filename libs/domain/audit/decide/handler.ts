import type { Refusal } from '../../refusal.js';
import type { StagesOf, WorkflowRow } from '../../workflow/table.js';
import type { AuditCommand, AuditCommandName } from '../../audit-language/commands.js';
import type { AuditContext } from '../context.js';
import type { AuditEvent } from '../../audit-language/events.js';
import type { Standing } from '../standing.js';
import type { AuditState } from '../state.js';

export type CommandNamed = { [Command in AuditCommand as Command['type']]: Command };
/** The state of an audit in a stage in which the workflow table has the command. */
export type StateFor<Name extends AuditCommandName> = Extract<AuditState, { readonly stage: StagesOf<Name> }>;

/** What a handler decides on: the context, the row of the table that allowed the command, and who acts. */
export interface StepContext extends AuditContext {
  readonly step: WorkflowRow;
  readonly standing: Standing;
}

export type Decision = readonly AuditEvent[] | Refusal;

/** A rule of one command. The table has already said that it may be given in this stage by this actor. */
export type Handler<Name extends AuditCommandName> = (
  command: CommandNamed[Name],
  state: StateFor<Name>,
  context: StepContext,
) => Decision;

/** Every command has its handler, or this does not compile. */
export type Handlers = { readonly [Name in AuditCommandName]: Handler<Name> };

/**
 * What stands against a step in the audit as it is, whatever the command goes on to say: asked before its handler is, and
 * by whoever wants to know what may be done now.
 * @param item the action, concern or request for more time it is about; null for the audit itself
 */
export type Bar<Name extends AuditCommandName> = (
  state: StateFor<Name>,
  context: StepContext,
  item: string | null,
) => Refusal | null;

export type Bars = { readonly [Name in AuditCommandName]?: Bar<Name> };
