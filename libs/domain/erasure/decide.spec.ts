import fc from 'fast-check';
import type { Actor } from '../actor.js';
import { specOf } from '../given.fixture.js';
import { isRefusal } from '../refusal.js';
import type { Touched } from './commands.js';
import { erasures, type ErasureContext } from './decide.js';
import { NO_ERASURES, evolveErasures, secondStepOf, type Erasures } from './erasures.js';
import type { ErasureCertificate, ErasureEvent } from './events.js';

const TODAY = '2026-06-10';
const CHILD = 'subject:child-1';
const by = (id: string, ...roles: Actor['roles']): ErasureContext => ({
  actor: { id, roles },
  now: `${TODAY}T09:00:00.000Z`,
  today: TODAY,
  newId: (what) => what,
});
const cora = by('cora', 'coordinator');
const ada = by('ada', 'administrator');
const engine = by('system:erasures', 'system');
const given = specOf(erasures, () => cora);

const touched: Touched = {
  owner: CHILD,
  touches: [CHILD, 'audit:a1', 'class:child-audits', 'class:caseloads'],
  obstacle: null,
};
const ask = {
  type: 'AskErasure',
  of: 'case',
  id: 'child-1',
  erasureId: 'e1',
  basis: 'request',
  reason: ' Their letter of May ',
  touched,
} as const;
const approve = { type: 'ApproveErasure', erasureId: 'e1', touched } as const;
const decline = { type: 'DeclineErasure', erasureId: 'e1', reason: 'They changed their mind' } as const;
const begin = { type: 'BeginErasure', erasureId: 'e1', owners: [CHILD], touched } as const;
const holdOn = (on: string, holdId = 'h1') =>
  ({
    type: 'PlaceHold',
    of: 'case',
    id: 'x',
    holdId,
    on,
    ownedBy: CHILD,
    reason: 'The inquiry',
    isThere: true,
  }) as const;
const endHold = { type: 'EndHold', holdId: 'h1', reason: 'It is over' } as const;
const certificate: ErasureCertificate = {
  erasureId: 'e1',
  owner: CHILD,
  classes: ['child-audits', 'caseloads'],
  audits: 1,
  keys: 1,
  texts: 12,
  files: 0,
  drafts: 0,
  inClear: [],
  destroyedAt: `${TODAY}T09:00:00.000Z`,
  masterKeyIds: ['m1'],
};
const complete = { type: 'CompleteErasure', ...certificate } as const;

const requested: ErasureEvent = {
  type: 'erasure-requested',
  data: {
    erasureId: 'e1',
    owner: CHILD,
    touches: touched.touches,
    basis: 'request',
    reason: 'Their letter of May',
    requestedBy: 'cora',
    requestedOn: TODAY,
  },
};
const approved: ErasureEvent = {
  type: 'erasure-approved',
  data: { erasureId: 'e1', approvedBy: 'ada', approvedOn: TODAY },
};
const declined: ErasureEvent = {
  type: 'erasure-declined',
  data: { erasureId: 'e1', owner: CHILD, reason: 'They changed their mind', declinedBy: 'cora', declinedOn: TODAY },
};
const begun: ErasureEvent = { type: 'erasure-begun', data: { erasureId: 'e1', owners: [CHILD] } };
const completed: ErasureEvent = { type: 'erasure-completed', data: certificate };
const held = (on: string, holdId = 'h1'): ErasureEvent => ({
  type: 'hold-placed',
  data: { holdId, on, ownedBy: CHILD, reason: 'The inquiry', placedBy: 'cora', placedOn: TODAY },
});
const ended: ErasureEvent = {
  type: 'hold-ended',
  data: { holdId: 'h1', ownedBy: CHILD, reason: 'It is over', endedBy: 'cora', endedOn: TODAY },
};

describe('asking for an erasure', () => {
  it('is recorded with all that a hold may lie on', () => given().when(ask).then(requested));

  it('is a coordinator’s', () => {
    for (const role of ['administrator', 'leader', 'auditor', 'moderator', 'inspector', 'practitioner'] as const)
      given().when(ask, by('x', role)).refused('role-missing', 'not-allowed');
  });

  it.each([
    ['whom nothing is held of', 'nothing-held', 'not-found'],
    ['whose audit is under way', 'audit-under-way', 'rule'],
    ['who is in post', 'person-in-post', 'rule'],
  ] as const)('is refused for somebody %s', (_who, obstacle, kind) => {
    given()
      .when({ ...ask, touched: { ...touched, obstacle } })
      .refused(obstacle, kind);
  });

  it('is refused without a reason, twice, of oneself, and once they are erased', () => {
    given()
      .when({ ...ask, reason: ' ' })
      .refused('reason-missing', 'invalid');
    given(requested).when(ask).refused('erasure-requested', 'rule');
    given(requested, approved, begun).when(ask).refused('erased-already', 'rule');
    given(requested, approved, begun, completed).when(ask).refused('erased-already', 'rule');
    given()
      .when({ ...ask, touched: { ...touched, owner: 'person:cora' } })
      .refused('own-erasure', 'not-allowed');
  });

  it('may be done anew once it was declined', () => given(requested, declined).when(ask).then(requested));
});

describe('approving an erasure', () => {
  it('is an administrator’s who is another person', () => {
    given(requested).when(approve, ada).then(approved);
    given(requested).when(approve, by('cora', 'administrator')).refused('second-person-missing', 'not-allowed');
    given(requested).when(approve, by('lee', 'coordinator')).refused('role-missing', 'not-allowed');
    given({ ...requested, data: { ...requested.data, requestedBy: 'operator' } } as ErasureEvent)
      .when(approve, { ...ada, actor: { id: 'ada', roles: ['administrator'], through: 'operator' } })
      .refused('second-person-missing');
  });

  it('is never of oneself', () => {
    const ofAda = { ...requested, data: { ...requested.data, owner: 'person:ada' } } as ErasureEvent;
    given(ofAda).when(approve, ada).refused('own-erasure', 'not-allowed');
  });

  it('has one effect, and none on what does not wait', () => {
    given(requested, approved).when(approve, ada).then();
    given(requested, declined).when(approve, ada).refused('erasure-not-waiting', 'rule');
    given(requested, approved, begun).when(approve, ada).refused('erasure-not-waiting', 'rule');
    given().when(approve, ada).refused('erasure-unknown', 'not-found');
    given()
      .when({ ...approve, touched: null }, ada)
      .refused('erasure-unknown', 'not-found');
  });

  it('looks at what has come in its way since', () => {
    given(requested)
      .when({ ...approve, touched: { ...touched, obstacle: 'audit-under-way' } }, ada)
      .refused('audit-under-way');
  });
});

describe('declining an erasure', () => {
  it('is done with a reason by either, until keys have begun to die', () => {
    given(requested).when(decline).then(declined);
    given(requested, approved)
      .when(decline, ada)
      .then({ ...declined, data: { ...declined.data, declinedBy: 'ada' } } as ErasureEvent);
    given(requested, declined).when(decline).then();
    given(requested, approved, begun).when(decline).refused('erased-already', 'rule');
    given(requested).when(decline, by('lee', 'leader')).refused('role-missing', 'not-allowed');
    given(requested)
      .when({ ...decline, reason: '' })
      .refused('reason-missing', 'invalid');
    given().when(decline).refused('erasure-unknown', 'not-found');
  });
});

describe('a hold', () => {
  it('is placed with a reason, by a coordinator or an administrator', () => {
    given().when(holdOn('audit:a1')).then(held('audit:a1'));
    given().when(holdOn('audit:a1'), by('lee', 'leader')).refused('role-missing', 'not-allowed');
    given()
      .when({ ...holdOn('audit:a9'), isThere: false })
      .refused('nothing-to-hold', 'not-found');
    given()
      .when({ ...holdOn(CHILD), reason: ' ' })
      .refused('reason-missing', 'invalid');
  });

  it.each([CHILD, 'audit:a1', 'class:child-audits', 'class:caseloads'])(
    'on %s stops asking, approving and beginning',
    (on) => {
      given(held(on)).when(ask).refused('held', 'rule');
      given(requested, held(on)).when(approve, ada).refused('held', 'rule');
      given(requested, approved, held(on)).when(begin, engine).refused('erasure-not-waiting', 'rule');
      given(held(on), requested, approved).when(begin, engine).refused('held', 'rule');
    },
  );

  it('on something else stops nothing', () => {
    given(held('audit:a2'), held('class:people', 'h2')).when(ask).then(requested);
  });

  it('takes back what had been approved: it is approved anew once the hold has ended', () => {
    given(requested, approved, held('audit:a1'), ended).when(begin, engine).refused('erasure-not-waiting');
    given(requested, approved, held('audit:a1'), ended).when(approve, ada).then(approved);
    given(requested, approved, held('audit:a1'), ended, approved).when(begin, engine).then(begun);
  });

  it('comes too late once keys have begun to die', () => {
    given(requested, approved, begun).when(holdOn('audit:a1')).refused('erased-already', 'rule');
    given(requested, approved, begun).when(holdOn(CHILD)).refused('erased-already', 'rule');
  });

  it('is ended once, with a reason', () => {
    given(held(CHILD)).when(endHold).then(ended);
    given(held(CHILD), ended).when(endHold).then();
    given().when(endHold).refused('hold-unknown', 'not-found');
    given(held(CHILD))
      .when({ ...endHold, reason: ' ' })
      .refused('reason-missing', 'invalid');
    given(held(CHILD)).when(endHold, by('lee', 'leader')).refused('role-missing', 'not-allowed');
  });

  it('on a class can be ended although whoever placed it has been erased', () => {
    given(held('class:people'))
      .when(endHold)
      .then({ ...ended, data: { ...ended.data, ownedBy: 'person:cora' } } as ErasureEvent);
  });
});

describe('carrying it out', () => {
  it('is the engine’s, of what was approved, once', () => {
    given(requested, approved).when(begin, engine).then(begun);
    given(requested, approved, begun).when(begin, engine).then();
    given(requested, approved, begun, completed).when(begin, engine).then();
    given(requested).when(begin, engine).refused('erasure-not-waiting', 'rule');
    given(requested, declined).when(begin, engine).refused('erasure-not-waiting', 'rule');
    given(requested, approved).when(begin, ada).refused('role-missing', 'not-allowed');
    given().when(begin, engine).refused('erasure-unknown', 'not-found');
  });

  it('comes to a certificate, once', () => {
    given(requested, approved, begun).when(complete, engine).then(completed);
    given(requested, approved, begun, completed).when(complete, engine).then();
    given(requested, approved).when(complete, engine).then();
    given(requested, approved, begun).when(complete, ada).refused('role-missing', 'not-allowed');
  });
});

describe('a rotation of the master key', () => {
  const rotate = { type: 'RecordMasterKeyRotated', from: 'm1', to: 'm2', keys: 12 } as const;
  const rotated: ErasureEvent = {
    type: 'master-key-rotated',
    data: { from: 'm1', to: 'm2', keys: 12, rotatedAt: `${TODAY}T09:00:00.000Z` },
  };

  it('is recorded once, by the engine, and is the second step of what was erased before', () => {
    given().when(rotate, engine).then(rotated);
    given(rotated).when(rotate, engine).then();
    given().when(rotate, ada).refused('role-missing', 'not-allowed');
    const known = [requested, approved, begun, completed, rotated].reduce(evolveErasures, NO_ERASURES);
    expect(secondStepOf(known, certificate.destroyedAt)).toBe(`${TODAY}T09:00:00.000Z`);
    expect(secondStepOf(known, `${TODAY}T09:00:00.001Z`)).toBeNull();
  });
});

describe('whatever is done in whatever order', () => {
  const step = fc.constantFrom(
    [ask, cora],
    [approve, ada],
    [approve, by('cora', 'administrator')],
    [decline, cora],
    [holdOn('audit:a1'), cora],
    [endHold, cora],
    [begin, engine],
    [complete, engine],
  ) as fc.Arbitrary<readonly [Parameters<typeof erasures.decide>[0], ErasureContext]>;

  it('keys die only after two people agreed, while nothing is held, and nothing undoes it', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let known: Erasures = NO_ERASURES;
        const told: ErasureEvent[] = [];
        for (const [command, context] of steps) {
          const answer = erasures.decide(command, known, context);
          if (isRefusal(answer)) continue;
          for (const event of answer) {
            if (event.type === 'erasure-begun') {
              const before = told.map(({ type }) => type);
              expect(before.lastIndexOf('erasure-approved')).toBeGreaterThan(before.lastIndexOf('hold-placed'));
              expect(before.lastIndexOf('erasure-approved')).toBeGreaterThan(before.lastIndexOf('erasure-requested'));
              expect(known.holds.every((hold) => hold.ended !== null)).toBe(true);
              expect(known.erasures.at(-1)?.approved?.by).not.toBe(known.erasures.at(-1)?.requestedBy);
            }
            known = evolveErasures(known, event);
            told.push(event);
          }
        }
        expect(told.filter(({ type }) => type === 'erasure-begun').length).toBeLessThanOrEqual(1);
      }),
    );
  });
});
