import { hkdfSync, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { fieldKey, open, openWithFieldKey, ownerKey, seal } from './seal.js';

const secret = randomBytes(32);
const key = ownerKey('subject:1', secret);
const EVENT = '48990770-c768-56d8-af92-a1afdcd3ecf4';

describe('sealing', () => {
  it('opens to the text that was sealed, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, path) => {
        expect(open(key, seal(key, EVENT, path, text))).toEqual({ text });
      }),
    );
  });

  it('gives each field a key of its own, HKDF-SHA256 of owner key, event and path', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.string(), (event, path) => {
        const standard = Buffer.from(hkdfSync('sha256', secret, '', `${event} ${path}`, 32));
        expect(fieldKey(key, event, path).equals(standard)).toBe(true);
      }),
    );
  });

  it('never seals to the same bytes twice', () => {
    expect(seal(key, EVENT, 'note', 'text').box).not.toBe(seal(key, EVENT, 'note', 'text').box);
  });

  it('finds any changed bit of a box', () => {
    const sealed = seal(key, EVENT, 'note', 'She likes school');
    const bytes = Buffer.from(sealed.box, 'base64');
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const changed = Buffer.from(bytes);
        changed.writeUInt8(changed.readUInt8(at) ^ change, at);
        expect(open(key, { ...sealed, box: changed.toString('base64') })).toEqual({ damaged: true });
      }),
    );
  });

  it.each([
    ['to another event', { event: '00000000-c768-56d8-af92-a1afdcd3ecf4' }],
    ['to another path', { path: 'other' }],
    ['to another owner', { owner: 'subject:2' }],
    ['and cut short', { box: 'c2hvcnQ=' }],
    ['and emptied', { box: '' }],
  ])('does not open a box carried %s', (_, moved) => {
    expect(open(key, { ...seal(key, EVENT, 'note', 'text'), ...moved })).toEqual({ damaged: true });
    expect(open(ownerKey('subject:2', secret), { ...seal(key, EVENT, 'note', 'text'), owner: 'subject:2' })).toEqual({
      damaged: true,
    });
  });

  it('opens a field with its own key, and no other field of the same owner', () => {
    const disclosed = fieldKey(key, EVENT, 'note');
    expect(openWithFieldKey(disclosed, seal(key, EVENT, 'note', 'text'))).toEqual({ text: 'text' });
    expect(openWithFieldKey(disclosed, seal(key, EVENT, 'other', 'text'))).toEqual({ damaged: true });
  });
});
