import fc from 'fast-check';
import { STAGES } from '../workflow/stages.js';
import type { ReminderItem } from './events.js';
import { messageFor, type Telling } from './message.js';
import { MOMENTS, obligationWords, type Moment, type ToldObligation } from './message-words.js';
import { AUDIT, rulesWith } from './rules.fixture.js';
import { RUNGS } from './steps.js';

const item = (given: Partial<ReminderItem> = {}): ReminderItem => ({
  reminderId: 'r1',
  auditId: AUDIT,
  reference: 'AUD-7K2P',
  stage: 'grading',
  obligation: 'grade',
  due: '2026-06-17',
  step: { days: -1, to: 'owner' },
  ...given,
});
const telling = (today: string): Telling => ({
  today,
  rules: rulesWith(),
  linkTo: ({ auditId }) => `https://audits.example/audits/${auditId}`,
});
const DAYS: Readonly<Record<Moment, string>> = {
  before: '2026-06-16',
  today: '2026-06-17',
  overdue: '2026-06-18',
  escalated: '2026-06-22',
};
const kinds = Object.keys(obligationWords) as ToldObligation[];

describe('a message', () => {
  it('names the task first, then what happens if it is not done, and where it is', () => {
    expect(messageFor([item()], telling('2026-06-16'))).toEqual({
      subject: 'Finish an audit and submit it by Wednesday 17 June 2026: audit AUD-7K2P',
      text: `Finish an audit and submit it by Wednesday 17 June 2026: audit AUD-7K2P.
Nothing after it can begin until it is submitted. If it is still open on Monday 22 June 2026, the manager is told.
https://audits.example/audits/${AUDIT}

Sign in to do it. This message holds no case details on purpose.`,
    });
  });

  it.each([
    ['concern:c1', '2026-06-17', 'owner', 'Acknowledge a safety concern today: audit AUD-7K2P'],
    [
      'concern:c1',
      '2026-06-18',
      'owner',
      'Acknowledge a safety concern, overdue since Wednesday 17 June 2026: audit AUD-7K2P',
    ],
    [
      'concern:c1',
      '2026-06-18',
      'manager',
      'Escalated to you: a safety concern has not been acknowledged, due Wednesday 17 June 2026: audit AUD-7K2P',
    ],
    ['action:x', '2026-06-17', 'owner', 'Complete an agreed action today: audit AUD-7K2P'],
    [
      'prepare:priya',
      '2026-06-16',
      'owner',
      'Prepare for an audit conversation on Wednesday 17 June 2026: audit AUD-7K2P',
    ],
  ] as const)('%s on %s to the %s: "%s"', (obligation, today, to, subject) => {
    const message = messageFor([item({ obligation, step: { days: 0, to } })], telling(today));
    expect(message.subject).toBe(subject);
    expect(message.text.split('\n')[0]).toBe(`${subject}.`);
    expect(message.text).not.toContain('priya');
  });

  it('says how it stands on its day, not what its step was planned to say', () => {
    const planned = item({ step: { days: -5, to: 'owner' } });
    expect(messageFor([planned], telling('2026-06-17')).subject).toMatch(/ today: /);
    expect(messageFor([planned], telling('2026-06-25')).subject).toMatch(/overdue since/);
  });

  it('says to whom an obligation climbs next, and when; nothing where it climbs no further', () => {
    const concern = item({ obligation: 'concern:c1', step: { days: 0, to: 'owner' } });
    expect(messageFor([concern], telling('2026-06-17')).text).toContain(
      'on Thursday 18 June 2026, the manager is told',
    );
    expect(messageFor([concern], telling('2026-06-18')).text).toContain(
      'Friday 19 June 2026, the head of service is told',
    );
    expect(messageFor([concern], telling('2026-06-29')).text).not.toContain('is told');
  });

  it('has words for every obligation at every moment, that name neither a grade nor a child', () => {
    for (const kind of kinds) {
      for (const moment of MOMENTS) {
        const to = moment === 'escalated' ? 'manager' : 'owner';
        const { subject, text } = messageFor(
          [item({ obligation: kind, step: { days: 0, to } })],
          telling(DAYS[moment]),
        );
        expect(text).toContain(obligationWords[kind][moment]);
        expect(`${subject}\n${text}`).not.toMatch(
          /inadequate|outstanding|\bgood\b|requires improvement|child|at risk/i,
        );
      }
    }
  });

  it('of many counts each audit once, each obligation once, and leads with a safety concern', () => {
    const steps = [
      item(),
      item({ reminderId: 'r2', step: { days: 0, to: 'owner' } }),
      item({ step: { days: 3, to: 'manager' } }),
    ];
    expect(messageFor(steps, telling('2026-06-22')).subject).toMatch(/^Finish an audit and submit it, overdue/);
    const other = item({ auditId: 'b', reference: 'AUD-2222', obligation: 'verify:x' });
    const { subject, text } = messageFor([...steps, other], telling('2026-06-22'));
    expect(subject).toBe('2 audits need your attention');
    expect(text.match(/audit AUD-7K2P/g)).toHaveLength(1);
    const concern = item({ auditId: 'c', reference: 'AUD-3333', obligation: 'concern:c1', due: '2026-06-22' });
    expect(messageFor([...steps, other, concern], telling('2026-06-22')).subject).toBe(
      'Acknowledge a safety concern today: audit AUD-3333, and 2 more to do',
    );
  });

  it('holds nothing but words, reference, due date and link, whatever else an item is given', () => {
    const word = fc.stringMatching(/^[A-Z][a-z]{9,14}zq$/);
    fc.assert(
      fc.property(
        word,
        word,
        fc.constantFrom(...STAGES),
        fc.integer({ min: -9, max: 9 }),
        fc.constantFrom(...RUNGS),
        (name, freeText, stage, days, to) => {
          const laden = {
            ...item({ stage, step: { days, to }, obligation: `action:${name}`, reminderId: freeText }),
            task: freeText,
            name,
            subjectId: name,
          };
          const { subject, text } = messageFor([laden], telling('2026-06-17'));
          expect(`${subject}\n${text}`).not.toContain(name);
          expect(`${subject}\n${text}`).not.toContain(freeText);
        },
      ),
    );
  });
});
