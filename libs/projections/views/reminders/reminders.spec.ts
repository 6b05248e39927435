import { defaultSettings, digestIdOf, messageIdOf, planReminders, roundDrawId, workingDays } from '#domain';
import type { ClaimedRecipient, PlanRules, ProgrammeSettings, ReminderItem } from '#domain';
import { AuditStory } from '../../audits/audit-story.fixture.js';
import type { Rows } from '../../reading/rows.js';
import { GivenLog, anySplitGivesTheSameRows, projected, sealed } from '../given.fixture.js';
import { remindersView } from './projection.js';
import {
  findDigest,
  findPlanned,
  findUnanswered,
  listAwaiting,
  listDue,
  listMessages,
  listPlanned,
  listUndelivered,
} from './queries.js';

const settings: ProgrammeSettings = { ...defaultSettings('Westmere'), version: 1 };
const MINUTES = 60_000;

/** A council that has messages sent since April. */
class Told extends GivenLog {
  constructor() {
    super();
    this.add('programme-settings-published', { settings, note: '' }, { stream: 'settings' });
    this.add('notifications-started', { from: '2026-04-01T09:00:00.000Z' }, { stream: 'notifications' });
  }
  story(auditId: string): AuditStory {
    return new AuditStory(this, auditId);
  }
  closed(date: string): void {
    this.add('closure-added', { date, reason: '' }, { stream: 'calendar' });
  }
  claimed(recordId: string, id: string, at: string, items: readonly ReminderItem[], ...to: ClaimedRecipient[]): void {
    const data = { reminderId: id, attempt: 1, claimedBy: 'w1', claimedAt: at, items, recipients: to };
    this.add('reminder-claimed', data, { stream: `reminders-${recordId}`, at });
  }
  answered(type: 'sent' | 'failed' | 'bounced', id: string, personId: string, at: string): void {
    const data = { reminderId: id, personId, messageId: messageIdOf(id, personId) };
    const said = { stream: 'reminders-a', at };
    if (type === 'sent') this.add('reminder-sent', { ...data, channel: 'smtp', possibleDuplicate: false }, said);
    if (type === 'failed') this.add('reminder-failed', { ...data, code: 'refused' }, said);
    if (type === 'bounced') this.add('notification-bounced', { ...data, code: '5.1.1' }, said);
  }
  rows(): Rows {
    return projected(remindersView, this.events);
  }
}

const to = (
  reminderId: string,
  personId: string,
  delivery: ClaimedRecipient['delivery'] = 'email',
  digestAt: string | null = null,
): ClaimedRecipient => ({
  personId,
  insteadOf: null,
  because: null,
  delivery,
  digestAt,
  messageId: messageIdOf(reminderId, personId),
});
const item = (reminderId: string): ReminderItem => ({
  reminderId,
  auditId: 'a',
  reference: 'REF-a',
  stage: 'allocation',
  obligation: 'allocate',
  due: '2026-05-08',
  step: { days: 0, to: 'owner' },
});

/** `allocate 2026-05-08 -1 owner 2026-05-07` */
const planOf = (rows: Rows): string[] =>
  listPlanned(rows, 'a').map(
    ({ obligation, due, step, at }) => `${obligation} ${due} ${step.days} ${step.to} ${at.slice(0, 10)}`,
  );
const firstOf = (rows: Rows): string => listPlanned(rows, 'a')[0]?.reminderId ?? '';

describe('the plan of reminders of a draw', () => {
  const draw = { round: 'monthly', period: '2026-05' };
  const rounds = { stream: 'rounds', at: '2026-05-01T00:01:00.000Z' };
  const planned = (rows: Rows): string[] =>
    listPlanned(rows, roundDrawId('monthly', '2026-05')).map(
      ({ obligation, due, step, at }) => `${obligation} ${due} ${step.days} ${step.to} ${at}`,
    );
  const owed = (): Told => {
    const log = new Told();
    log.add('draw-owed', { ...draw, due: '2026-05-01' }, rounds);
    return log;
  };

  it('begins on the day it is owed, and climbs the ladder', () => {
    expect(planned(owed().rows())).toEqual([
      'draw 2026-05-01 0 owner 2026-05-01T07:00:00.000Z',
      'draw 2026-05-01 1 owner 2026-05-05T07:00:00.000Z',
      'draw 2026-05-01 3 manager 2026-05-07T07:00:00.000Z',
      'draw 2026-05-01 5 owner 2026-05-11T07:00:00.000Z',
      'draw 2026-05-01 5 head_of_service 2026-05-11T07:00:00.000Z',
      'draw 2026-05-01 10 assistant_director 2026-05-18T07:00:00.000Z',
    ]);
  });

  it('ends once it is made, excused or dropped, and begins again where the excuse is lifted', () => {
    const ended = (type: 'draw-made' | 'draw-excused' | 'draw-dropped'): Told => {
      const log = owed();
      const data = { ...draw, ...(type === 'draw-made' ? { sampleId: 's' } : { reason: sealed('why') }) };
      log.add(type, data as never, { stream: 'rounds' });
      return log;
    };
    for (const type of ['draw-made', 'draw-excused', 'draw-dropped'] as const)
      expect(planned(ended(type).rows())).toEqual([]);
    const lifted = ended('draw-excused');
    lifted.add(
      'draw-excuse-lifted',
      { ...draw, reason: sealed('why') },
      { stream: 'rounds', at: '2026-05-08T09:00:00.000Z' },
    );
    expect(planned(lifted.rows())[0]).toBe('draw 2026-05-01 5 owner 2026-05-11T07:00:00.000Z');
  });

  it('moves with the calendar, and is the same however the log is cut', () => {
    const log = owed();
    log.closed('2026-05-05');
    expect(planned(log.rows())[1]).toBe('draw 2026-05-01 1 owner 2026-05-06T07:00:00.000Z');
    log.add('draw-excused', { ...draw, reason: sealed('why') }, { stream: 'rounds' });
    log.add('draw-excuse-lifted', { ...draw, reason: sealed('why') }, { stream: 'rounds' });
    anySplitGivesTheSameRows(remindersView, log.events);
  });
});

describe('the plan of reminders', () => {
  it('begins with an obligation and ends with it', () => {
    const log = new Told();
    const story = log.story('a').selected();
    expect(planOf(log.rows()).slice(0, 2)).toEqual([
      'allocate 2026-05-08 -1 owner 2026-05-07',
      'allocate 2026-05-08 0 owner 2026-05-08',
    ]);
    story.allocated();
    expect(planOf(log.rows())[0]).toBe('accept 2026-05-11 -1 owner 2026-05-08');
    story.ended('audit-withdrawn');
    expect(planOf(log.rows())).toEqual([]);
  });

  it('moves with a due date, and with a day on which the council is closed', () => {
    const log = new Told();
    const story = log.story('a').upToGrading().submitted().withoutModeration().action('x', '2026-06-30');
    const action = (): string | undefined => planOf(log.rows()).find((line) => line.startsWith('action:x'));
    expect(action()).toBe('action:x 2026-06-30 -5 owner 2026-06-23');
    log.closed('2026-06-24');
    expect(action()).toBe('action:x 2026-06-30 -5 owner 2026-06-22');
    story.actionDue('x', '2026-06-30', '2026-07-30');
    expect(action()).toBe('action:x 2026-07-30 -5 owner 2026-07-23');
  });

  it('invites to a conversation until its day, and to the one it is moved to', () => {
    const log = new Told();
    const story = log.story('a').selected().allocated().accepted().invited('2026-05-12');
    const invitations = (): string[] => planOf(log.rows()).filter((line) => line.startsWith('prepare:'));
    expect(invitations()).toEqual([
      'prepare:pat 2026-05-12 -5 owner 2026-05-05',
      'prepare:pat 2026-05-12 -1 owner 2026-05-11',
      'prepare:pat 2026-05-12 0 owner 2026-05-12',
    ]);
    story.invited('2026-05-13');
    expect(invitations().at(-1)).toBe('prepare:pat 2026-05-13 0 owner 2026-05-13');
    story.noConversation();
    expect(invitations()).toEqual([]);
  });

  it('leaves out what fell due before messages were sent at all', () => {
    const log = new GivenLog();
    log.add('programme-settings-published', { settings, note: '' }, { stream: 'settings' });
    new AuditStory(log, 'a').selected();
    expect(planOf(projected(remindersView, log.events))).toEqual([]);
    log.add('notifications-started', { from: '2026-05-07T09:00:00.000Z' }, { stream: 'notifications' });
    expect(planOf(projected(remindersView, log.events))[0]).toBe('allocate 2026-05-08 0 owner 2026-05-08');
  });

  it('is the plan that would be made from nothing', () => {
    const log = new Told();
    log.story('a').selected();
    log.closed('2026-05-07');
    log.story('b').selected().allocated().accepted();
    const rules: PlanRules = {
      steps: settings,
      notifications: settings.notifications ?? fail(),
      calendar: workingDays(['2026-05-07']),
    };
    const since = log.events.find(({ type }) => type === 'audit-selected')?.metadata.recordedAt ?? '';
    const owed = [{ key: 'allocate', due: '2026-05-08', since }];
    expect(listPlanned(log.rows(), 'a')).toEqual(planReminders('a', owed, rules));
  });
});

const fail = (): never => {
  throw new Error('The default settings say when messages go out');
};

describe('what awaits sending', () => {
  const log = new Told();
  log.story('a').selected();
  const id = firstOf(log.rows());

  it('is what is planned and not claimed', () => {
    const rows = log.rows();
    expect(listAwaiting(rows, 2 * MINUTES)[0]).toEqual({
      id,
      at: '2026-05-07T07:00:00.000Z',
      obligation: 'allocate',
      correlationId: 'command-3',
    });
    expect(findPlanned(rows, id)).toMatchObject({ auditId: 'a', obligation: 'allocate' });
  });

  it('is sent again when its claim is not answered in time, and no more once it is', () => {
    const claimed = new Told();
    claimed.story('a').selected();
    claimed.claimed('a', id, '2026-05-01T09:00:05.000Z', [item(id)], to(id, 'co'), to(id, 'cy', 'tasks'));
    expect(listAwaiting(claimed.rows(), 2 * MINUTES)).toContainEqual({
      id,
      at: '2026-05-01T09:02:05.000Z',
      obligation: 'allocate',
    });
    expect(findPlanned(claimed.rows(), id)).toBeUndefined();
    expect(findUnanswered(claimed.rows(), id)).toEqual({ recordId: 'a' });
    claimed.answered('sent', id, 'co', '2026-05-01T09:00:06.000Z');
    expect(listAwaiting(claimed.rows(), 2 * MINUTES).some((awaiting) => awaiting.id === id)).toBe(false);
    expect(findUnanswered(claimed.rows(), id)).toBeUndefined();
  });

  it('waits for the digest, each reminder for one; what a digest missed is in the next', () => {
    const digest = new Told();
    const nine = '2026-05-05T08:00:00.000Z';
    const digestId = digestIdOf('co', nine);
    digest.claimed('a', 'r1', '2026-05-05T07:00:00.000Z', [item('r1')], to('r1', 'co', 'digest', nine));
    digest.claimed('a', 'r2', '2026-05-05T07:00:00.000Z', [item('r2')], to('r2', 'co', 'digest', nine));
    expect(findDigest(digest.rows(), digestId)?.items.map(({ reminderId }) => reminderId)).toEqual(['r1', 'r2']);
    expect(listAwaiting(digest.rows(), 2 * MINUTES)).toEqual([{ id: digestId, at: nine, obligation: null }]);

    digest.claimed(digestId, digestId, nine, [item('r1')], to(digestId, 'co', 'email', nine));
    digest.claimed('a', 'r3', nine, [item('r3')], to('r3', 'co', 'digest', nine));
    const next = digestIdOf('co', '2026-05-06T08:00:00.000Z');
    expect(findDigest(digest.rows(), digestId)).toBeUndefined();
    expect(findDigest(digest.rows(), next)).toMatchObject({ at: '2026-05-06T08:00:00.000Z' });
    expect(findDigest(digest.rows(), next)?.items.map(({ reminderId }) => reminderId)).toEqual(['r2', 'r3']);
  });

  it('is in no digest once it has been done', () => {
    const digest = new Told();
    const story = digest.story('a').selected();
    digest.claimed(
      'a',
      'r1',
      '2026-05-05T07:00:00.000Z',
      [item('r1')],
      to('r1', 'co', 'digest', '2026-05-05T08:00:00.000Z'),
    );
    story.allocated();
    expect(findDigest(digest.rows(), digestIdOf('co', '2026-05-05T08:00:00.000Z'))).toBeUndefined();
  });
});

describe('messages', () => {
  it('are listed with what came of them, those that did not arrive for the coordinator', () => {
    const log = new Told();
    for (const id of ['r1', 'r2', 'r3', 'r4'])
      log.claimed('a', id, '2026-05-01T09:00:00.000Z', [item(id)], to(id, 'co'));
    log.answered('sent', 'r1', 'co', '2026-05-01T09:00:01.000Z');
    log.answered('failed', 'r2', 'co', '2026-05-01T09:00:02.000Z');
    log.answered('sent', 'r3', 'co', '2026-05-01T09:00:03.000Z');
    log.answered('bounced', 'r3', 'co', '2026-05-01T10:00:00.000Z');
    const said = (rows: readonly { standing: string; code: string | null; channel: string | null }[]) =>
      rows.map(({ standing, code, channel }) => [standing, code, channel]);
    expect(said(listMessages(log.rows(), 'a'))).toEqual([
      ['bounced', '5.1.1', 'smtp'],
      ['failed', 'refused', null],
      ['sent', null, 'smtp'],
      ['outstanding', null, null],
    ]);
    expect(said(listUndelivered(log.rows(), '2026-05-01T09:30:00.000Z'))).toEqual([
      ['bounced', '5.1.1', 'smtp'],
      ['failed', 'refused', null],
      ['outstanding', null, null],
    ]);
    expect(said(listUndelivered(log.rows(), '2026-05-01T09:00:00.000Z'))).toHaveLength(2);
  });
});

describe('what happened on an audit', () => {
  /** `dispute-resolved: pat, managers of a team, ann` */
  const notices = (log: Told): string[] =>
    listDue(log.rows(), '2027-01-01T00:00:00.000Z').flatMap(({ obligation, concerned }) =>
      concerned === null
        ? []
        : [
            `${obligation.split(':')[1]}: ${concerned
              .map((one) => ('personId' in one ? one.personId : one.party))
              .join(', ')}`,
          ],
    );
  const started = (): Told => {
    const log = new Told();
    log.add('notices-started', { from: '2026-04-01T09:00:00.000Z' }, { stream: 'notifications' });
    return log;
  };
  const submitted = (log: Told): AuditStory => log.story('a').upToGrading().submitted();

  it.each<[string, (log: Told) => unknown, string[]]>([
    [
      'a dispute',
      (log) => submitted(log).withoutModeration().shared().disputed().disputeResolved(),
      ['dispute-resolved: pat, pat, team-manager, ann'],
    ],
    ['a return', (log) => submitted(log).toModeration().claimed().returned(), ['returned: ann']],
    [
      'a moderator’s change',
      (log) => submitted(log).toModeration().claimed().changed('good', 'outstanding'),
      ['moderator-changed: ann'],
    ],
    ['upholding, which changes nothing', (log) => submitted(log).toModeration().claimed().upheld(), []],
    [
      'a correction of the outcome once it is shared',
      (log) =>
        submitted(log).withoutModeration().shared().corrected({ field: 'finalGrade', from: 'good', to: 'outstanding' }),
      ['outcome-corrected: pat, team-manager, ann'],
    ],
    [
      'a correction before it is shared',
      (log) => submitted(log).withoutModeration().corrected({ field: 'finalGrade', from: 'good', to: 'outstanding' }),
      [],
    ],
    [
      'an exemption, to whoever is named as approver and recorded it themself',
      (log) => log.story('a').selected().ended('audit-exempted'),
      [],
    ],
  ])('is told of %s', (_what, happen, expected) => {
    const log = started();
    happen(log);
    expect(notices(log)).toEqual(expected);
  });

  it('is told no more once somebody has begun to, and not of what was before people were told of it', () => {
    const before = new Told();
    submitted(before).toModeration().claimed().returned();
    before.add('notices-started', { from: '2026-06-01T09:00:00.000Z' }, { stream: 'notifications' });
    expect(notices(before)).toEqual([]);
    const log = started();
    submitted(log).toModeration().claimed().returned();
    const id =
      listDue(log.rows(), '2027-01-01T00:00:00.000Z').find(({ concerned }) => concerned !== null)?.reminderId ?? '';
    log.claimed('a', id, '2026-06-01T09:00:00.000Z', [item(id)], to(id, 'ann'));
    expect(notices(log)).toEqual([]);
  });
});

describe('the rows of reminders', () => {
  it('are the same wherever the log is cut', () => {
    const log = new Told();
    log.add('notices-started', { from: '2026-04-01T09:00:00.000Z' }, { stream: 'notifications' });
    const story = log.story('a').selected();
    log.closed('2026-05-07');
    log.story('b').upToGrading().submitted().toModeration().concern('c1').claimed().returned();
    const first = firstOf(log.rows());
    log.claimed(
      'a',
      first,
      '2026-05-05T07:00:00.000Z',
      [item(first)],
      to(first, 'co', 'digest', '2026-05-05T08:00:00.000Z'),
    );
    story.allocated().accepted();
    const digestId = digestIdOf('co', '2026-05-05T08:00:00.000Z');
    log.claimed(
      digestId,
      digestId,
      '2026-05-05T08:00:00.000Z',
      [],
      to(digestId, 'co', 'email', '2026-05-05T08:00:00.000Z'),
    );
    log.answered('sent', digestId, 'co', '2026-05-05T08:00:01.000Z');
    log.story('c').imported().corrected({ field: 'finalGrade', from: 'good', to: 'outstanding' });
    anySplitGivesTheSameRows(remindersView, log.events);
  });
});
