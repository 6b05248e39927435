import fc from 'fast-check';
import { auditReference, referenceIn } from './reference.js';

describe('auditReference', () => {
  it('is ten letters and digits that can be read out, the same for the same audit', () => {
    fc.assert(
      fc.property(fc.uuid(), (auditId) => {
        expect(auditReference(auditId)).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
        expect(auditReference(auditId)).toBe(auditReference(auditId));
      }),
    );
  });

  it('never changes: people have written it down', () => {
    expect(auditReference('0f8fad5b-d9cb-469f-a165-70867728950e')).toBe('S09E3-VDP8G');
  });

  it('tells audits apart', () => {
    const ids = Array.from({ length: 10_000 }, (_, index) => `audit-${index}`);
    expect(new Set(ids.map(auditReference)).size).toBe(ids.length);
  });

  it('is read back however it is written, and nothing else is', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.infiniteStream(fc.boolean()), fc.boolean(), (auditId, upper, hyphen) => {
        const reference = auditReference(auditId);
        const written = [...reference]
          .map((letter) => (upper.next().value === true ? letter : letter.toLowerCase()))
          .join('');
        expect(referenceIn(` ${hyphen ? written : written.replace('-', '')} `)).toBe(reference);
        expect(referenceIn(auditId)).toBeNull();
        expect(referenceIn(`${written}0`)).toBeNull();
      }),
    );
    expect(referenceIn('so9e3-vdp8g')).toBe('S09E3-VDP8G');
  });
});
