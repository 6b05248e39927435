// Copies what is shipped of dist, and package.json, to a folder: node scripts/ship.mjs FOLDER. No suite, no spec, no fixture.
import { cp } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';

const HERE = join(import.meta.dirname, '..');
const DIST = join(HERE, 'dist');

/** Only for tests, by their paths in dist; source maps included. */
const FOR_TESTS = [/^test(\/|$)/, /\.(spec|fixture|scenarios)\.js(\.map)?$/, /^libs\/[^/]+(\/[^/]+)*\/contract(\/|$)/];

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Name a folder: node scripts/ship.mjs FOLDER');
const isShipped = (file) => {
  const path = relative(DIST, file).replaceAll('\\', '/');
  return !FOR_TESTS.some((pattern) => pattern.test(path));
};
await cp(DIST, resolve(folder, 'dist'), { recursive: true, filter: isShipped });
await cp(join(HERE, 'package.json'), resolve(folder, 'package.json'));
