import { blamed } from './blamed.js';
import { errorsOf } from './errors-of.js';
import type { Field } from './field.js';

const fields: readonly Field[] = [
  { kind: 'choice', name: 'grade', label: 'Grade', asks: 'Choose a grade', options: [] },
  { kind: 'text', name: 'rationale', label: 'Why', asks: 'Say why' },
  { kind: 'day', name: 'auditedOn', label: 'The day', asks: 'Enter the day' },
];

describe('what a form says is wrong', () => {
  it('asks for what is missing, in the order of the page, each leading to its question', () => {
    const problems = [
      { property: 'auditedOn', sentence: 'must be a date that exists, written yyyy-mm-dd' },
      { property: 'rationale', sentence: 'must be text' },
      { property: 'grade', sentence: 'must be text' },
    ];
    expect(errorsOf({ sentence: 'Something is wrong.', problems }, fields, {}).summary).toEqual([
      { text: 'Choose a grade', href: '#grade' },
      { text: 'Say why', href: '#rationale' },
      { text: 'Enter the day', href: '#auditedOn-day' },
    ]);
  });

  it('says of what was written what is wrong with it, and never what was written', () => {
    const problems = [
      { property: 'rationale', sentence: 'must be at most 10000 characters long' },
      { property: 'auditedOn', sentence: 'must be a date that exists, written yyyy-mm-dd' },
    ];
    const values = { rationale: 'x', auditedOn: '2026-02-31' };
    expect(errorsOf({ sentence: '', problems }, fields, values).byField).toEqual({
      rationale: 'Why must be at most 10000 characters long',
      auditedOn: 'The day must be a real date, such as 27 3 2026',
    });
  });

  it('tells a rule by the question it is about, and above them all where it is about none', () => {
    const told = (code: string, sentence: string) =>
      errorsOf(blamed({ refused: true, kind: 'rule', code, sentence }, fields), fields, { auditedOn: '2026-01-01' });
    expect(told('date-in-future', 'This date is still to come.').summary).toEqual([
      { text: 'This date is still to come.', href: '#auditedOn-day' },
    ]);
    expect(told('window-passed', 'The time for a dispute has passed.').summary).toEqual([
      { text: 'The time for a dispute has passed.' },
    ]);
  });
});
