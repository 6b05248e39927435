import { STEP_FORMS } from '../../../apps/server/pages/audit/step-forms.js';
import { FormTrial } from './checks.js';
import { PAGE_ROWS } from './page-rows.js';
import { STEP_ROWS } from './step-rows.js';
import { World } from './world.js';

/** Forms with a way of their own, and where it is shown. */
const OWN_WAYS = 'test/pages/every-form/own-ways.spec';
const LOCAL_ACCOUNTS = 'test/api/local-accounts.spec';
const BY_THEMSELVES: Readonly<Record<string, string>> = {
  // Each step has a row of its own.
  'POST /audits/:reference/:step': 'test/pages/every-form/step-rows',
  'POST /audits/:reference/:step/:item': 'test/pages/every-form/step-rows',
  'POST /caseloads/upload': OWN_WAYS,
  'POST /caseloads/uploads/:id/accept': OWN_WAYS,
  'POST /caseloads/uploads/:id/give-up': OWN_WAYS,
  'POST /enter/:list/file': OWN_WAYS,
  'POST /enter/:list/file/:id/accept': OWN_WAYS,
  'POST /enter/:list/file/:id/give-up': OWN_WAYS,
  'POST /people/import': OWN_WAYS,
  'POST /people/import/:id/accept': OWN_WAYS,
  'POST /people/import/:id/give-up': OWN_WAYS,
  'POST /service/jobs/:kind/retry': OWN_WAYS,
  'POST /service/views/:name/rebuild': OWN_WAYS,
  'POST /session': OWN_WAYS,
  'POST /sign-out': OWN_WAYS,
  'POST /sign-in/demonstration': OWN_WAYS,
  // Before anybody is signed in, and what they sign in by: no word of it is kept.
  'POST /enrol': LOCAL_ACCOUNTS,
  'POST /enrol/password': LOCAL_ACCOUNTS,
  'POST /enrol/second-factor': LOCAL_ACCOUNTS,
  'POST /sign-in/password': LOCAL_ACCOUNTS,
  'POST /you/sign-in/password': LOCAL_ACCOUNTS,
  'POST /you/sign-in/second-factor': LOCAL_ACCOUNTS,
  'POST /you/sign-in/sessions': LOCAL_ACCOUNTS,
  // No form: the identity provider's own word.
  'POST /sign-in/provider/ended': 'test/api/identity-provider.spec',
};

describe('every form', () => {
  let world: World;
  const figures = { forms: 0, errorStates: 0 };
  beforeAll(async () => {
    world = await World.open();
  }, 120_000);
  afterAll(async () => {
    process.stdout.write(`${figures.forms} forms, ${figures.errorStates} error states\n`);
    await world?.api.close();
  });

  it('is in the table: each route that a form is sent to, and each step that has a form', () => {
    const routes = new Set(
      world.api.routes().filter((route) => route.startsWith('POST /') && !route.startsWith('POST /api/')),
    );
    const known = new Set([...PAGE_ROWS.map(({ form }) => form), ...Object.keys(BY_THEMSELVES)]);
    expect([...routes].filter((route) => !known.has(route))).toEqual([]);
    expect([...known].filter((route) => !routes.has(route))).toEqual([]);
    expect(STEP_ROWS.map(({ form }) => form).sort()).toEqual(Object.keys(STEP_FORMS).sort());
  });

  it.each([...STEP_ROWS, ...PAGE_ROWS].map((row) => [row.form, row] as const))(
    '%s says each thing that is wrong, keeps what is typed, and has one effect or none',
    async (_, row) => {
      const { errorStates, complaints } = await FormTrial.of(world, row);
      figures.forms += 1;
      figures.errorStates += errorStates;
      expect(complaints).toEqual([]);
    },
    240_000,
  );
});
