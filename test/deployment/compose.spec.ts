import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { Ajv } from 'ajv';
import { YAML11_SCHEMA, load } from 'js-yaml';
import { readServiceSettings } from '#engine';
import { exportFolder } from '#exports';
import { readMasterKey } from '#privacy';
import { readReminderSettings } from '#reminders';

interface Service {
  readonly user?: string;
  readonly image?: string;
  readonly build?: { readonly context: string; readonly dockerfile: string };
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
  readonly depends_on?: object | readonly string[];
  readonly healthcheck?: object;
  readonly stop_grace_period?: string;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly restart?: string;
}

interface Compose {
  readonly name?: string;
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes?: Readonly<Record<string, unknown>>;
}

const DOCKER = resolve('docker');
const SCRIPTS = resolve('scripts');
const FILES = ['compose.yaml', 'compose.servers.yaml', 'compose.cluster.yaml'] as const;
const DISTRIBUTED = ['compose.servers.yaml', 'compose.cluster.yaml'] as const;

/** With the merges (`<<`) that compose knows and YAML 1.2 does not. */
const composed = (name: string): Compose =>
  load(readFileSync(join(DOCKER, name), 'utf8'), { schema: YAML11_SCHEMA }) as Compose;
/** What hands out the secrets at the start runs our image, and nothing of ours. */
const PLACES_SECRETS = 'secrets';
const oursIn = (name: string): readonly (readonly [string, Service])[] =>
  Object.entries(composed(name).services).filter(([of, { build }]) => build !== undefined && of !== PLACES_SECRETS);
const dockerfile = readFileSync(join(DOCKER, 'Dockerfile'), 'utf8');

/** What compose makes of `${NAME:-otherwise}` and `${NAME:?why}` where only these are set. */
const filledIn = (text: string, set: Readonly<Record<string, string>>): string =>
  text.replace(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_, name: string, kind: string | undefined, rest: string) => {
    const value = set[name];
    if (value !== undefined) return value;
    if (kind === '?') throw new Error(`${name} must be set: ${rest}`);
    return kind === '-' ? rest : '';
  });

/** The names of every setting the processes read. */
function settingsRead(): ReadonlySet<string> {
  const names = new Set<string>();
  const environment = (also: Record<string, string>): Record<string, string> =>
    new Proxy(also, {
      get: (target, name) => {
        names.add(String(name));
        return Reflect.get(target, name);
      },
    });
  readServiceSettings(environment({ EVENT_STORE_URL: 'esdb://events?tls=false' }));
  readReminderSettings(environment({}));
  exportFolder(environment({}), '');
  return names;
}

describe('the containers', () => {
  let place: string;

  beforeAll(() => {
    place = mkdtempSync(join(tmpdir(), 'plumbline-docker-'));
    for (const folder of ['scripts', 'docker']) mkdirSync(join(place, folder));
    copyFileSync(join(SCRIPTS, 'make-secrets.sh'), join(place, 'scripts', 'make-secrets.sh'));
    makeSecrets();
  });
  afterAll(() => rmSync(place, { recursive: true }));

  const makeSecrets = (...words: readonly string[]): string =>
    execFileSync('sh', [join(place, 'scripts', 'make-secrets.sh'), ...words], { encoding: 'utf8' });
  const secret = (file: string): string => join(place, 'docker', file);

  it.each(DISTRIBUTED)('%s gives out the exports that its worker makes', (name) => {
    const shared = oursIn(name).map(([, { environment = {}, volumes = [] }]) =>
      volumes.filter((volume) => volume.endsWith(`:${environment['EXPORT_DIR']}`)),
    );
    expect(shared.length).toBeGreaterThan(1);
    expect(new Set(shared.map((volumes) => volumes.join())).size).toBe(1);
    expect(shared[0]).toHaveLength(1);
  });

  it.each(FILES)(
    '%s keeps the signing key and the witness file outside the data, in one place for every process',
    (name) => {
      const inImage = Object.fromEntries(
        (/^ENV (.*)$/m.exec(dockerfile)?.[1]?.split(' ') ?? []).map((pair) => pair.split('=') as [string, string]),
      );
      const places = oursIn(name).flatMap(([, { environment = {}, volumes = [] }]) => {
        const set = { ...inImage, ...environment };
        return ['SIGNING_KEY_FILE', 'WITNESS_FILE'].map((setting) => {
          const file = set[setting] ?? '';
          expect(file.startsWith(`${set['DATA_DIR']}/`)).toBe(false);
          return volumes.find((volume) => volume.endsWith(`:${dirname(file)}`));
        });
      });
      expect(new Set(places)).toEqual(new Set(['seals:/var/lib/plumbline/seals']));
      expect(Object.keys(composed(name).volumes ?? {})).toContain('seals');
    },
  );

  it.each(FILES)('%s sets only what there is to set', (name) => {
    const known = settingsRead();
    for (const [, { environment = {} }] of oursIn(name)) {
      expect(Object.keys(environment).filter((setting) => !known.has(setting))).toEqual([]);
    }
    const inImage = /^ENV (.*)$/m
      .exec(dockerfile)?.[1]
      ?.split(' ')
      .map((pair) => pair.split('=')[0]);
    expect(inImage?.filter((setting = '') => setting !== 'NODE_ENV' && !known.has(setting))).toEqual([]);
  });

  it.each(DISTRIBUTED)('%s sets what every process accepts, with the secrets that were made', async (name) => {
    const password =
      /^EVENT_STORE_PASSWORD=(\w+)$/m.exec(readFileSync(secret('secrets/settings.env'), 'utf8'))?.[1] ?? '';
    expect(oursIn(name).length).toBeGreaterThan(1);
    for (const [, service] of oursIn(name)) {
      const environment = Object.fromEntries(
        Object.entries(service.environment ?? {}).map(([setting, text]) => [
          setting,
          filledIn(text, { EVENT_STORE_PASSWORD: password }).replace(/\/run\/plumbline\/([\w.]+)/g, (_, file: string) =>
            secret(`secrets/${file}`),
          ),
        ]),
      );
      const { eventStore, masterKeyFile, seedDemo } = readServiceSettings(environment);
      expect(eventStore?.deployment).toBe('plumbline');
      expect(seedDemo).toBe(false);
      expect(await readMasterKey({ file: masterKeyFile, dataDir: '/var/lib/plumbline/data' })).toBeDefined();
      expect(readReminderSettings(environment)).toMatchObject({ redisUrl: 'redis://redis:6379' });
    }
  });

  it('compose.cluster.yaml does not start without a password', () => {
    const url = composed('compose.cluster.yaml').services['replica-1']?.environment?.['EVENT_STORE_URL'] ?? '';
    expect(() => filledIn(url, {})).toThrow('run sh scripts/make-secrets.sh');
  });

  it.each(FILES)('%s is what the compose specification takes', (name) => {
    const isTaken = new Ajv({ strict: false, validateSchema: false, logger: false }).compile(composeSchema());
    expect({ taken: isTaken(composed(name)), problems: isTaken.errors ?? [] }).toEqual({ taken: true, problems: [] });
    expect(isTaken({ ...composed(name), service: {} })).toBe(false);
  });

  it('each is a project of its own, so that starting or deleting one touches no other', () => {
    const names = FILES.map((name) => composed(name).name);
    expect(names).toEqual(FILES.map(() => expect.stringMatching(/^plumbline/)));
    expect(new Set(names).size).toBe(FILES.length);
  });

  it.each(FILES)('%s names the version of every image', (name) => {
    const images = Object.values(composed(name).services)
      .filter(({ build }) => build === undefined)
      .map(({ image = '' }) => filledIn(image, {}));
    expect(images.filter((image) => !/:v?\d+(\.\d+)*$/.test(image))).toEqual([]);
  });

  it.each(FILES)('%s declares every volume it uses, and uses every one', (name) => {
    const { services, volumes = {} } = composed(name);
    const all = Object.values(services);
    const named = all.flatMap(({ volumes: used = [] }) => used.map((volume) => volume.split(':')[0] ?? ''));
    const mounted = named.filter((from) => from.startsWith('.'));
    expect(new Set(named.filter((from) => !from.startsWith('.')))).toEqual(new Set(Object.keys(volumes)));
    for (const file of mounted) {
      const from = file.startsWith('./secrets') ? join(place, 'docker') : DOCKER;
      expect({ file, there: existsSync(join(from, file)) }).toEqual({ file, there: true });
    }
  });

  it.each(FILES)('%s gives each process data of its own, and the same master key from outside them', (name) => {
    const ours = oursIn(name).map(([, service]) => service);
    const data = ours.map(({ volumes = [] }) =>
      volumes.filter((volume) => volume.endsWith(':/var/lib/plumbline/data')),
    );
    expect(data.map((volumes) => volumes.length)).toEqual(ours.map(() => 1));
    expect(new Set(data.flat()).size).toBe(ours.length);
    if (name !== 'compose.yaml') {
      expect(new Set(ours.map(({ environment = {} }) => environment['MASTER_KEY_FILE']))).toEqual(
        new Set(['/run/plumbline/master.key']),
      );
      expect(ours.every(({ volumes = [] }) => volumes.includes('secrets:/run/plumbline:ro'))).toBe(true);
    }
  });

  it.each(FILES)('%s lets every process of ours stop in peace, and none of them write but to its data', (name) => {
    for (const [, service] of oursIn(name)) {
      expect(service).toMatchObject({ stop_grace_period: '30s', read_only: true, cap_drop: ['ALL'] });
    }
  });

  it.each(FILES)('%s opens ports to this machine alone', (name) => {
    const ports = Object.values(composed(name).services).flatMap(({ ports = [] }) => ports);
    expect(ports.length).toBeGreaterThan(0);
    expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
  });

  it.each(DISTRIBUTED)('%s starts services once their servers are healthy, on a Redis that evicts nothing', (name) => {
    const { services } = composed(name);
    for (const [, { depends_on: on = {} }] of oursIn(name)) {
      expect(Object.keys(on).filter((other) => services[other] === undefined)).toEqual([]);
      expect(Object.keys(on)).toContain('redis');
      for (const [other, awaited] of Object.entries(on)) {
        const condition = other === PLACES_SECRETS ? 'service_completed_successfully' : 'service_healthy';
        expect({ other, awaited }).toEqual({ other, awaited: { condition } });
      }
    }
    expect(services['redis']?.command?.join(' ')).toContain('--appendonly yes --maxmemory-policy noeviction');
    expect(services['redis']?.healthcheck).toBeDefined();
  });

  it('the nodes of the cluster look for one another, each with a certificate that the others accept', () => {
    const { services } = composed('compose.cluster.yaml');
    const nodes = Object.entries(services).filter(([name]) => name.startsWith('events-'));
    expect(nodes).toHaveLength(3);
    for (const [name, { environment = {}, volumes = [] }] of nodes) {
      const others = nodes.map(([other]) => other).filter((other) => other !== name);
      expect(environment['KURRENTDB_GOSSIP_SEED']?.split(',')).toEqual(others.map((other) => `${other}:2113`));
      expect(environment['KURRENTDB_NODE_HOST_ADVERTISE_AS']).toBe(name);
      expect(environment['KURRENTDB_REPLICATION_HOST_ADVERTISE_AS']).toBe(name);
      expect(volumes[0]).toBe(`${name}:/var/lib/kurrentdb`);
      const [certificates = ''] = volumes[1]?.split(':') ?? [];
      expect(volumes[1]).toBe(`${certificates}:/etc/kurrentdb/certs:ro`);
      expect(services[PLACES_SECRETS]?.volumes).toContain(`${certificates}:/for/${name}`);
      const folder = secret(`secrets/${name}`);
      for (const setting of ['CERTIFICATE_FILE', 'CERTIFICATE_PRIVATE_KEY_FILE', 'TRUSTED_ROOT_CERTIFICATES_PATH']) {
        const path = environment[`KURRENTDB_${setting}`]?.replace('/etc/kurrentdb/certs', folder) ?? '';
        expect(existsSync(path)).toBe(true);
      }
      expect(readdirSync(join(folder, 'ca'))).toEqual(['ca.crt']);
      const [authority, certificate] = [join(folder, 'ca/ca.crt'), join(folder, 'node.crt')];
      expect(openssl('verify', '-CAfile', authority, '-verify_hostname', name, certificate)).toContain('OK');
      expect(openssl('x509', '-noout', '-subject', '-in', certificate)).toMatch(/CN ?= ?eventstoredb-node/);
      const url = services['replica-1']?.environment?.['EVENT_STORE_URL'];
      expect(url).toContain(`${name}:2113`);
    }
  });

  /** Files below a folder with their user and mode, as place-secrets.sh left them. */
  const placed = (folder: string): readonly string[] =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const { uid, mode } = statSync(join(entry.parentPath, entry.name));
        return `${join(entry.parentPath, entry.name).slice(folder.length + 1)} ${uid} ${(mode & 0o777).toString(8)}`;
      })
      .sort();

  it('what is secret reaches each container for the user it runs as, and no other', () => {
    const root = mkdtempSync(join(tmpdir(), 'plumbline-placed-'));
    const script = readFileSync(join(SCRIPTS, 'place-secrets.sh'), 'utf8')
      .replaceAll('/for/', `${root}/`)
      .replaceAll('/from/', `${place}/docker/secrets/`)
      // Only root gives files away: without it, everything is the caller's own.
      .replaceAll(/-o "\$user" -g "\$user" /g, process.getuid?.() === 0 ? '$&' : '');
    for (const folder of ['plumbline', 'events-1', 'events-2', 'events-3']) mkdirSync(join(root, folder));
    const userOf = (user: number): number => (process.getuid?.() === 0 ? user : (process.getuid?.() ?? 0));
    for (const eventServer of [1001, 1000]) {
      const environment = { ...process.env, EVENT_STORE_UID: eventServer === 1001 ? undefined : String(eventServer) };
      execFileSync('sh', ['-c', script], { env: environment });
      expect(placed(join(root, 'plumbline'))).toEqual([`ca.crt ${userOf(1000)} 400`, `master.key ${userOf(1000)} 400`]);
      for (const node of ['events-1', 'events-2', 'events-3']) {
        const user = userOf(eventServer);
        expect(placed(join(root, node))).toEqual([
          `ca/ca.crt ${user} 400`,
          `node.crt ${user} 400`,
          `node.key ${user} 400`,
        ]);
      }
    }
    rmSync(root, { recursive: true });
    for (const name of DISTRIBUTED) {
      const { user, volumes = [], restart, cap_drop } = composed(name).services[PLACES_SECRETS] ?? {};
      expect({ user, restart, cap_drop }).toEqual({ user: '0:0', restart: 'no', cap_drop: ['ALL'] });
      expect(volumes).toEqual(expect.arrayContaining(['./secrets:/from:ro', 'secrets:/for/plumbline']));
    }
  });

  it('renews the certificates of the nodes and nothing else, and says until when they are good', () => {
    const read = (file: string): string => readFileSync(secret(`secrets/${file}`), 'utf8');
    const files = ['master.key', 'settings.env', 'ca.crt', 'events-1/node.crt', 'events-1/node.key'] as const;
    const before = files.map(read);
    expect(makeSecrets('check').trim().split('\n')).toHaveLength(4);
    makeSecrets('renew');
    expect(files.map((file, index) => [file, read(file) === before[index]])).toEqual([
      ['master.key', true],
      ['settings.env', true],
      ['ca.crt', true],
      ['events-1/node.crt', false],
      ['events-1/node.key', false],
    ]);
    expect(openssl('verify', '-CAfile', secret('secrets/ca.crt'), secret('secrets/events-2/node.crt'))).toContain('OK');
    expect(() => makeSecrets('again')).toThrow('usage');
  });

  it('what is secret can be read by its owner alone, is made once, and goes into no image and no commit', () => {
    const before = readFileSync(secret('secrets/master.key'), 'utf8');
    makeSecrets();
    expect(readFileSync(secret('secrets/master.key'), 'utf8')).toBe(before);
    for (const file of ['master.key', 'settings.env', 'ca.key', 'events-1/node.key']) {
      expect(statSync(secret(`secrets/${file}`)).mode & 0o077).toBe(0);
    }
    for (const list of ['.gitignore', 'docker/Dockerfile.dockerignore']) {
      expect(readFileSync(list, 'utf8').split('\n')).toContain('docker/secrets');
    }
  });

  it('the image is built by the scripts of the package, runs as nobody special, and ends when it is told to', () => {
    const { scripts }: { scripts: Record<string, string> } = JSON.parse(readFileSync('package.json', 'utf8'));
    const run = [...dockerfile.matchAll(/npm run (\S+)/g)].map(([, script = '']) => script);
    expect(run).toEqual(['build']);
    expect(run.filter((script) => scripts[script] === undefined)).toEqual([]);
    const [, last = ''] = dockerfile.split(/^FROM .*slim$/m);
    expect(last).toMatch(/^USER node$/m);
    expect(last.indexOf('USER node')).toBeLessThan(last.indexOf('CMD ['));
    const command: readonly string[] = JSON.parse(/^CMD (\[.*\])$/m.exec(last)?.[1] ?? '[]');
    expect(command).toEqual(['node', '--enable-source-maps', 'dist/apps/server/main.js']);
    expect(scripts['start']).toContain(command.join(' '));
  });

  it('every file that the image, its commands and these files name is there', () => {
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.*) \S+$/gm)]
      .flatMap(([, list = '']) => list.split(' '))
      .filter((word) => !word.startsWith('--') && word !== '.');
    expect(copied).toContain('scripts/backup.sh');
    const run = FILES.flatMap((name) =>
      Object.values(composed(name).services)
        .filter(({ build }) => build !== undefined)
        .flatMap(({ command = [] }) => command.slice(-1)),
    );
    expect(run).toEqual(expect.arrayContaining(['dist/apps/worker/main.js', 'scripts/place-secrets.sh']));
    const named = [...dockerfile.matchAll(/"(dist\/[^"]+)"/g)].map(([, file = '']) => file);
    expect([...copied, ...run, ...named].filter((file) => !existsSync(file))).toEqual([]);
    for (const name of FILES) {
      for (const [, { build }] of oursIn(name)) {
        const context = resolve(DOCKER, build?.context ?? '');
        expect(context).toBe(dirname(DOCKER));
        expect(existsSync(join(context, build?.dockerfile ?? ''))).toBe(true);
      }
    }
  });
});

/** The compose specification's schema, as the linter that follows it ships it. */
function composeSchema(): object {
  const schema: object = JSON.parse(readFileSync('node_modules/dclint/schemas/compose.schema.json', 'utf8'));
  return schema;
}

const openssl = (...words: readonly string[]): string => execFileSync('openssl', words, { encoding: 'utf8' });
