import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { refuse } from '#domain';
import { Uploads } from './uploads.js';

const folder = mkdtempSync(join(tmpdir(), 'plumbline-uploads-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function fileOf(ownerId: string) {
  const file = join(folder, String((files += 1)));
  writeFileSync(file, 'x');
  return { ownerId, fileName: 'list.csv', file, order: null };
}
const counted = async () => ({ rows: 3 });

describe('a file that was uploaded', () => {
  it('is read, waits to be accepted, is imported once, and is then gone', async () => {
    const uploads = new Uploads<{ rows: number }, null>();
    const upload = await uploads.begin(fileOf('ann'), counted);
    expect(upload.stage).toEqual({ is: 'checked', result: { rows: 3 } });
    expect(existsSync(upload.file)).toBe(true);
    let imports = 0;
    const work = async () => ({ rows: (imports += 1) });
    await Promise.all([uploads.accept(upload, work), uploads.accept(upload, work)]);
    await uploads.accept(upload, work);
    expect([imports, upload.stage]).toEqual([1, { is: 'done', result: { rows: 1 } }]);
    expect(existsSync(upload.file)).toBe(false);
  });

  it('is its owner’s alone', async () => {
    const uploads = new Uploads<{ rows: number }, null>();
    const { id } = await uploads.begin(fileOf('ann'), counted);
    expect(uploads.find(id, 'ann')?.id).toBe(id);
    expect(uploads.find(id, 'ben')).toBeUndefined();
  });

  it('gives way to the next of the same person, and to nobody else’s', async () => {
    const uploads = new Uploads<{ rows: number }, null>();
    const first = await uploads.begin(fileOf('ann'), counted);
    const others = await uploads.begin(fileOf('ben'), counted);
    await uploads.begin(fileOf('ann'), counted);
    expect(uploads.find(first.id, 'ann')).toBeUndefined();
    expect(existsSync(first.file)).toBe(false);
    expect(uploads.find(others.id, 'ben')).toBe(others);
  });

  it('is forgotten where nobody comes back to it', async () => {
    let now = 0;
    const uploads = new Uploads<{ rows: number }, null>(() => now);
    const { id, file } = await uploads.begin(fileOf('ann'), counted);
    now = 61 * 60_000;
    await uploads.begin(fileOf('ben'), counted);
    expect([uploads.find(id, 'ann'), existsSync(file)]).toEqual([undefined, false]);
  });

  it('tells why it could not be imported, and is gone', async () => {
    const uploads = new Uploads<{ rows: number }, null>();
    const refused = await uploads.begin(fileOf('ann'), async () => refuse('invalid', 'bad', 'It is no list.'));
    expect(refused.stage).toEqual({ is: 'refused', sentence: 'It is no list.' });
    const broken = await uploads.begin(fileOf('ann'), () => Promise.reject(new Error('away')));
    expect(broken.stage).toMatchObject({
      is: 'refused',
      sentence: expect.stringContaining('upload the same file again'),
    });
    expect([refused.file, broken.file].map((file) => existsSync(file))).toEqual([false, false]);
  });

  it('can be given up before it is imported', async () => {
    const uploads = new Uploads<{ rows: number }, null>();
    const upload = await uploads.begin(fileOf('ann'), counted);
    await uploads.giveUp(upload);
    expect([uploads.find(upload.id, 'ann'), existsSync(upload.file)]).toEqual([undefined, false]);
  });
});
