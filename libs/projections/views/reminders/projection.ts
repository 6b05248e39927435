import type { Database } from 'better-sqlite3';
import type { View, ViewProjector } from '../../view.js';
import { asAuditEvent, auditIdOf, react } from '../../domain-events.js';
import type { Reactions } from '../../domain-events.js';
import { DrawRows } from './draw-rows.js';
import { KeptRules } from './kept-rules.js';
import { MessageRows } from './message-rows.js';
import { NoticeRows } from './notice-rows.js';
import { PlannedRows } from './planned-rows.js';
import { ReviewRows } from './review-rows.js';
import { schema } from './table.js';

const STREAM = 'reminders-';

function projector(db: Database): ViewProjector {
  const rules = new KeptRules(db);
  const planned = new PlannedRows(db);
  const messages = new MessageRows(db);
  const notices = new NoticeRows(db);
  const draws = new DrawRows(db);
  const reviews = new ReviewRows(db);
  let rulesChanged = false;
  let drawsChanged = false;
  const change = (): void => {
    rulesChanged = true;
  };
  const drawn = (event: Parameters<DrawRows['fold']>[0]): void => {
    const ended = draws.fold(event);
    if (ended !== undefined) messages.ended(ended.drawId, ended);
    drawsChanged = true;
  };
  const reviewed = (event: Parameters<ReviewRows['fold']>[0]): void => {
    for (const ended of reviews.fold(event)) messages.ended(ended.recordId, ended);
  };
  const reactions: Reactions = {
    'programme-settings-published': ({ data }) => (rules.publish(data.settings), change()),
    'closure-added': ({ data }) => (rules.close(data.date), change()),
    'closure-removed': ({ data }) => (rules.open(data.date), change()),
    'notifications-started': ({ data }) => rules.start(data.from),
    'notices-started': () => rules.startNotices(),
    'reminder-claimed': (event) => {
      messages.claimed(event.stream.slice(STREAM.length), event, rules.now);
      notices.claimed(event.data.reminderId);
    },
    'reminder-superseded': (event) => {
      messages.superseded(event.stream.slice(STREAM.length), event);
      notices.claimed(event.data.reminderId);
    },
    'message-superseded': (event) => messages.messageSuperseded(event),
    'reminder-sent': (event) => messages.sent(event),
    'reminder-failed': (event) => messages.failed(event),
    'reminder-deferred': (event) => messages.deferred(event),
    'notification-delivered': (event) => messages.delivered(event),
    'notification-bounced': (event) => messages.bounced(event),
    'draw-owed': (event) => drawn(event),
    'draw-excused': (event) => drawn(event),
    'draw-excuse-lifted': (event) => drawn(event),
    'draw-made': (event) => drawn(event),
    'draw-dropped': (event) => drawn(event),
    'plan-action-recorded': (event) => reviewed(event),
    'plan-action-reviewed': (event) => reviewed(event),
    'risk-recorded': (event) => reviewed(event),
    'risk-reviewed': (event) => reviewed(event),
    'learning-message-issued': (event) => reviewed(event),
    'learning-discussed': (event) => reviewed(event),
    'learning-looked-again': (event) => reviewed(event),
    'learning-message-withdrawn': (event) => reviewed(event),
  };
  return {
    apply: (events) => {
      for (const event of events) {
        const auditId = auditIdOf(event);
        if (auditId === undefined) react(reactions, [event]);
        else {
          const audited = asAuditEvent(event);
          const before = planned.stateOf(auditId);
          for (const ended of planned.fold(auditId, audited)) messages.ended(auditId, ended);
          if (rules.tellsNotices)
            notices.fold(auditId, audited, { before, after: planned.stateOf(auditId) }, rules.now);
        }
      }
      planned.flush(rules.now, rulesChanged);
      if (drawsChanged || rulesChanged) planned.write(draws.all(), draws.planned(rules.now));
      if (reviews.isTouched || rulesChanged) {
        const { records, planned: ofReviews } = reviews.planned(rules.now, rulesChanged);
        planned.write(records, ofReviews);
      }
      drawsChanged = false;
      rulesChanged = false;
    },
  };
}

/** What is still to be told of what is owed, and what has been told: the plan that reminders are sent from. */
export const remindersView: View = { name: 'reminders', version: 11, schema, projector };
