import { importCaseload } from '#application';
import { OPERATOR } from '#domain';
import type { Role } from '#domain';
import { Api } from '../support/index.js';
import { Browserless } from './browserless.js';

interface List {
  readonly address: string;
  readonly who: readonly [name: string, role: Role];
  /** What it says while there is nothing in it, and what to do then. */
  readonly empty: RegExp;
  /** Left out where there is something in the list of the council below. */
  readonly staysEmpty?: true;
}

const COORDINATOR = ['Cora', 'coordinator'] as const;

const LISTS: readonly List[] = [
  { address: '/tasks', who: ['Ann', 'auditor'], empty: /You have nothing to do at the moment/ },
  { address: '/audits', who: COORDINATOR, empty: /Audits come from a sample/ },
  { address: '/moderation', who: ['Mo', 'moderator'], empty: /Audits come here once they are graded/ },
  { address: '/follow-up/concerns', who: COORDINATOR, empty: /There are no such safety concerns/ },
  {
    address: '/follow-up/actions',
    who: COORDINATOR,
    empty: /They are agreed on an audit/,
    staysEmpty: true,
  },
  { address: '/samples', who: COORDINATOR, empty: /The first is drawn from a caseload/ },
  { address: '/caseloads', who: COORDINATOR, empty: /Upload one to draw a sample from it/ },
  { address: '/programme/late', who: COORDINATOR, empty: /is listed here from the day after/ },
  {
    address: '/programme/ownerless',
    who: COORDINATOR,
    empty: /somebody who is there to do it/,
    staysEmpty: true,
  },
  {
    address: '/programme/messages',
    who: COORDINATOR,
    empty: /Every message has been delivered/,
    staysEmpty: true,
  },
  {
    address: '/people?team=none',
    who: COORDINATOR,
    empty: /Clear it, or register the person/,
    staysEmpty: true,
  },
];

const rowsIn = (page: string): number => (page.match(/<tbody.*?<\/tbody>/gs) ?? []).join('').match(/<tr/g)?.length ?? 0;
const linkTo = (page: string): string | undefined =>
  page.match(/<a [^>]*href="([^"]+)"[^>]*download/)?.[1]?.replaceAll('&amp;', '&');
const ordersIn = (page: string): readonly string[] =>
  [...(page.match(/<select[^>]*name="sort".*?<\/select>/s)?.[0] ?? '').matchAll(/<option(?: value="([^"]*)")?/g)].map(
    ([, value = '']) => value,
  );

/** How many cells a line of a file has. */
const cellsIn = (line: string): number => line.match(/(^|,)("(?:[^"]|"")*"|[^,]*)/g)?.length ?? 0;

/** Lists as people find them: how many there are, in which order, as a file, and what to do where there is nothing. */
describe('lists', () => {
  let api: Api;
  const pages = new Map<string, Browserless>();

  async function open({ address, who: [name, role] }: List, query = ''): Promise<string> {
    const by = pages.get(name) ?? (await Browserless.signedIn(api, name, role));
    pages.set(name, by);
    const joined = query === '' ? address : `${address}${address.includes('?') ? '&' : '?'}${query}`;
    const { status, text } = await by.get(joined);
    expect([joined, status]).toEqual([joined, 200]);
    return text;
  }

  beforeAll(async () => {
    api = await Api.open();
  }, 120_000);
  afterAll(() => api.close());

  it('say what to do while there is nothing in them, and offer no file', async () => {
    for (const list of LISTS) {
      const page = await open(list);
      expect([list.address, list.empty.test(page)]).toEqual([list.address, true]);
      expect([list.address, linkTo(page)]).toEqual([list.address, undefined]);
    }
  }, 60_000);

  it('say how many there are, hold the same in every order, and are a file of what is shown', async () => {
    const { council } = api;
    await council.submitted();
    await council.submitted();
    const ann = council.actor('Ann', 'auditor');
    const raised = await council.accepted();
    await council.does({
      name: 'RaiseSafetyConcern',
      target: raised,
      body: { reason: 'Seen on a visit.' },
      actor: ann,
    });
    const file = Buffer.from('Child ID,Status,Service,Team,Worker\n7001,Child in need,Fieldwork,North,Pat\n');
    const order = { file, fileName: 'list.csv', source: 'csv', asAt: '2024-04-30', actor: OPERATOR } as const;
    await importCaseload(council.first, { ...order, acceptRejects: true });
    await api.post('/api/v1/samples', { period: '2024-04', size: 1, activity: 'deep-dive', seed: 'a seed' });
    council.now = '2024-06-03T09:00:00.000Z';
    pages.clear();
    const head = await api.head();
    for (const list of ['tasks', 'audits', 'samples', 'caseloads', 'tasks/overdue'])
      await api.get(`/api/v1/${list}?after=${head}`);
    await api.get(`/api/v1/follow-up/concerns?after=${head}`);
    for (const list of LISTS.filter(({ staysEmpty }) => staysEmpty !== true)) {
      const page = await open(list);
      const rows = rowsIn(page);
      expect([list.address, rows > 0]).toEqual([list.address, true]);
      expect([list.address, new RegExp(`>${rows} [a-z]+[.,]`).test(page)]).toEqual([list.address, true]);
      const csv = linkTo(page) ?? '';
      const lines = (await open({ ...list, address: csv })).trim().split('\r\n');
      expect([list.address, lines.length]).toEqual([list.address, rows + 1]);
      const columns = cellsIn(lines[0] ?? '');
      expect([list.address, lines.map(cellsIn)]).toEqual([list.address, lines.map(() => columns)]);
      const orders = ordersIn(page);
      expect([list.address, orders.length > 1]).toEqual([list.address, true]);
      for (const sort of orders)
        expect([list.address, sort, rowsIn(await open(list, `sort=${sort}`))]).toEqual([list.address, sort, rows]);
    }
  }, 60_000);

  it('of tasks stand the other way round where that is asked for, and are of one team’s cases alone', async () => {
    for (const address of ['/tasks', '/programme/late']) {
      const list = LISTS.find((each) => each.address === address);
      if (list === undefined) throw new Error(`${address} is not in the table`);
      const linesOf = async (query: string): Promise<readonly string[]> => {
        const file = linkTo(await open(list, query));
        return file === undefined ? [] : (await open({ ...list, address: file })).trim().split('\r\n').slice(1);
      };
      const soonest = await linesOf('');
      expect([address, await linesOf('sort=latest')]).toEqual([address, [...soonest].reverse()]);
      expect([address, await linesOf(`team=${api.council.idOf('North')}&sort=latest`)]).toEqual([
        address,
        [...soonest].reverse(),
      ]);
      const elsewhere = await open(list, `team=${api.council.idOf('South')}`);
      expect([address, rowsIn(elsewhere), elsewhere.includes('Clear the filter')]).toEqual([address, 0, true]);
      expect(elsewhere).toContain('Filtered by team South');
    }
  }, 60_000);
});
