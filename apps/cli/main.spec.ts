import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

describe('the command line as it is shipped', () => {
  const place = mkdtempSync(join(tmpdir(), 'plumbline-shipped-'));
  afterAll(() => rmSync(place, { recursive: true }));

  it('ends with a sentence where its own files go missing under it', () => {
    for (const part of ['package.json', 'dist/apps/cli/main.js']) cpSync(part, join(place, part));
    cpSync('dist/bundled', join(place, 'dist/bundled'), {
      recursive: true,
      filter: (file) => !/^(verify|failures)-/.test(basename(file)),
    });
    symlinkSync(join(process.cwd(), 'node_modules'), join(place, 'node_modules'));
    const main = join(place, 'dist/apps/cli/main.js');
    const { status, stdout, stderr } = spawnSync(process.execPath, [main, 'verify'], {
      encoding: 'utf8',
      timeout: 30_000,
      killSignal: 'SIGKILL',
    });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^Files of Plumbline itself are missing.*\n$/);
  });
});
