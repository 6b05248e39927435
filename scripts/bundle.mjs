// Puts the modules that a process loads at its start together, after `nest build`. What is started keeps its place
// (dist/apps/cli/main.js); what several of them share lies in dist/bundled. See docs/adr/0020-started-from-few-files.md.
import { build } from 'esbuild';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { namesOfClasses, withClassNames } from './class-names.mjs';

const DIST = join(import.meta.dirname, '..', 'dist');

/** What is started: by a command, or by other code through its file's name. */
const STARTED = [
  'apps/server/main.js',
  'apps/worker/main.js',
  'apps/cli/main.js',
  'libs/imports/reading/reading-process.js',
  'libs/projections/thread/projector-worker.js',
  'libs/committee/writing/writing-worker.js',
  'libs/reporting/workbook/workbook-worker.js',
];

/** Loaded from node_modules as before: native, or looking for files beside themselves, or loaded by few and then whole. */
const APART = [
  'better-sqlite3',
  'docx',
  '@resvg/resvg-js',
  '@myriaddreamin/typst-ts-node-compiler',
  '@expo-google-fonts/source-sans-3',
  '@node-rs/argon2',
  '@zxcvbn-ts/language-common',
  'bullmq',
  'ioredis',
  '@eventstore/db-client',
  '@grpc/grpc-js',
  'protobufjs',
  'nodemailer',
  'notifications-node-client',
  'pino',
  'reflect-metadata',
  'swagger-ui-dist',
];

/** What Nest would load where an application asks for it; this one does not. */
const NOT_USED = ['@nestjs/platform-express', '@nestjs/microservices', '@nestjs/websockets', '@fastify/*'];

/** Before all else: what decorators need wherever they come to stand, and what was written for CommonJS. */
const FIRST = `import 'reflect-metadata';
import { createRequire as requireFrom } from 'node:module';
const require = requireFrom(import.meta.url);`;

/** Stands for the way from the file that some code comes to lie in to dist, which is known when all is put together. */
const WAY_TO_DIST = '<way to dist>';

/** A module of ours that asks where it lies is told where it lay: files beside it, and package.json, are found from there. */
const placesKept = {
  name: 'places kept',
  setup({ onLoad }) {
    onLoad({ filter: /dist[\\/](apps|libs)[\\/].*\.js$/ }, async ({ path }) => {
      const place = relative(DIST, path).replaceAll('\\', '/');
      const code = await readFile(path, 'utf8');
      return {
        contents: code.replaceAll('import.meta.url', `new URL('${WAY_TO_DIST}${place}', import.meta.url).href`),
      };
    });
  },
};

const { outputFiles, metafile } = await build({
  absWorkingDir: DIST,
  entryPoints: STARTED,
  outdir: DIST,
  outbase: DIST,
  chunkNames: 'bundled/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  sourcemap: true,
  sourcesContent: false,
  external: [...APART, ...NOT_USED],
  plugins: [placesKept],
  banner: { js: FIRST },
  allowOverwrite: true,
  metafile: true,
  write: false,
  logLevel: 'warning',
});

const modules = Object.keys(metafile.inputs).filter((path) => path.endsWith('.js'));
const written = new Set();
for (const path of modules)
  for (const name of namesOfClasses(await readFile(join(DIST, path), 'utf8'))) written.add(name);

for (const { path, text } of outputFiles) {
  const way = relative(dirname(path), DIST).replaceAll('\\', '/');
  await mkdir(dirname(path), { recursive: true });
  const named = path.endsWith('.js') ? withClassNames(text, written) : text;
  await writeFile(path, named.replaceAll(WAY_TO_DIST, `${way}/`));
}
