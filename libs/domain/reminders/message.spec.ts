import fc from 'fast-check';
import { STAGES } from '../workflow/stages.js';
import type { ReminderItem } from './events.js';
import { messageFor } from './message.js';
import { AUDIT } from './rules.fixture.js';
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
const linkTo = (auditId: string): string => `https://audits.example/audits/${auditId}`;

describe('a message', () => {
  it('says which audit, at which stage, by when and where', () => {
    expect(messageFor([item()], linkTo)).toEqual({
      subject: 'Audit AUD-7K2P: due Wednesday 17 June 2026',
      text: `Something is to be done on audit AUD-7K2P (stage: First grading) by Wednesday 17 June 2026.
https://audits.example/audits/${AUDIT}

Sign in to see what is to be done. This message holds no case details on purpose.`,
    });
  });

  it.each([
    [0, 'owner', 'Audit AUD-7K2P: due today'],
    [5, 'owner', 'Audit AUD-7K2P: was due Wednesday 17 June 2026'],
    [5, 'manager', 'Audit AUD-7K2P: overdue since Wednesday 17 June 2026'],
  ] as const)('%s working days from the due date, to the %s: "%s"', (days, to, subject) => {
    expect(messageFor([item({ step: { days, to } })], linkTo).subject).toBe(subject);
  });

  it('invites to a conversation, which is no deadline', () => {
    const { subject, text } = messageFor([item({ obligation: 'prepare:priya', stage: 'conversation' })], linkTo);
    expect(subject).toBe('Audit AUD-7K2P: conversation on Wednesday 17 June 2026');
    expect(text).toContain(
      'You are invited to a conversation on audit AUD-7K2P (stage: Conversation): Wednesday 17 June 2026.',
    );
    expect(text).not.toContain('priya');
  });

  it('of a day tells of everything', () => {
    const { subject, text } = messageFor([item(), item({ reference: 'AUD-2222' })], linkTo);
    expect(subject).toBe('2 audits need your attention');
    expect(text).toMatch(/AUD-7K2P[^]*AUD-2222/);
  });

  it('holds nothing but reference, stage, due date and link, whatever else an item is given', () => {
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
          const { subject, text } = messageFor([laden], linkTo);
          expect(`${subject}\n${text}`).not.toContain(name);
          expect(`${subject}\n${text}`).not.toContain(freeText);
        },
      ),
    );
  });
});
