import { isRefusal } from '../refusal.js';
import { auditsImport, type AuditsImportCommand, type AuditsImportEvent } from './audits-import.js';

const importId = 'import-1';
const started: AuditsImportEvent = { type: 'audits-import-started', data: { importId, audits: 3 } };
const completed: AuditsImportEvent = { type: 'audits-import-completed', data: { importId, audits: 3 } };
const takenBack: AuditsImportEvent = { type: 'audits-import-taken-back', data: { importId } };
const start: AuditsImportCommand = { type: 'StartAuditsImport', audits: 3 };
const complete: AuditsImportCommand = { type: 'CompleteAuditsImport', audits: 3 };
const takeBack: AuditsImportCommand = { type: 'TakeBackAuditsImport' };

function outcome(given: readonly AuditsImportEvent[], command: AuditsImportCommand, role: 'coordinator' | 'auditor') {
  const state = given.reduce(auditsImport.evolve, auditsImport.initial);
  const decided = auditsImport.decide(command, state, { actor: { id: 'somebody', roles: [role] }, importId });
  return isRefusal(decided) ? decided.code : decided;
}

describe('an import of earlier audits', () => {
  it.each<[string, AuditsImportEvent[], AuditsImportCommand, AuditsImportEvent[] | string]>([
    ['starts', [], start, [started]],
    ['starts once', [started], start, 'import-started'],
    ['is completed', [started], complete, [completed]],
    ['is completed once', [started, completed], complete, 'import-whole'],
    ['is completed after it was started', [], complete, 'import-unknown'],
    ['is taken back while it is unfinished', [started], takeBack, [takenBack]],
    ['is taken back when it is whole', [started, completed], takeBack, [takenBack]],
    ['is taken back once', [started, takenBack], takeBack, 'import-taken-back'],
    ['is not completed once it was taken back', [started, takenBack], complete, 'import-taken-back'],
    ['is not started again once it was taken back', [started, takenBack], start, 'import-taken-back'],
    ['is taken back where there is one', [], takeBack, 'import-unknown'],
  ])('%s', (_what, given, command, expected) => {
    expect(outcome(given, command, 'coordinator')).toEqual(expected);
    expect(outcome(given, command, 'auditor')).toBe('role-missing');
  });
});
