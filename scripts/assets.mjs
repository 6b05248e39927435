// Makes the one sheet of styles and the one script of the pages, and what goes into every evidence pack, after `nest build`.
import { build } from 'esbuild';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compileAsync } from 'sass';

const ROOT = join(import.meta.dirname, '..');
const PAGES = join(ROOT, 'apps/server/pages');
const ASSETS = join(ROOT, 'dist/apps/server/pages/assets');

await mkdir(ASSETS, { recursive: true });
const { css } = await compileAsync(join(PAGES, 'styles.scss'), {
  style: 'compressed',
  loadPaths: [ROOT, join(ROOT, 'node_modules')],
});
await writeFile(join(ASSETS, 'styles.css'), css);
await build({
  entryPoints: [join(PAGES, 'browser/script.js')],
  outfile: join(ASSETS, 'script.js'),
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2020',
  logLevel: 'warning',
});

// What goes into every evidence pack: one file that needs Node alone, and the description of the format.
const PACKS = join(ROOT, 'dist/libs/packs');
await build({
  entryPoints: [join(PACKS, 'verifier/main.js')],
  outfile: join(PACKS, 'verify.mjs'),
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.15',
  banner: {
    js: '// Checks an evidence pack of Plumbline with Node alone: node verify.mjs PACK.zip [KEY]. See FORMAT.md.',
  },
  logLevel: 'warning',
});
await copyFile(join(ROOT, 'docs/evidence-format.md'), join(PACKS, 'FORMAT.md'));
