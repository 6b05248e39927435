import { systemActor } from '../actor.js';
import type { DecisionContext } from '../decision-context.js';
import { specOf } from '../given.fixture.js';
import type { ReminderCommand } from './commands.js';
import type { ClaimedRecipient, ReminderEvent, ReminderItem } from './events.js';
import { reminderLog } from './reminder-log.js';
import { AUDIT } from './rules.fixture.js';

const at = (now: string, actor = systemActor('reminders')): DecisionContext => ({
  actor,
  now: `2026-06-17T${now}.000Z`,
  today: '2026-06-17',
  newId: (what) => what,
});
const given = specOf(reminderLog, () => at('08:00:00'));

const items: readonly ReminderItem[] = [
  {
    reminderId: 'r1',
    auditId: AUDIT,
    reference: 'AUD-1',
    stage: 'grading',
    obligation: 'grade',
    due: '2026-06-17',
    step: { days: 0, to: 'owner' },
  },
];
const to = (personId: string, delivery: ClaimedRecipient['delivery'] = 'email'): ClaimedRecipient => ({
  personId,
  insteadOf: null,
  because: null,
  delivery,
  digestAt: null,
  messageId: `m-${personId}`,
});
const claim = (claimedBy: string, ...recipients: readonly ClaimedRecipient[]): ReminderCommand => ({
  type: 'ClaimReminder',
  reminderId: 'r1',
  claimedBy,
  items,
  recipients,
  answerWithinMs: 120_000,
});
const claimed = (attempt: number, now: string, ...recipients: readonly ClaimedRecipient[]): ReminderEvent => ({
  type: 'reminder-claimed',
  data: {
    reminderId: 'r1',
    attempt,
    claimedBy: `w${attempt}`,
    claimedAt: `2026-06-17T${now}.000Z`,
    items,
    recipients,
  },
});
const said = (personId: string) => ({ reminderId: 'r1', personId, messageId: `m-${personId}` });
const sent = (personId: string, possibleDuplicate = false): ReminderEvent => ({
  type: 'reminder-sent',
  data: { ...said(personId), channel: 'smtp', possibleDuplicate },
});
const recordSent = (personId: string, possibleDuplicate = false): ReminderCommand => ({
  type: 'RecordReminderSent',
  reminderId: 'r1',
  personId,
  channel: 'smtp',
  possibleDuplicate,
});

describe('a reminder', () => {
  it('is claimed by one', () => {
    given()
      .when(claim('w1', to('ann'), to('bob')))
      .then(claimed(1, '08:00:00', to('ann'), to('bob')));
    given(claimed(1, '07:59:00', to('ann')))
      .when(claim('w2', to('ann')))
      .refused('reminder-claimed', 'rule');
    given().when(claim('w1')).refused('nobody-to-tell');
  });

  it('is claimed again once nobody has answered for two minutes, for those still outstanding, whoever else was found meanwhile', () => {
    given(claimed(1, '07:58:00', to('ann'), to('bob')), sent('ann'))
      .when(claim('w2', to('cat')))
      .then({
        ...claimed(2, '08:00:00', to('bob')),
        data: { ...claimed(2, '08:00:00', to('bob')).data, claimedBy: 'w2' },
      } as ReminderEvent);
  });

  it('is over when everyone has been answered for; who has tasks or a digest needs no answer', () => {
    given(claimed(1, '07:00:00', to('ann'), to('bob', 'digest'), to('cat', 'tasks')), sent('ann'))
      .when(claim('w2', to('ann')))
      .refused('reminder-answered');
  });

  it('is recorded as sent once', () => {
    given(claimed(1, '07:59:00', to('ann')))
      .when(recordSent('ann'))
      .then(sent('ann'));
    given(claimed(1, '07:59:00', to('ann')), sent('ann'))
      .when(recordSent('ann'))
      .then();
    given(claimed(1, '07:59:00', to('ann')))
      .when(recordSent('bob'))
      .refused('reminder-not-claimed');
  });

  it('is recorded as a possible duplicate too where whoever was slow said that it was sent, and another sent it again', () => {
    const takenOver = [claimed(1, '07:58:00', to('ann')), claimed(2, '07:59:30', to('ann'))] as const;
    given(...takenOver, sent('ann'))
      .when(recordSent('ann', true))
      .then(sent('ann', true));
    given(...takenOver, sent('ann'), sent('ann', true))
      .when(recordSent('ann', true))
      .then();
    given(...takenOver, sent('ann', true))
      .when(recordSent('ann'))
      .then();
    // Nobody took over.
    given(claimed(1, '07:59:00', to('ann')), sent('ann'))
      .when(recordSent('ann', true))
      .then();
  });

  it('that waits for this service to be set up rightly stays to be sent, and says why once an attempt', () => {
    const deferred = (attempt: number): ReminderEvent => ({
      type: 'reminder-deferred',
      data: { ...said('ann'), attempt, code: 'notify-key' },
    });
    const record: ReminderCommand = {
      type: 'RecordReminderDeferred',
      reminderId: 'r1',
      personId: 'ann',
      code: 'notify-key',
    };
    given(claimed(1, '07:59:00', to('ann')))
      .when(record)
      .then(deferred(1));
    given(claimed(1, '07:59:00', to('ann')), deferred(1))
      .when(record)
      .then();
    given(claimed(1, '07:50:00', to('ann')), deferred(1), claimed(2, '07:59:00', to('ann')))
      .when(record)
      .then(deferred(2));
    given(claimed(1, '07:59:00', to('ann')), sent('ann'))
      .when(record)
      .then();
    given(claimed(1, '07:59:00', to('ann')), deferred(1))
      .when(recordSent('ann'))
      .then(sent('ann'));
  });

  it('is in doubt where another process may have sent it, and not where it is known that it could not', () => {
    const log = (...events: readonly ReminderEvent[]) => events.reduce(reminderLog.evolve, reminderLog.initial);
    const deferred: ReminderEvent = { type: 'reminder-deferred', data: { ...said('ann'), attempt: 1, code: 'x' } };
    const [first, second] = [claimed(1, '07:50:00', to('ann')), claimed(2, '07:59:00', to('ann'))];
    expect(log(first, second)['r1']?.inDoubt).toEqual(['ann']);
    expect(log(first, deferred, second)['r1']?.inDoubt).toEqual([]);
    expect(log(first, deferred, second, claimed(3, '08:02:00', to('ann')))['r1']?.inDoubt).toEqual(['ann']);
  });

  it('that failed is not sent after all', () => {
    const failed: ReminderEvent = { type: 'reminder-failed', data: { ...said('ann'), code: 'refused' } };
    given(claimed(1, '07:59:00', to('ann')))
      .when({ type: 'RecordReminderFailed', reminderId: 'r1', personId: 'ann', code: 'refused' })
      .then(failed);
    given(claimed(1, '07:59:00', to('ann')), failed)
      .when(recordSent('ann'))
      .then();
  });

  it('that bounced is recorded by its message, once, by a coordinator', () => {
    const bounce: ReminderCommand = { type: 'RecordBounce', messageId: 'm-ann', code: '5.1.1' };
    const bounced: ReminderEvent = { type: 'notification-bounced', data: { ...said('ann'), code: '5.1.1' } };
    const coordinator = at('09:00:00', { id: 'co', roles: ['coordinator'] });
    given(claimed(1, '07:59:00', to('ann')), sent('ann'))
      .when(bounce, coordinator)
      .then(bounced);
    given(claimed(1, '07:59:00', to('ann')), sent('ann'), bounced)
      .when(bounce, coordinator)
      .then();
    given(claimed(1, '07:59:00', to('ann')))
      .when(bounce, coordinator)
      .refused('message-not-sent');
    given().when(bounce, coordinator).refused('message-unknown', 'not-found');
    given(claimed(1, '07:59:00', to('ann')), sent('ann'))
      .when(bounce, at('09:00:00', { id: 'au', roles: ['auditor'] }))
      .refused('role-missing', 'not-allowed');
  });

  it('that was delivered is recorded once, by the engine, and may still bounce', () => {
    const delivery: ReminderCommand = { type: 'RecordDelivery', messageId: 'm-ann' };
    const delivered: ReminderEvent = { type: 'notification-delivered', data: said('ann') };
    const bounced: ReminderEvent = { type: 'notification-bounced', data: { ...said('ann'), code: '5.1.1' } };
    given(claimed(1, '07:59:00', to('ann')), sent('ann'))
      .when(delivery)
      .then(delivered);
    given(claimed(1, '07:59:00', to('ann')), sent('ann'), delivered)
      .when(delivery)
      .then();
    given(claimed(1, '07:59:00', to('ann')), sent('ann'), delivered)
      .when({ type: 'RecordBounce', messageId: 'm-ann', code: '5.1.1' })
      .then(bounced);
    given(claimed(1, '07:59:00', to('ann')), sent('ann'), bounced)
      .when(delivery)
      .then();
    given(claimed(1, '07:59:00', to('ann')))
      .when(delivery)
      .refused('message-not-sent');
    given(claimed(1, '07:59:00', to('ann')), sent('ann'))
      .when(delivery, at('09:00:00', { id: 'co', roles: ['coordinator'] }))
      .refused('role-missing', 'not-allowed');
  });

  it('is the engine’s own to send', () => {
    const person = at('08:00:00', { id: 'co', roles: ['coordinator'] });
    given()
      .when(claim('w1', to('ann')), person)
      .refused('role-missing', 'not-allowed');
    given(claimed(1, '07:59:00', to('ann')))
      .when(recordSent('ann'), person)
      .refused('role-missing', 'not-allowed');
  });
});
