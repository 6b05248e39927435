import { defaultSettings } from '#domain';
import type { PlanActionRecorded } from '#domain';
import type { Rows } from '../../reading/rows.js';
import { GivenLog, anySplitGivesTheSameRows, projected, sealed } from '../given.fixture.js';
import { remindersView } from './projection.js';
import { listPlanned } from './queries.js';

const ACTION = 'a1';
const RISK = 'r1';

class Told extends GivenLog {
  constructor() {
    super();
    const settings = { ...defaultSettings('Westmere'), version: 1 };
    this.add('programme-settings-published', { settings, note: '' }, { stream: 'settings' });
    this.add('notifications-started', { from: '2026-04-01T09:00:00.000Z' }, { stream: 'notifications' });
  }

  action(reviewDue: string | null | undefined, version = 1): this {
    const data: PlanActionRecorded['data'] = {
      actionId: ACTION,
      section: 'Practice',
      ref: '1.1',
      action: 'Train',
      lead: null,
      reviewDate: null,
      reviewOn: null,
      status: null,
      commentary: null,
      version,
      digest: String(version),
      ...(reviewDue !== undefined && { reviewDue }),
    };
    this.add('plan-action-recorded', data, { stream: 'improvement-plan', at: '2026-05-01T09:00:00.000Z' });
    return this;
  }

  reviewed(reviewDue: string | null): this {
    const review = { on: '2026-05-11', reviewedBy: 'p1', words: sealed('words'), standing: null, reviewDue };
    const said = { stream: 'improvement-plan', at: '2026-05-11T09:00:00.000Z' };
    this.add('plan-action-reviewed', { actionId: ACTION, ...review }, said);
    return this;
  }

  risk(reviewDue: string): this {
    const data = {
      riskId: RISK,
      risk: 'r',
      description: null,
      mitigation: null,
      rating: null,
      version: 1,
      digest: 'd',
    };
    this.add('risk-recorded', { ...data, reviewDue }, { stream: 'risk-register', at: '2026-05-01T09:00:00.000Z' });
    return this;
  }

  message(): this {
    const data = {
      messageId: 'm1',
      theme: sealed('theme'),
      found: sealed('found'),
      toDo: sealed('toDo'),
      basis: null,
      sources: ['audits' as const],
      audience: { teams: [], services: ['A'], roles: [] },
      issuedBy: 'p1',
      issuedOn: '2026-05-01',
      confirmBy: '2026-05-18',
      lookAgainOn: '2026-06-30',
      discussions: ['d1', 'd2'].map((discussionId) => ({ discussionId, teamId: 't', team: 'T', service: 'A' })),
    };
    this.add('learning-message-issued', data, { stream: 'learning', at: '2026-05-01T09:00:00.000Z' });
    return this;
  }

  discussed(discussionId: string): this {
    const said = { discussedOn: '2026-05-04', confirmedOn: '2026-05-04', confirmedBy: 'p1', words: null };
    const data = { messageId: 'm1', discussionId, ...said };
    this.add('learning-discussed', data, { stream: 'learning', at: '2026-05-04T09:00:00.000Z' });
    return this;
  }

  looked(lookAgainOn: string | null): this {
    const sample = { sampleTheme: sealed('sampleTheme'), sampleDate: '2026-05-05', words: sealed('words') };
    const data = { messageId: 'm1', on: '2026-05-05', lookedBy: 'p1', ...sample, lookAgainOn };
    this.add('learning-looked-again', data, { stream: 'learning', at: '2026-05-05T09:00:00.000Z' });
    return this;
  }

  withdrawn(...discussions: readonly string[]): this {
    const data = { messageId: 'm1', on: '2026-05-06', withdrawnBy: 'p1', reason: sealed('reason'), discussions };
    this.add('learning-message-withdrawn', data, { stream: 'learning', at: '2026-05-06T09:00:00.000Z' });
    return this;
  }

  rows(): Rows {
    return projected(remindersView, this.events);
  }
}

const planned = (log: Told, id = ACTION): readonly string[] =>
  listPlanned(log.rows(), id).map(({ obligation, due, step }) => `${obligation} ${due} ${step.days} ${step.to}`);

describe('the plan of reminders of a review', () => {
  it('begins when its date is entered, before the day too, and climbs', () => {
    expect(planned(new Told().action('2026-05-18')).slice(0, 3)).toEqual([
      'plan-review 2026-05-18 -5 owner',
      'plan-review 2026-05-18 -1 owner',
      'plan-review 2026-05-18 0 owner',
    ]);
    expect(planned(new Told().risk('2026-05-18'), RISK)[0]).toBe('risk-review 2026-05-18 -5 owner');
  });

  it('is none without a date, of what was past, and of what was entered before reviews were owed', () => {
    expect([planned(new Told().action(null)), planned(new Told().action(undefined))]).toEqual([[], []]);
  });

  it('moves with its date, ends with the last review, and begins again with the next', () => {
    expect(planned(new Told().action('2026-05-18').action('2026-06-30', 2))[0]).toBe('plan-review 2026-06-30 -5 owner');
    expect(planned(new Told().action('2026-05-18').action(null, 2))).toEqual([]);
    expect(planned(new Told().action('2026-05-18').reviewed(null))).toEqual([]);
    expect(planned(new Told().action('2026-05-18').reviewed('2026-06-30'))[0]).toBe('plan-review 2026-06-30 -5 owner');
  });

  it('is of each team that discusses a message, and of looking at it again', () => {
    const first = (log: Told, id: string) => planned(log, id)[0];
    const log = () => new Told().message();
    expect(first(log(), 'd1')).toBe('learning-discussion 2026-05-18 -5 owner');
    expect(first(log().discussed('d1'), 'd1')).toBeUndefined();
    expect(first(log().discussed('d1'), 'd2')).toBe('learning-discussion 2026-05-18 -5 owner');
    expect(first(log(), 'm1')).toBe('look-again 2026-06-30 -5 owner');
    expect(first(log().looked('2026-09-30'), 'm1')).toBe('look-again 2026-09-30 -5 owner');
    expect(first(log().looked(null), 'm1')).toBeUndefined();
    const after = log().discussed('d1').withdrawn('d2');
    expect([planned(after, 'd2'), planned(after, 'm1')]).toEqual([[], []]);
    anySplitGivesTheSameRows(
      remindersView,
      log().discussed('d1').looked('2026-09-30').looked('2026-09-30').withdrawn('d2').events,
    );
  });

  it('is the same however the log is cut', () => {
    const log = new Told().action('2026-05-18').risk('2026-05-20').action('2026-05-18', 2).reviewed('2026-06-30');
    log.add('closure-added', { date: '2026-06-29', reason: '' }, { stream: 'calendar' });
    anySplitGivesTheSameRows(remindersView, log.action('2026-07-01', 3).events);
  });
});
