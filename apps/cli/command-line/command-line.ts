import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { COMMANDS, GROUPS } from './commands.js';
import type { CommandRow } from './commands.js';
import { EXIT } from '../outcome.js';
import type { ExitCode } from '../outcome.js';

/** Runs one command and answers its exit code: 0 done, 1 refused or found bad, 2 wrong use. Never throws. */
export async function runCommandLine(words: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = EXIT.done;
  const done = (outcome: ExitCode): void => {
    code = outcome;
  };
  try {
    await (await programFor(words, done)).parseAsync([...words], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.wrongUse;
    const { failureOf } = await import('../failures.js');
    const failure = failureOf(error);
    process.stderr.write(`${failure.sentence}\n`);
    return failure.code;
  }
}

/** The program with every command named and described, and the one that is meant loaded. */
async function programFor(words: readonly string[], done: (code: ExitCode) => void): Promise<Command> {
  const program = new Command('plumbline')
    .description('Case audits from draw to closure: imports, samples, reports and checks on the data folder DATA_DIR.')
    .version(ownVersion(), '-V, --version', 'say which version this is')
    .option('--json', 'answer as JSON, and nothing else on standard output; words and tables by default')
    .option('--as <person>', 'act on behalf of a person (id or reference); by default as the operator, a coordinator');
  program.exitOverride();
  const [first, second] = program.parseOptions([...words]).operands.filter((word) => word !== 'help');
  for (const { name, about, commands } of GROUPS) {
    const group = program.command(name).description(about);
    for (const row of commands) await addTo(group, row, first === name && second === row.name, done);
  }
  for (const row of COMMANDS) await addTo(program, row, first === row.name, done);
  return program;
}

async function addTo(
  parent: Command,
  { name, takes = '', about, load }: CommandRow,
  isMeant: boolean,
  done: (code: ExitCode) => void,
): Promise<void> {
  const self = parent.command(isMeant ? name : `${name} ${takes}`).description(about);
  if (isMeant) (await load())(self, done);
}

function ownVersion(): string {
  const { version }: { version: string } = JSON.parse(
    readFileSync(new URL('../../../../package.json', import.meta.url), 'utf8'),
  );
  return version;
}
