import { isRefusal } from '#domain';
import type { SaidCorrection } from '#domain';
import { correctionOf } from './correction.js';

type Told = Pick<SaidCorrection, 'field'> & Partial<SaidCorrection>;

const NOTHING_ELSE = {
  domain: null,
  standard: null,
  question: null,
  statement: null,
  from: null,
  to: null,
  finding: null,
  familyContact: null,
};

describe('a correction', () => {
  it.each<[Told, object]>([
    [{ field: 'note' }, { field: 'note' }],
    [
      { field: 'auditedOn', from: '2024-05-01', to: '2024-05-02' },
      { field: 'auditedOn', from: '2024-05-01', to: '2024-05-02' },
    ],
    [
      { field: 'domainGrade', domain: 'planning', from: 'good', to: 'inadequate' },
      { field: 'domainGrade', domain: 'planning', from: 'good', to: 'inadequate' },
    ],
    [
      { field: 'standard', standard: 's1', from: 'met', to: 'not_met' },
      { field: 'standard', standard: 's1', from: 'met', to: 'not_met' },
    ],
    [
      { field: 'answer', question: 'q1', from: 'yes', to: 'no' },
      { field: 'answer', question: 'q1', from: 'yes', to: 'no' },
    ],
    [
      { field: 'statement', statement: 's1', from: 'some', to: 'great' },
      { field: 'statement', statement: 's1', from: 'some', to: 'great' },
    ],
  ])('says what it puts right: %j', (body, correction) => {
    expect(correctionOf({ ...NOTHING_ELSE, ...body })).toEqual(correction);
  });

  it.each<[Told, RegExp]>([
    [{ field: 'finalGrade', from: 'good' }, /what it should have been/],
    [{ field: 'domainGrade', from: 'good', to: 'inadequate' }, /which domain/],
    [{ field: 'standard', from: 'met', to: 'na' }, /which standard/],
    [{ field: 'answer', from: 'yes', to: 'no' }, /which question/],
    [{ field: 'statement', from: 'some', to: 'great' }, /which statement/],
    [{ field: 'standard', standard: 's1', from: 'met', to: 'perhaps' }, /met, not_met or na/],
  ])('is refused while it does not: %j', (body, sentence) => {
    const answer = correctionOf({ ...NOTHING_ELSE, ...body });
    expect(isRefusal(answer) && answer.sentence).toMatch(sentence);
  });
});
