// Makes the one sheet of styles and the one script of the pages, after `nest build`. Nothing else leaves the host for a page.
import { build } from 'esbuild';
import { mkdir, writeFile } from 'node:fs/promises';
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
