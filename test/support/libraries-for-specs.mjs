// Puts each large library together for the suites, once for each package-lock.json. Jest loads every module that a suite
// needs anew for that suite, and most of them are modules of libraries: 1,100 of the 1,500 of a service, 600 of fast-check.
// Which code runs is the same. See docs/adr/0020-started-from-few-files.md.
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

const LIBRARIES = [
  '@nestjs/common',
  '@nestjs/core',
  '@nestjs/cqrs',
  '@nestjs/platform-fastify',
  '@nestjs/swagger',
  'class-transformer',
  'class-validator',
  'fast-check',
  'fastify',
];

/** Not there, or loaded apart from Nest too. */
const APART = [
  '@nestjs/platform-express',
  '@nestjs/microservices',
  '@nestjs/websockets',
  '@fastify/*',
  'pino',
  'reflect-metadata',
];

const FIRST = `import 'reflect-metadata';
import { createRequire as requireFrom } from 'node:module';
const require = requireFrom(import.meta.url);`;

const ROOT = join(import.meta.dirname, '..', '..');
const version = createHash('sha256')
  .update(readFileSync(join(ROOT, 'package-lock.json')))
  .update(readFileSync(import.meta.filename))
  .digest('hex');
const FOLDER = join(ROOT, 'node_modules/.cache/libraries-for-specs', version.slice(0, 16));

/** Jest's `moduleNameMapper`. */
export const librariesForSpecs = { [`^(${LIBRARIES.join('|')})$`]: join(FOLDER, '$1.mjs') };

/** A module that exports by name whatever a library does, of which kind it may be. */
const named = {
  name: 'named',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^named:/ }, ({ path }) => ({ path: path.slice('named:'.length), namespace: 'named' }));
    onLoad({ filter: /.*/, namespace: 'named' }, async ({ path }) => {
      const names = Object.keys(await import(path)).filter((name) => name !== 'module.exports');
      const exported = names.map((name, index) => `export { part${index} as '${name}' };`);
      const parts = names.map((name, index) => `const part${index} = library['${name}'];`);
      return { contents: [`import * as library from '${path}';`, ...parts, ...exported].join('\n'), resolveDir: ROOT };
    });
  },
};

/** Jest's `globalSetup`. */
export default async function putTogether() {
  if (existsSync(FOLDER)) return;
  const draft = `${FOLDER}.${process.pid}`;
  await build({
    absWorkingDir: ROOT,
    entryPoints: Object.fromEntries(LIBRARIES.map((name) => [name, `named:${name}`])),
    outdir: draft,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    keepNames: true,
    external: APART,
    plugins: [named],
    banner: { js: FIRST },
    logLevel: 'warning',
  });
  for (const older of readdirSync(dirname(FOLDER))) {
    if (older !== basename(draft) && !older.includes('.')) rmSync(join(dirname(FOLDER), older), { recursive: true });
  }
  // another run may have put it there meanwhile
  await rename(draft, FOLDER).catch(() => rm(draft, { recursive: true }));
}
