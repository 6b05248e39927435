// Imports run one way: see docs/design.md. Each row says what a library may know.
const may = {
  domain: [],
  disk: [],
  telemetry: [],
  privacy: ['disk', 'domain'],
  'event-store': ['disk', 'domain', 'privacy', 'telemetry'],
  moving: ['disk', 'event-store', 'privacy'],
  imports: ['domain'],
  access: ['domain'],
  facts: ['disk', 'domain', 'event-store'],
  projections: ['disk', 'domain', 'event-store', 'privacy', 'access', 'telemetry', 'facts'],
  reporting: ['domain', 'facts'],
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
    'facts',
    'projections',
    'reporting',
    'application',
    'processes',
    'telemetry',
    'sessions',
  ],
  jobs: ['event-store', 'telemetry'],
  reminders: ['domain', 'event-store', 'application', 'projections', 'engine', 'jobs', 'access', 'telemetry'],
  exports: ['domain', 'application', 'projections', 'reporting', 'engine', 'jobs'],
  demo: ['domain', 'event-store', 'application', 'engine', 'imports'],
  sessions: ['disk', 'domain'],
};
const libs = Object.keys(may);

/**
 * The floors of each room, from the ground up: a folder knows those below it and none above. `.` is the room's own files,
 * of which the doors (the entry that puts the room together) stand above all floors.
 */
const rooms = {
  'libs/domain': {
    floors: [
      '.',
      'calendar',
      'periods',
      'grading',
      'agreement',
      'draw',
      'settings',
      'people',
      'caseload',
      'sample',
      'historic-imports',
      'exports',
      'small-numbers',
      'audit-language',
      'workflow',
      'audit',
      'inspections',
      'reminders',
      'log',
    ],
  },
  'libs/domain/audit': { doors: ['decider'], floors: ['.', 'evolve', 'decide'] },
  'libs/privacy': { floors: ['.', 'sqlite', 'contract', 'opening'] },
  'libs/event-store': { floors: ['.', 'sqlite', 'eventstoredb', 'contract', 'opening'] },
  'libs/imports': {
    floors: [
      'text',
      'dates',
      '.',
      'identifiers',
      'rows',
      'workbook',
      'csv',
      'caseload',
      'annex-a',
      'caseload-csv',
      'historic-audits',
      'people',
      'reading',
    ],
  },
  'libs/imports/workbook': { doors: ['read-workbook'], floors: ['.', 'ods', 'xlsx'] },
  'libs/application': {
    floors: [
      'calls',
      'streams',
      'body',
      'references',
      'row',
      'caseload',
      'reads',
      'reminders',
      'people',
      'settings',
      'sample',
      'exports',
      'audit',
      'inspections',
      'imports',
      'catalogue',
      'gateway',
      'bus',
    ],
  },
  'libs/projections': { floors: ['.', 'rows', 'runner', 'reading', 'audits', 'views', 'thread'] },
  'libs/reporting': { floors: ['.', 'withholding'] },
  'libs/telemetry': { floors: ['.', 'sdk'] },
  'libs/jobs': { floors: ['.', 'in-process', 'bullmq', 'contract'] },
  'libs/sessions': { floors: ['.', 'sqlite', 'contract'] },
  'libs/reminders': { floors: ['mail', '.', 'links', 'receipts', 'sending'] },
  'apps/server': {
    doors: ['main', 'write-openapi'],
    floors: [
      'problems',
      '.',
      'exchange',
      'queries',
      'commands',
      'enrolment',
      'imports',
      'health',
      'pages',
      'documentation',
      'service',
    ],
  },
  'apps/server/pages': {
    floors: [
      'browser',
      'words',
      'components',
      'forms',
      'frame',
      'case',
      'problem',
      'about',
      'enrol',
      'sign-in',
      'tasks',
      'moderation',
      'audit',
      'command-forms',
      'lists',
      'charts',
      'reports',
      'board',
      'follow-up',
      'programme',
      'samples',
      'uploads',
      'caseloads',
      'people',
    ],
  },
  'apps/cli': { doors: ['main'], floors: ['output', '.', 'commands', 'command-line'] },
};

const anyOf = (patterns) => patterns.map((pattern) => `(${pattern})`).join('|');
const NOT_SHIPPED = '\\.(spec|fixture|scenarios)\\.tsx?$';

/** Per room: nothing below may know a floor above, and every folder has its floor. */
function floorRules([room, { doors = ['index'], floors }]) {
  const door = `^${room}/(${doors.join('|')})\\.ts$`;
  const pathOf = (floor) => (floor === '.' ? `^${room}/[^/]+$` : `^${room}/${floor}/`);
  const name = room.replaceAll('/', '-');
  const above = floors.slice(0, -1).map((floor, index) => ({
    name: `${name}-${floor === '.' ? 'ground' : floor}-knows-no-floor-above`,
    severity: 'error',
    from: { path: pathOf(floor), pathNot: anyOf([door, NOT_SHIPPED]) },
    to: { path: anyOf(floors.slice(index + 1).map(pathOf)) },
  }));
  const housed = {
    name: `${name}-folders-have-a-floor`,
    comment: 'a new folder is put on its floor in the table `rooms`',
    severity: 'error',
    from: { path: `^${room}/`, pathNot: anyOf([door, NOT_SHIPPED, ...floors.map(pathOf)]) },
    to: {},
  };
  return [...above, housed];
}

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
      name: 'log-and-keys-know-what-events-declare',
      comment: 'of the domain they know the shape of what an event declares, and nothing that runs',
      severity: 'error',
      from: { path: '^libs/(event-store|privacy)/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^libs/domain/', dependencyTypesNot: ['type-only'] },
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
      from: { path: '^apps/cli/(main|command-line/(command-line|commands)|add-command|outcome)\\.ts$' },
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
    ...Object.entries(rooms).flatMap(floorRules),
    {
      name: 'rooms-with-folders-have-floors',
      severity: 'error',
      from: { path: '^(libs|apps)/[^/]+/[^/]+/', pathNot: anyOf(Object.keys(rooms).map((room) => `^${room}/`)) },
      to: {},
    },
    {
      name: 'views-know-no-other-view',
      severity: 'error',
      from: { path: '^libs/projections/views/([^/]+)/', pathNot: NOT_SHIPPED },
      to: { path: '^libs/projections/views/[^/]+/', pathNot: '^libs/projections/views/$1/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'node', 'default'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.js', '.json'],
    },
  },
};
