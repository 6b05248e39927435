import { verifyPack } from './verify-pack.js';

// node verify.mjs PACK [KEY]: 0 where nothing is wrong, 1 where something is, 2 where it was not called as it should be.
const [file, key] = process.argv.slice(2);
if (file === undefined) {
  process.stderr.write('Usage: node verify.mjs PACK.zip [VERIFIER KEY OF THE LOG]\n');
  process.exitCode = 2;
} else {
  try {
    const checked = verifyPack(file, { key });
    process.stdout.write(`${JSON.stringify(checked, null, 2)}\n`);
    process.exitCode = checked.whole ? 0 : 1;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : 'It cannot be read'}\n`);
    process.exitCode = 2;
  }
}
