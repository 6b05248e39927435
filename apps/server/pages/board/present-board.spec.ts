import { workingDays } from '#domain';
import type { BoardEntry } from '#projections';
import { boardFields, boardFilter, boardQuestion } from './board-question.js';
import { presentBoard } from './present-board.js';

const ANN = '11111111-1111-4111-8111-111111111111';
const entry: Parameters<typeof presentBoard>[0][number] = {
  auditId: 'a',
  reference: '4K7QF-2M9XC',
  activity: 'deep-dive',
  service: 'Fieldwork',
  teamId: null,
  team: null,
  subjectId: 's',
  subjectType: 'child',
  origin: 'sample',
  sampleId: null,
  period: '2026-05',
  stage: 'grading',
  stageSince: '2026-05-01',
  auditorId: ANN,
  practitionerId: null,
  moderatorId: null,
  scale: null,
  selectedOn: null,
  auditedOn: null,
  sharedOn: null,
  finalisedOn: null,
  closedOn: null,
  finalGrade: null,
  openActions: 2,
  openConcerns: null,
  deadlines: [{ key: 'grade', due: '2026-05-06', task: 'Grade it' }],
  level: 'content' as BoardEntry['level'],
  invitedFor: null,
  caseId: '0411340',
  caseLink: null,
};
const around = {
  names: { [ANN]: 'Ann Ode' },
  typeOf: (key: string) => (key === 'deep-dive' ? 'Deep dive' : key),
  today: '2026-05-08',
  calendar: workingDays(),
};
const shown = (more: Partial<typeof entry>) => presentBoard([{ ...entry, ...more }], around)[0];

describe('an audit on the board', () => {
  it('is told in words, by names, with what is due next', () => {
    expect(shown({})).toMatchObject({
      href: '/audits/4K7QF-2M9XC',
      caseId: '0411340',
      type: 'Deep dive',
      team: 'Fieldwork',
      stage: 'First grading',
      auditor: 'Ann Ode',
      next: 'Grade it',
      due: '6 May 2026',
      near: '2 working days late',
      isLate: true,
      open: '2 actions, concerns not shown',
    });
  });

  it('says what is not there, not known, or not to be known', () => {
    const sealed = { caseId: null, auditorId: null, deadlines: [], openConcerns: null, service: null };
    expect(shown(sealed)).toMatchObject({
      caseId: null,
      auditor: 'Nobody',
      next: '',
      isLate: false,
      open: '2 actions, concerns not shown',
      team: 'No team',
    });
    expect(shown({ openActions: 1, openConcerns: 1 })?.open).toBe('1 action, 1 concern');
    expect(shown({ openActions: 0, openConcerns: 0 })?.open).toBe('Nothing');
  });

  it('is not late on the day it is due', () => {
    expect(shown({ deadlines: [{ key: 'grade', due: '2026-05-08', task: 'Grade it' }] })).toMatchObject({
      isLate: false,
      near: 'today',
    });
  });
});

describe('what the board is narrowed by', () => {
  it('comes from the address, and nothing that is no stage or origin', () => {
    const question = boardQuestion({ stage: 'nowhere', origin: ['sample'], late: 'maybe', service: 'Fieldwork' });
    expect(question).toMatchObject({ stage: '', origin: '', late: '', service: 'Fieldwork' });
    expect(boardFilter(question, '2026-05-08')).toEqual({ service: 'Fieldwork' });
    expect(boardFilter(boardQuestion({ late: 'yes', stage: 'grading' }), '2026-05-08')).toEqual({
      overdueOn: '2026-05-08',
      stage: 'grading',
    });
  });

  it('can be seen and taken off, each of it, whatever it is', () => {
    const question = boardQuestion({ stage: 'grading', period: '2019-01', person: ANN, sample: 's1', team: 't1' });
    const known = {
      settings: null,
      directory: { teams: () => [{ teamId: 't1', name: 'North', service: null }] },
      periods: ['2026-05'],
      personName: 'Ann Ode',
      stages: new Map([['grading', 3]] as const),
    };
    for (const { value, items } of boardFields(question, known)) {
      expect(items[0]?.value).toBe('');
      expect(items.map((item) => item.value)).toContain(value);
    }
  });
});
