import type { AuditEvent, AuditEventType } from '../../audit-language/events.js';
import type { LeadsTo } from '../../workflow/leads.js';
import type { AuditState } from '../state.js';
import { actions } from './actions.js';
import { allocation } from './allocation.js';
import { Before, type Changes, type EventNamed } from './change.js';
import { withCalendars } from './calendars.js';
import { conversation } from './conversation.js';
import { corrections } from './corrections.js';
import { deadlines } from './deadlines.js';
import { dispute } from './dispute.js';
import { extensions, withoutLapsed } from './extensions.js';
import { finalising } from './finalising.js';
import { grading } from './grading.js';
import { later } from './later.js';
import { moderation } from './moderation.js';
import { response } from './response.js';
import { safety } from './safety.js';
import { selection } from './selection.js';
import { sharing } from './sharing.js';

const changes: Changes = {
  ...selection,
  ...allocation,
  ...conversation,
  ...grading,
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

/** Folds one event; the stage it leads to is read from the workflow table. */
export function evolveBy(leadsTo: LeadsTo): (state: AuditState, event: AuditEvent) => AuditState {
  return (state, event) => withCalendars(withoutLapsed(changed(event, new Before(state, event.type, leadsTo))));
}

// Generic in the type: only so does the compiler see that the change is that of this very event.
function changed<Type extends AuditEventType>(event: EventNamed<Type> & { readonly type: Type }, before: Before) {
  return changes[event.type](event, before);
}
