import fc from 'fast-check';
import { typedIn } from './typed.js';

const SECRETS = ['password', 'code', 'present', 'presentCode'];

describe('what is kept of a form', () => {
  it('is all that was typed, and no password, code or hidden part', () => {
    const names = fc.constantFrom('reason', 'roles', 'name', 'formToken', 'commandKey', 'madeFor', 'do', ...SECRETS);
    fc.assert(
      fc.property(fc.dictionary(names, fc.string()), (posted) => {
        const kept = Object.keys(typedIn(posted).words);
        expect(kept.sort()).toEqual(['name', 'reason', 'roles'].filter((name) => name in posted));
      }),
    );
  });
});
