import { answerLabel, parseAnswer } from './answers.js';
import { NO_DIP_SAMPLES, dipSamplesAfter, recordDipSample, unitsWith } from './dip-samples.js';
import type { DipSampleAnswered } from './events.js';

const result = {
  resultId: 'r1',
  theme: 'Visits',
  date: '2024-05-14',
  unit: 'child' as const,
  subjectId: 's1',
  subjectRef: '100042',
  answers: [{ question: 'Seen alone?', answer: 'yes' }],
  digest: 'd1',
};
const context = { actor: { id: 'p1', roles: ['coordinator' as const] }, responsibilities: { headsOfService: [] } };
const answered = (version: number, digest = 'd1'): DipSampleAnswered => ({
  type: 'dip-sample-answered',
  data: { ...result, digest, version },
});

describe('a dip sample', () => {
  it('records what is new, and what is answered otherwise as its next version', () => {
    expect(recordDipSample([result], NO_DIP_SAMPLES, context)).toEqual([answered(1)]);
    const known = dipSamplesAfter(NO_DIP_SAMPLES, [answered(1)]);
    expect(recordDipSample([result], known, context)).toEqual([]);
    expect(recordDipSample([{ ...result, digest: 'd2' }], known, context)).toEqual([answered(2, 'd2')]);
  });

  it('counts either children or families, whether in one file or in two', () => {
    const family = { ...result, resultId: 'r2', unit: 'family' as const };
    expect(recordDipSample([result, family], NO_DIP_SAMPLES, context)).toMatchObject({ code: 'unit-differs' });
    const known = dipSamplesAfter(NO_DIP_SAMPLES, [answered(1)]);
    expect(recordDipSample([{ ...family, theme: ' VISITS' }], known, context)).toMatchObject({ code: 'unit-differs' });
    expect(recordDipSample([{ ...family, date: '2024-06-14' }], known, context)).toHaveLength(1);
    expect([family, result].map(unitsWith(NO_DIP_SAMPLES))).toEqual([true, false]);
  });

  it('is for coordinators and heads of service', () => {
    const actor = { id: 'p2', roles: ['leader' as const] };
    expect(recordDipSample([result], NO_DIP_SAMPLES, { ...context, actor })).toMatchObject({ code: 'role-missing' });
    const responsibilities = { headsOfService: [{ personId: 'p2' }] };
    expect(recordDipSample([result], NO_DIP_SAMPLES, { actor, responsibilities })).toHaveLength(1);
  });
});

describe('an answer', () => {
  it('is yes, partly, no, not applicable, a word of a scale, or a choice of the question, and nothing else', () => {
    const choices = ['closed, but should have stayed open', 'Stepped down'];
    const parsed = (text: string) => parseAnswer(text, choices);
    expect(['Yes', 'Y', 'Partially', 'NO', 'N/A', 'not applicable'].map(parsed)).toEqual([
      'yes',
      'yes',
      'partly',
      'no',
      'na',
      'na',
    ]);
    expect(['Good', 'Very poor', 'stepped-down', 'Closed but should have stayed open'].map(parsed)).toEqual([
      'good',
      'very_poor',
      'Stepped down',
      'closed, but should have stayed open',
    ]);
    expect(['Zebedee', 'yes, by Zebedee', '?', 'Stepped'].map(parsed)).toEqual([null, null, null, null]);
  });

  it('is printed in words', () => {
    expect(['yes', 'na', 'no_answer', 'very_poor', 'Stepped down'].map(answerLabel)).toEqual([
      'Yes',
      'Not applicable',
      'No answer',
      'Very poor',
      'Stepped down',
    ]);
  });
});
