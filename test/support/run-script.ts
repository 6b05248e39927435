import { spawn } from 'node:child_process';

/** What a script came to. */
export interface ScriptOutcome {
  readonly code: number | null;
  /** On standard output and standard error together. */
  readonly said: string;
}

/** Runs a script of `scripts` on a folder: `backup`, `restore`. */
export const runScript = (
  name: string,
  words: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<ScriptOutcome> =>
  new Promise((resolve) => {
    const child = spawn('sh', [`scripts/${name}.sh`, ...words], { env: environment });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += String(text)));
    child.once('close', (code) => resolve({ code, said }));
  });
