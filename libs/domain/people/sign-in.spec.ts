import { foldDirectory } from './people-directory.js';
import { DETAILS, digestOf, registered, token } from './people.fixture.js';
import { tokenFor } from './sign-in.js';

const today = '2024-05-13';
const auditor = registered('p1', { roles: ['auditor', 'practitioner'] });

describe('a token', () => {
  it('stands for its owner in its roles', () => {
    const directory = foldDirectory([auditor, token('k', 'p1', ['auditor'], today)]);
    expect(tokenFor(directory, digestOf('k'), today)).toMatchObject({ personId: 'p1', roles: ['auditor'] });
  });

  it('gives only roles its owner still has', () => {
    const made = [auditor, token('k', 'p1', ['auditor', 'practitioner'])];
    const without = (...roles: ('auditor' | 'practitioner' | 'moderator')[]) =>
      foldDirectory([...made, { type: 'person-changed', data: { personId: 'p1', ...DETAILS, roles } }]);
    expect(tokenFor(without('practitioner'), digestOf('k'), today)).toMatchObject({ roles: ['practitioner'] });
    expect(tokenFor(without('moderator'), digestOf('k'), today)).toMatchObject({ code: 'roles-withdrawn' });
  });

  it.each([
    ['token-unknown', []],
    ['token-unknown', [auditor, token('other', 'p1', ['auditor'])]],
    [
      'token-unknown',
      [
        auditor,
        token('k', 'p1', ['auditor']),
        { type: 'token-revoked', data: { tokenId: 'k', personId: 'p1' } } as const,
      ],
    ],
    ['token-expired', [auditor, token('k', 'p1', ['auditor'], '2024-05-12')]],
    ['not-in-post', [registered('p1', { roles: ['auditor'], to: '2024-05-12' }), token('k', 'p1', ['auditor'])]],
    ['not-in-post', [registered('p1', { roles: ['auditor'], from: '2024-05-14' }), token('k', 'p1', ['auditor'])]],
  ])('is refused as %s', (code, history) => {
    expect(tokenFor(foldDirectory(history), digestOf('k'), today)).toMatchObject({
      refused: true,
      kind: 'not-allowed',
      code,
    });
  });
});
