import { Command } from 'commander';
import type { AddCommand } from './add-command.js';
import { addBackup } from './commands/backup.js';
import { addChangesConfirm, addChangesDecline, addChangesList } from './commands/changes.js';
import { addDraw } from './commands/draw.js';
import { addFirstAdministrator, addHalf, addInvite } from './commands/enrol.js';
import { addExportEvents } from './commands/export-events.js';
import { addExportKeys } from './commands/export-keys.js';
import { addFigure } from './commands/figure.js';
import { addImportAudits } from './commands/import-audits.js';
import { addImportCaseload } from './commands/import-caseload.js';
import { addImportEvents } from './commands/import-events.js';
import { addImportKeys } from './commands/import-keys.js';
import { addImportPeople } from './commands/import-people.js';
import { addIssue } from './commands/issue.js';
import { addRebuild } from './commands/rebuild.js';
import { addRedraw } from './commands/redraw.js';
import { addReplay } from './commands/replay.js';
import { addReport } from './commands/report.js';
import { addRestore } from './commands/restore.js';
import { addSeed } from './commands/seed.js';
import { addSettingsPublish, addSettingsShow } from './commands/settings.js';
import { addTokenCreate } from './commands/token-create.js';
import { addVerify } from './commands/verify.js';
import { EXIT, failureOf } from './outcome.js';
import type { ExitCode } from './outcome.js';

const COMMANDS: readonly AddCommand[] = [
  addDraw,
  addRedraw,
  addIssue,
  addReport,
  addFigure,
  addReplay,
  addVerify,
  addRebuild,
  addBackup,
  addRestore,
  addSeed,
];
const IMPORTS: readonly AddCommand[] = [
  addImportPeople,
  addImportCaseload,
  addImportAudits,
  addImportEvents,
  addImportKeys,
];
const ENROLMENTS: readonly AddCommand[] = [addFirstAdministrator, addInvite, addHalf];
const CHANGES: readonly AddCommand[] = [addChangesList, addChangesConfirm, addChangesDecline];
const SETTINGS: readonly AddCommand[] = [addSettingsShow, addSettingsPublish];
const EXPORTS: readonly AddCommand[] = [addExportEvents, addExportKeys];

/** Runs one command and answers its exit code: 0 done, 1 refused or found bad, 2 wrong use. Never throws. */
export async function runCommandLine(words: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = EXIT.done;
  const done = (outcome: ExitCode): void => {
    code = outcome;
  };
  const program = new Command('plumbline')
    .description('Case audits from draw to closure: imports, samples, reports and checks on the data folder DATA_DIR.')
    .option('--json', 'answer as JSON, and nothing else on standard output')
    .option('--as <person>', 'act on behalf of a person (id or reference) instead of as the operator, a coordinator');
  program.exitOverride();
  const imports = program
    .command('import')
    .description('import people, a caseload or earlier audits from a file; or a whole history and its keys');
  const exports = program.command('export').description('export the whole history, or its keys, to a file');
  const tokens = program.command('token').description('sign-in tokens');
  const enrolments = program.command('enrol').description('let people in');
  const changes = program
    .command('changes')
    .description('changes of roles and addresses that wait for a second person');
  for (const add of IMPORTS) add(imports, done);
  for (const add of EXPORTS) add(exports, done);
  for (const add of COMMANDS) add(program, done);
  addTokenCreate(tokens, done);
  for (const add of ENROLMENTS) add(enrolments, done);
  for (const add of CHANGES) add(changes, done);
  const settings = program.command('settings').description('the programme settings');
  for (const add of SETTINGS) add(settings, done);
  try {
    await program.parseAsync([...words], { from: 'user' });
    return code;
  } catch (error) {
    const failure = failureOf(error);
    if (failure.sentence !== null) process.stderr.write(`${failure.sentence}\n`);
    return failure.code;
  }
}
