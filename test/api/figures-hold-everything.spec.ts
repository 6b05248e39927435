import Database from 'better-sqlite3';
import { Browserless } from '../pages/browserless.js';
import { Api } from '../support/index.js';

const ASKED = 'from=2024-04-01&to=2025-03-31';

/** Figures while the views they are counted from are held back, and once they are let go. */
describe('figures', () => {
  let api: Api;
  let cora: Browserless;

  beforeAll(async () => {
    api = await Api.open();
    await api.council.submitted();
    await api.get(`/api/v1/reports/activity?${ASKED}`);
    cora = await Browserless.signedIn(api, 'Cora', 'coordinator');
  }, 120_000);
  afterAll(() => api.close());

  /** Nobody else writes to the views while it runs: what is recorded meanwhile is not counted. */
  async function heldBack<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    const { views } = api.council.first.readModels;
    const held = ['report-facts', 'activity'].map((view) => new Database(views.open(view).file));
    for (const db of held) db.exec('BEGIN IMMEDIATE');
    try {
      return await work();
    } finally {
      for (const db of held) {
        db.exec('ROLLBACK');
        db.close();
      }
    }
  }

  const selected = async (): Promise<number> => {
    const { status, json } = await api.get('/api/v1/activity');
    expect(status).toBe(200);
    return (json['counts'] as unknown as readonly { readonly total: number }[]).reduce(
      (sum, { total }) => sum + total,
      0,
    );
  };

  it('are not given by the API before they hold everything recorded, and are right once they are', async () => {
    const before = await selected();
    for (const address of [`/api/v1/reports/activity?${ASKED}`, '/api/v1/activity']) {
      const { status, json } = await heldBack(async () => {
        await api.council.selected();
        return api.get(address);
      });
      expect([address, status, json['code']]).toEqual([address, 503, 'view-not-ready']);
    }
    expect(await selected()).toBe(before + 2);
  }, 60_000);

  it('are said by the pages to be being worked out, with the way to look again', async () => {
    const addresses = ['/reports', `/reports/activity?${ASKED}`];
    for (const address of addresses) {
      const { status, text } = await heldBack(async () => {
        await api.council.selected();
        return cora.get(address);
      });
      expect([address, status]).toEqual([address, 200]);
      expect(text).toMatch(/The figures are being worked out: \d\d?% of what has been recorded is counted so far/);
      expect(text).toContain('Look again');
      expect(text).not.toMatch(/\d+ of \d+|<table|format=csv/);
      expect((await cora.get(address)).text).not.toContain('being worked out');
    }
    expect((await cora.get(`/reports/activity?${ASKED}`)).text).toMatch(/\d+ of \d+/);
  }, 60_000);
});
