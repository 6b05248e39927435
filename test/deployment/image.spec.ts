import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { freePort } from '../support/free-port.js';
import { until } from '../support/until.js';

const dockerfile = readFileSync('docker/Dockerfile', 'utf8');
const built = dockerfile.split(/^FROM /m);
const packageJson: { readonly engines: { readonly node: string } } = JSON.parse(readFileSync('package.json', 'utf8'));

/** As files are found in the image, where nothing lies beside it: not by where a link leads. */
const AS_IN_IMAGE = ['--preserve-symlinks', '--preserve-symlinks-main'];

/** The libraries that `npm prune --omit=dev` leaves, by their folders in node_modules. */
function librariesShipped(): readonly string[] {
  const { packages }: { packages: Record<string, { dev?: true; optional?: true; link?: true }> } = JSON.parse(
    readFileSync('package-lock.json', 'utf8'),
  );
  return Object.entries(packages).flatMap(([path, { dev }]) => {
    const [, name] = /^node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(path) ?? [];
    return name === undefined || dev === true ? [] : [name];
  });
}

/** There is no container engine here: what the image would hold is put together in a folder, and started. */
describe('the image', () => {
  let place: string;
  const running: ChildProcess[] = [];

  beforeAll(() => {
    place = mkdtempSync(join(tmpdir(), 'plumbline-image-'));
    execFileSync('node', ['scripts/ship.mjs', place]);
    for (const name of librariesShipped()) {
      const library = join(place, 'node_modules', name);
      mkdirSync(dirname(library), { recursive: true });
      symlinkSync(resolve('node_modules', name), library);
    }
  });
  afterAll(() => {
    for (const child of running) child.kill('SIGKILL');
    rmSync(place, { recursive: true });
  });

  const environment = (also: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv => ({
    PATH: process.env['PATH'],
    DATA_DIR: join(place, 'data'),
    MASTER_KEY_FILE: join(place, 'master.key'),
    SEED_DEMO: 'false',
    ...also,
  });
  const plumbline = (...words: readonly string[]): string =>
    execFileSync('node', [...AS_IN_IMAGE, 'dist/apps/cli/main.js', ...words], {
      cwd: place,
      env: environment(),
      encoding: 'utf8',
    });

  it('holds what the same script puts together, and libraries without those of development', () => {
    const [, build = '', image = ''] = built;
    expect(build).toContain('node scripts/ship.mjs shipped');
    expect(build).toContain('npm prune --omit=dev');
    const taken = [...image.matchAll(/^COPY --from=build \S+ \/plumbline\/(\S+) \S+$/gm)].map(([, path]) => path);
    expect(taken).toEqual(['node_modules', 'shipped']);
    for (const name of ['jest', 'eslint', '@nestjs/cli', 'esbuild']) expect(librariesShipped()).not.toContain(name);
  });

  it('holds no suite, no spec, no fixture, and no source map of one', () => {
    const files = readdirSync(join(place, 'dist'), { recursive: true, encoding: 'utf8' });
    expect(files.filter((file) => /(^|\/)(test|contract)(\/|$)|\.(spec|fixture|scenarios)\./.test(file))).toEqual([]);
    expect(files).toEqual(expect.arrayContaining(['apps/server/main.js', 'apps/worker/main.js', 'apps/cli/main.js']));
  });

  it('starts a service that people can work with', async () => {
    const [port, metricsPort] = [await freePort(), await freePort()];
    const child = spawn('node', [...AS_IN_IMAGE, '--enable-source-maps', 'dist/apps/server/main.js'], {
      cwd: place,
      env: environment({ PORT: String(port), METRICS_PORT: String(metricsPort) }),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    running.push(child);
    let said = '';
    child.stderr.on('data', (text) => (said += String(text)));
    const get = (path: string, of = port): Promise<Response> => fetch(`http://127.0.0.1:${of}${path}`);
    await until('the service is ready', async () => {
      if (child.exitCode !== null) throw new Error(`The service ended: ${said}`);
      const { ok } = await get('/health/ready').catch(() => ({ ok: false }));
      return ok ? true : null;
    });
    expect((await get('/api/docs')).status).toBe(200);
    expect(await (await get('/metrics', metricsPort)).text()).toContain('plumbline_store_up 1');
    // a file read in a process of its own, a view written in a thread of its own
    const people = join(place, 'people.csv');
    writeFileSync(people, 'ref,name,roles\nQ01,Cora Quill,coordinator\nQ02,Ada Quill,administrator\n');
    expect(plumbline('import', 'people', people)).toMatch(/\b2\b/);
    expect(plumbline('report', 'judgements', '--from', '2024-04-01', '--to', '2024-04-30')).toContain(
      'Requires improvement',
    );
    child.kill('SIGTERM');
    await until('the service has ended', () => Promise.resolve(child.exitCode === null ? null : true));
    expect(child.exitCode).toBe(0);
  });

  it('starts a worker, which says what it is missing', () => {
    const start = (): string =>
      execFileSync('node', [...AS_IN_IMAGE, 'dist/apps/worker/main.js'], {
        cwd: place,
        env: environment(),
        encoding: 'utf8',
        stdio: 'pipe',
      });
    expect(start).toThrow(/set REDIS_URL/);
  });

  it('is of the version of Node that .nvmrc names, and no file asks for another', () => {
    const version = readFileSync('.nvmrc', 'utf8').trim();
    const [major] = version.split('.');
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    // Even majors become LTS.
    expect(Number(major) % 2).toBe(0);
    const from = [...dockerfile.matchAll(/^FROM node:(\S+)/gm)].map(([, tag]) => tag);
    expect(from).toEqual([`${version}-trixie`, `${version}-trixie-slim`]);
    const [, least = '', minor = ''] = /^>=(\d+)\.(\d+) <24$/.exec(packageJson.engines.node) ?? [];
    expect(Number(least)).toBeLessThanOrEqual(Number(major));
    expect(Number(major)).toBeLessThan(24);
    expect(readFileSync('scripts/bundle.mjs', 'utf8')).toContain(`target: 'node${least}.${minor}'`);
    expect(readFileSync('scripts/prepare.sh', 'utf8')).toContain(`needs Node ${least}.${minor} or later`);
    for (const file of ['README.md', 'CONTRIBUTING.md'])
      expect(readFileSync(file, 'utf8')).toContain(`Node ${least}.${minor} or later`);
    for (const file of ['docker/README.md', 'CONTRIBUTING.md'])
      expect(readFileSync(file, 'utf8')).toContain(`Node ${major ?? ''}`);
  });
});
