import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const FOLDER = join(process.cwd(), '.cache', 'bench');

/** Installs, for the bench only, the libraries it compares with (test/bench/compared), outside everything that is built. */
function installCompared(): void {
  if (existsSync(join(FOLDER, 'node_modules'))) return;
  mkdirSync(FOLDER, { recursive: true });
  for (const file of ['package.json', 'package-lock.json'])
    cpSync(join('test', 'bench', 'compared', file), join(FOLDER, file));
  process.stderr.write('Installing the libraries to compare with ...\n');
  execFileSync('npm', ['ci', '--loglevel=error'], { cwd: FOLDER, stdio: ['ignore', 2, 2] });
}

/** One of them, as the caller declares its shape; installed when it is first wanted. */
export async function compared<Module>(name: string): Promise<Module> {
  installCompared();
  const file = createRequire(join(FOLDER, 'package.json')).resolve(name);
  return (await import(pathToFileURL(file).href)) as Module;
}
