// What nobody uses. `knip` looks at everything; `knip --production` at what is shipped, where a spec counts for nothing: what
// is exported for specs alone says so (`@internal`). See docs/adr/0019-unused-exports.md.
const production = process.argv.includes('--production');

export default {
  entry: [
    'apps/*/main.ts!',
    'apps/server/write-openapi.ts!',
    // begun by their file names: a worker thread, processes
    'libs/projections/thread/projector-worker.ts!',
    'libs/imports/reading/reading-process.ts!',
    'libs/committee/writing/writing-worker.ts!',
    // put together by scripts/assets.mjs for whoever has Node alone
    'libs/packs/verifier/main.ts!',
    'libs/projections/thread/dying-views.fixture.ts',
    'test/bench/{main,bare-server,files-beside-requests,mail-process,page-times/main}.ts',
    'test/eventstoredb/importing-process.ts',
    'test/pages/screenshots.ts',
    '**/*.spec.{ts,tsx}',
    'apps/server/pages/browser/script.js!',
    'scripts/assets.mjs',
  ],
  project: [
    'apps/**/*.{ts,tsx}!',
    'libs/**/*.{ts,tsx}!',
    'test/**/*.{ts,mjs}',
    '*.{js,cjs}',
    '!libs/**/*.{spec,fixture,scenarios}.ts!',
    '!libs/**/contract/**!',
  ],
  // a set, held to the fixtures of govuk-frontend as a whole
  ignore: production ? ['apps/server/pages/components/**'] : [],
  includeEntryExports: true,
  // a type may be named for its readers; in what is shipped a value may be exported for its spec and used beside it
  ignoreExportsUsedInFile: production || { interface: true, type: true },
  ignoreDependencies: [
    // read by the sheet of styles, which knip does not follow
    '@ministryofjustice/frontend',
    // read as files, by their paths
    'swagger-ui-dist',
    '@expo-google-fonts/source-sans-3',
    'dclint',
    // read as a file, by its path
    'axe-core',
    // required: it is no module
    'canonicalize',
    // types of a library that has none
    '@types/smtp-server',
  ],
  ignoreBinaries: ['openssl', 'nginx', 'redis-server'],
};
