// Imports run one way: see docs/design.md. Each row says what a library may know.
const may = {
  domain: [],
  disk: [],
  telemetry: [],
  privacy: ['disk'],
  'event-store': ['disk', 'privacy', 'telemetry'],
  moving: ['disk', 'event-store', 'privacy'],
  imports: ['domain'],
  access: ['domain'],
  projections: ['disk', 'domain', 'event-store', 'privacy', 'access', 'telemetry'],
  reporting: ['domain', 'projections'],
  application: ['domain', 'event-store', 'privacy', 'access', 'imports', 'telemetry'],
  processes: ['disk', 'domain', 'event-store', 'application'],
  engine: [
    'disk',
    'domain',
    'event-store',
    'privacy',
    'moving',
    'imports',
    'access',
    'projections',
    'reporting',
    'application',
    'processes',
    'telemetry',
  ],
  jobs: ['event-store', 'telemetry'],
  reminders: ['domain', 'event-store', 'application', 'projections', 'engine', 'jobs', 'access', 'telemetry'],
  exports: ['domain', 'application', 'projections', 'reporting', 'engine', 'jobs'],
  demo: ['domain', 'event-store', 'application', 'engine', 'imports'],
};
const libs = Object.keys(may);

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'apps-never-import-one-another',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    { name: 'libs-never-import-apps', severity: 'error', from: { path: '^libs/' }, to: { path: '^(apps|test)/' } },
    {
      name: 'domain-is-pure',
      severity: 'error',
      from: { path: '^libs/domain/', pathNot: '\\.spec\\.ts$' },
      to: { dependencyTypes: ['core', 'npm'], pathNot: '^node:crypto$|^crypto$|node_modules/temporal-polyfill' },
    },
    {
      name: 'libs-through-their-index',
      comment:
        'another library is imported by its alias, that is through its index.ts; a client that is loaded apart has one of its own',
      severity: 'error',
      from: { path: '^(apps|libs)/([^/]+)/' },
      to: { path: '^libs/([^/]+)/(?!((bullmq|sdk)/)?index\\.ts$)', pathNot: '^libs/$2/' },
    },
    {
      name: 'event-server-client-is-loaded-where-there-is-one',
      comment: 'its client takes a quarter of a second to load: only `open-records.ts` imports it, when it is wanted',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: '^libs/event-store/eventstoredb/|\\.spec\\.ts$' },
      to: {
        path: '^libs/event-store/eventstoredb/(?!(event-server|server-address|deployment)\\.ts$)',
        dynamic: false,
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'clients-of-queues-and-mail-are-loaded-where-they-are-set',
      comment: 'they take a third of a second to load, which every command and every start would pay',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: '^libs/jobs/bullmq/|^libs/reminders/mail/|^apps/worker/|\\.spec\\.ts$' },
      to: {
        path: '^libs/jobs/bullmq/|^libs/reminders/mail/(smtp|notify)-post\\.ts$',
        dynamic: false,
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'telemetry-is-loaded-where-somebody-is-told',
      comment: 'the API takes 40 ms to load, what reports to a collector 300: nobody who tells nobody pays for either',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: '^libs/telemetry/sdk/|\\.spec\\.ts$' },
      to: {
        path: '^libs/telemetry/sdk/|node_modules/@opentelemetry/',
        dynamic: false,
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'commands-are-loaded-when-they-are-meant',
      comment: 'the engine takes a second to load, which every help and every slip would pay',
      severity: 'error',
      from: { path: '^apps/cli/(main|command-line|commands|add-command|outcome)\\.ts$' },
      to: {
        path: '^libs/(?!disk/)|^apps/cli/(commands/|failures|accepted|session|records)',
        dynamic: false,
        dependencyTypesNot: ['type-only'],
      },
    },
    ...libs.map((lib) => ({
      name: `${lib}-knows-only-what-it-may`,
      severity: 'error',
      from: { path: `^libs/${lib}/`, pathNot: '\\.(spec|fixture)\\.ts$' },
      to: { path: `^libs/(?!(${[lib, ...may[lib]].join('|')})/)` },
    })),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'node', 'default'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.js', '.json'],
    },
  },
};
