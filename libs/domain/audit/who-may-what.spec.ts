import { auditWorkflow, type WorkflowTable } from '../workflow/table.js';
import { answerTo, toldOf } from './scenarios/scenario.fixture.js';
import { arranging, attempts } from './scenarios/who-may-what.fixture.js';

const ONLY_SAID: readonly string[] = ['other-grade-not-yours', 'extension-not-yours'];

describe('who may do what, and when', () => {
  const tried = attempts();

  it('allows each command in its stages to its people', () => {
    const refused = tried
      .filter(({ isAllowed }) => isAllowed)
      .map((attempt) => `${attempt.name}: ${answerTo(attempt)}`)
      .filter((line) => !line.endsWith(': accepted'));
    expect(refused).toEqual([]);
  });

  it('refuses it everywhere else and to everybody else', () => {
    const accepted = tried
      .filter(({ isAllowed }) => !isAllowed)
      .map((attempt) => ({ attempt, answer: answerTo(attempt) }))
      .filter(({ answer }) => !/^[a-z]+(-[a-z]+)+$/.test(answer));
    expect(accepted.map(({ attempt, answer }) => `${attempt.name}: ${answer}`)).toEqual([]);
  });

  it('tells beforehand what it will answer, for it asks the same', () => {
    const otherwise = tried
      .map((attempt) => ({ attempt, told: toldOf(attempt), answer: answerTo(attempt) }))
      // Whose grade it is that somebody records, and for what they ask for more time, only the command says.
      .filter(({ told, answer }) => told !== answer && !ONLY_SAID.includes(answer));
    expect(otherwise.map(({ attempt, told, answer }) => `${attempt.name}: ${told}, then ${answer}`)).toEqual([]);
  });

  it('tells somebody who has no part in a step that it is for others, whatever the stage', () => {
    const answers = tried
      .filter(({ by, given }) => ['ivy', 'adam'].includes(by) && given.length > 0)
      .map((attempt) => answerTo(attempt));
    expect(new Set(answers)).toEqual(new Set(['not-entitled']));
  });

  it('lets the operator arrange audits on somebody’s behalf, and nothing else', () => {
    const table: WorkflowTable = auditWorkflow;
    const notOwn = table.flatMap(({ command, own }) => (own === true ? [] : [command]));
    expect([...new Set(notOwn)].sort()).toEqual([...arranging].sort());
  });
});
