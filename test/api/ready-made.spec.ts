import { READY_MADE } from '#domain';
import { Browserless } from '../pages/browserless.js';
import { Api } from '../support/index.js';

describe('a ready-made programme', () => {
  let api: Api;
  beforeAll(async () => {
    api = await Api.open();
  }, 60_000);
  afterAll(() => api.close());

  const keys = READY_MADE.map(({ key }) => key);
  const read = async (key: string) => (await api.get(`/api/v1/programmes/${key}`)).json;
  const inForce = async () => (await api.get('/api/v1/settings')).json;

  it('is listed with its source, what was published, what is filled in and what no setting holds', async () => {
    const { json } = await api.get('/api/v1/programmes');
    expect(json['programmes']).toEqual(READY_MADE.map(({ settings: _, ...programme }) => programme));
  });

  it('is for whoever changes the settings alone, whichever is asked for', async () => {
    for (const path of ['', '/sefton-2024', '/no-such-programme'])
      expect(await api.get(`/api/v1/programmes${path}`, 'Lee')).toMatchObject({ status: 403 });
    expect(await api.get('/api/v1/programmes/camden-1999')).toMatchObject({
      status: 404,
      json: { code: 'programme-unknown' },
    });
  });

  it('is read with what it would change, and changes nothing by that', async () => {
    const before = await inForce();
    for (const key of keys) {
      const { settings, changes, note } = await read(key);
      const { json } = await api.post('/api/v1/settings/preview', { settings });
      expect(json['changes']).toEqual(changes);
      expect(note).toContain('Started from the programme');
    }
    expect(await inForce()).toEqual(before);
  });

  it.each(keys)('%s is published as it was read, and then has nothing to change', async (key) => {
    const { council } = await inForce();
    const { settings, note } = await read(key);
    const published = await api.post('/api/v1/settings', { settings, note });
    expect([200, 201]).toContain(published.status);
    expect(await read(key)).toMatchObject({ changes: [] });
    expect(await inForce()).toMatchObject({ council });
  });

  it('is started from on its page by one press, which is a version like any other', async () => {
    const cora = await Browserless.signedIn(api, 'Cora', 'coordinator');
    const list = await cora.get('/settings/programmes');
    for (const { label, key } of READY_MADE) {
      expect(list.text).toContain(`href="/settings/programmes/${key}"`);
      expect(list.text).toContain(label);
    }
    const address = '/settings/programmes/sefton-2024';
    const page = await cora.get(address);
    for (const said of ['What it says', 'Filled in, and to be looked at', 'Said there, and held by no setting'])
      expect(page.text).toContain(said);
    const { version } = await inForce();
    const fields = await cora.open(address);
    const pressed = await cora.post(address, fields);
    expect(pressed).toMatchObject({ status: 303, location: `/settings/versions/${Number(version) + 1}` });
    expect((await cora.post(address, fields)).location).toBe(pressed.location);
    const { json } = await api.get('/api/v1/settings/versions');
    expect((json['versions'] as readonly object[]).slice(0, 2)).toMatchObject([
      { version: Number(version) + 1, note: expect.stringContaining('Sefton Council'), by: api.council.idOf('Cora') },
      { version },
    ]);
    const again = await cora.get(address);
    expect(again.text).toContain('Nothing: the settings in force are these.');
    expect(again.text).not.toContain('<form method="post" novalidate');
  });

  it('is not started from by a page of settings that have changed since, or of none', async () => {
    const cora = await Browserless.signedIn(api, 'Cora', 'coordinator');
    const address = '/settings/programmes/medway-2020';
    const fields = await cora.open(address);
    await api.council.settings((settings) => ({ ...settings, auditorCapacity: (settings.auditorCapacity ?? 0) + 1 }));
    const before = await inForce();
    const late = await cora.post(address, fields);
    expect([late.status, late.text.includes('Somebody published another version')]).toEqual([422, true]);
    expect((await cora.post(address, { ...fields, revision: '' })).status).toBe(422);
    expect(await inForce()).toEqual(before);
    const lee = await Browserless.signedIn(api, 'Lee', 'leader');
    expect((await lee.get(address)).status).toBe(403);
    expect((await lee.post(address, { formToken: lee.formToken })).status).toBe(403);
  });
});
