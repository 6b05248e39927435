import { IDLE_MS } from '#sessions';
import { Browserless } from '../browserless.js';
import type { PageAnswer } from '../browserless.js';
import { FormOnPage, errorsOn, titleOf } from './form-on-page.js';
import { ADA, CORA, World, type By } from './world.js';

const CASES = [
  'Child ID,Status,Team,Worker',
  ...Array.from({ length: 4 }, (_, index) => `${300 + index},child in need,North,Pat`),
];
const PEOPLE = [
  'ref,name,aliases,email,team,service,manager,roles,from,to',
  'W900,Di Newcomer,,,North,,,practitioner,,',
];

const MEASURES = ['measure,unit,direction,requires_improvement,good,outstanding', 'Seen,%,higher,65-75,75-84,85+'];

/** Forms that are sent in a way of their own: with a file, or by a button alone. */
describe('a form with a file', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  }, 120_000);
  afterAll(() => world?.api.close());

  const upload = (
    visitor: Browserless,
    address: string,
    typed: Readonly<Record<string, string>>,
    lines: readonly string[] | null,
  ): Promise<PageAnswer> =>
    visitor.upload(address, typed, Buffer.from((lines ?? []).join('\n')), lines === null ? '' : 'list.csv');
  const typed = (): Readonly<Record<string, string>> => {
    const [year = '', month = '', day = ''] = world.today().split('-');
    return { 'asAt-day': day, 'asAt-month': month, 'asAt-year': year, source: 'csv', subjectType: 'child' };
  };
  const stands = async (visitor: Browserless, address: string): Promise<Readonly<Record<string, unknown>>> =>
    FormOnPage.in((await visitor.get(address)).text, address)?.standing ?? {};
  const pathOf = ({ location }: PageAnswer): string => location ?? '';
  const caseloads = async (): Promise<number> => {
    const { json } = await world.api.get(`/api/v1/caseloads?after=${await world.head()}`);
    return Object(json['caseloads']).length;
  };
  const newTo = async (by: By): Promise<Browserless> => world.signIn(by);

  it('says what is missing or wrong in it, each by its question, and keeps what is typed beside the file', async () => {
    const cora = await newTo(CORA);
    const wrong = [
      [{}, null, ['#asAt-day', '#source', '#file']],
      [typed(), null, ['#file']],
      [{ ...typed(), 'asAt-month': '13' }, CASES, ['#asAt-day']],
      [{ ...typed(), source: '' }, CASES, ['#source']],
    ] as const;
    for (const [said, lines, leadTo] of wrong) {
      const { status, text } = await upload(cora, '/caseloads/upload', said, lines);
      expect([status, titleOf(text).startsWith('Error: '), errorsOn(text)?.map(({ to }) => to)]).toEqual([
        422,
        true,
        leadTo,
      ]);
      const kept = Object.entries(said).filter(([, value]) => value !== '');
      expect(FormOnPage.in(text, '/caseloads/upload')?.standing).toMatchObject(Object.fromEntries(kept));
    }
    const people = await upload(await newTo(ADA), '/people/import', {}, null);
    expect([people.status, errorsOn(people.text)?.map(({ to }) => to)]).toEqual([422, ['#file']]);
  });

  it('keeps what was typed beside the file where the session ended meanwhile, and takes in nothing of the file', async () => {
    const cora = await newTo(CORA);
    const before = await caseloads();
    world.later(IDLE_MS);
    expect(pathOf(await upload(cora, '/caseloads/upload', typed(), CASES))).toBe('/sign-in?to=%2Fcaseloads%2Fupload');
    expect(await caseloads()).toBe(before);
    expect(await stands(await newTo(CORA), '/caseloads/upload')).toMatchObject(typed());
    const ada = await newTo(ADA);
    world.later(IDLE_MS);
    expect(pathOf(await upload(ada, '/people/import', {}, PEOPLE))).toBe('/sign-in?to=%2Fpeople%2Fimport');
  });

  it.each([
    ['/caseloads', '/caseloads/upload', CORA, CASES],
    ['/people', '/people/import', CORA, PEOPLE],
    ['/reports/measures', '/enter/measures/file', CORA, MEASURES],
  ] as const)(
    'of %s is imported once, however often it is accepted, and not once it was given up or another took its place',
    async (list, address, by, lines) => {
      const visitor = await newTo(by);
      const { formToken } = visitor;
      const begin = async (): Promise<string> => pathOf(await upload(visitor, address, typed(), lines));
      const [first, second] = [await begin(), await begin()];
      expect((await visitor.post(`${first}/accept`, { formToken })).status).toBe(404);
      const head = await world.head();
      expect(pathOf(await visitor.post(`${second}/give-up`, { formToken }))).toBe(list);
      expect((await visitor.post(`${second}/accept`, { formToken })).status).toBe(404);
      expect(await world.head()).toBe(head);
      const third = await begin();
      const answers = await Promise.all([1, 2, 3].map(() => visitor.post(`${third}/accept`, { formToken })));
      expect(answers.map(({ location }) => location)).toEqual([third, third, third]);
      expect((await visitor.get(third)).text).toContain('imported');
      const after = await world.head();
      expect(after).toBeGreaterThan(head);
      expect((await visitor.post(`${third}/accept`, { formToken })).location).toBe(third);
      expect(await world.head()).toBe(after);

      const fourth = await begin();
      world.later(IDLE_MS);
      expect(pathOf(await visitor.post(`${fourth}/accept`, { formToken }))).toBe(
        `/sign-in?to=${encodeURIComponent(fourth)}`,
      );
      expect((await (await newTo(by)).get(fourth)).status).toBe(200);
    },
  );

  it('has no other person accept it', async () => {
    const address = pathOf(await upload(await newTo(CORA), '/people/import', {}, PEOPLE));
    const ada = await newTo(ADA);
    expect((await ada.post(`${address}/accept`, { formToken: ada.formToken })).status).toBe(404);
  });

  describe('by a button alone', () => {
    const BUTTONS = ['/service/views/tasks/rebuild', '/service/jobs/exports/retry'] as const;
    it.each(BUTTONS)(
      '%s does the same however often it is pressed, and leads back to its page after signing in',
      async (to) => {
        const ada = await newTo(ADA);
        const { formToken } = ada;
        const answers = await Promise.all([1, 2].map(() => ada.post(to, { formToken })));
        const statuses = new Set(answers.map(({ status }) => status));
        expect(statuses.size).toBe(1);
        world.later(IDLE_MS);
        expect(pathOf(await ada.post(to, { formToken }))).toBe('/sign-in?to=%2Fservice');
      },
    );

    it('lets nobody play a part in a council’s own service', async () => {
      const nobody = world.api.visitor();
      await nobody.open('/sign-in');
      const { status, cookies } = {
        ...(await nobody.post('/sign-in/demonstration', {
          role: 'coordinator',
          ...nobody.page.fieldsOf('/sign-in/password'),
        })),
        cookies: nobody.cookies,
      };
      expect([status, cookies.has('plumbline')]).toEqual([404, false]);
    });

    it('stays signed in, or signs out, however often it is pressed', async () => {
      const ada = await newTo(ADA);
      const { formToken } = ada;
      expect((await ada.post('/session', { formToken }, 'application/json')).status).toBe(200);
      for (let turn = 0; turn < 2; turn += 1)
        expect(pathOf(await ada.post('/sign-out', { formToken }))).toBe('/sign-in');
      expect((await ada.post('/session', { formToken }, 'application/json')).status).toBe(401);
      expect(pathOf(await ada.get('/tasks'))).toBe('/sign-in?to=%2Ftasks');
    });
  });
});
