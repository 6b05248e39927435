import type { AuditEvent, AuditEventType } from '../../audit-language/events.js';
import type { LeadsTo } from '../../workflow/leads.js';
import type { Stage } from '../../workflow/stages.js';
import type { Condition } from '../../workflow/table.js';
import { isSelected, type AuditState, type SelectedAudit, type StateIn } from '../state.js';

export type EventNamed<Type extends AuditEventType> = Extract<AuditEvent, { readonly type: Type }>;
export type DataOf<Type extends AuditEventType> = EventNamed<Type>['data'];

/** A history that no decision can have made: the log or the table is broken. Never a refusal. */
class ImpossibleHistory extends Error {
  constructor(event: string, stage: Stage) {
    super(`${event} cannot follow when an audit is in stage ${stage}`);
    this.name = 'ImpossibleHistory';
  }
}

/** An audit as an event finds it, and the stage the workflow table has the event lead to. */
export class Before {
  constructor(
    readonly state: AuditState,
    private readonly event: AuditEventType,
    private readonly leadsTo: LeadsTo,
  ) {}

  /** The audit, in one of the stages in which the event can be. */
  in<S extends Stage>(...stages: readonly S[]): StateIn<S> {
    if (isIn(this.state, stages)) return this.state;
    throw this.impossible();
  }

  /** The audit in any stage from its selection on. */
  selected(): SelectedAudit {
    if (isSelected(this.state)) return this.state;
    throw this.impossible();
  }

  /** The stage the table gives, one of those the event's state can be built for. */
  leads<S extends Stage>(to: readonly S[], holds: (condition: Condition) => boolean = () => false): S {
    const stage = this.leadsTo(this.state.stage, this.event, holds);
    const found = to.find((candidate) => candidate === stage);
    if (found === undefined) throw this.impossible();
    return found;
  }

  impossible(): Error {
    return new ImpossibleHistory(this.event, this.state.stage);
  }
}

/** What an event changes of an audit. */
export type Change<Type extends AuditEventType> = (event: EventNamed<Type>, before: Before) => AuditState;

/** Every event has its change, or this does not compile. */
export type Changes = { readonly [Type in AuditEventType]: Change<Type> };

/** Whether an audit is in one of these stages, for the compiler too. */
function isIn<S extends Stage>(state: AuditState, stages: readonly S[]): state is StateIn<S> {
  return stages.some((stage) => stage === state.stage);
}

export function withOne<T>(list: readonly T[], one: T): readonly T[] {
  return list.includes(one) ? list : [...list, one];
}
