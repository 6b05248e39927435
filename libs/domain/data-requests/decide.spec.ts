import fc from 'fast-check';
import type { Actor } from '../actor.js';
import type { DecisionContext } from '../decision-context.js';
import { isRefusal } from '../refusal.js';
import { specOf } from '../given.fixture.js';
import type { DataRequestCommand } from './commands.js';
import { evolveDataRequests, isAskedFor, unreviewedIn, type DataRequests } from './data-requests.js';
import { dataRequests } from './decide.js';
import type { DataRequestEvent, TextReviewed } from './events.js';

const TODAY = '2026-06-10';
const CHILD = 'subject:child-1';
const by = (id: string, ...roles: Actor['roles']): DecisionContext => ({
  actor: { id, roles },
  now: `${TODAY}T09:00:00.000Z`,
  today: TODAY,
  newId: (what) => what,
});
const cora = by('cora', 'coordinator');
const engine = by('system:data-requests', 'system');

const ask = {
  type: 'RecordDataRequest',
  requestId: 'r1',
  kind: 'access',
  of: 'case',
  id: 'child-1',
  owner: CHILD,
  isThere: true,
  about: 'record',
  called: null,
  asked: ' A letter; seen at school ',
  receivedOn: '2026-05-31',
} as const;
const extend = { type: 'ExtendDataRequest', requestId: 'r1', to: '2026-08-31', reason: 'Much to read' } as const;
const text = { stream: 'audit-a', revision: 3, path: 'summary' } as const;
const place = { stream: 'audit-a', revision: 3, texts: ['summary', 'note'] } as const;
const part = { type: 'RecordAccessPart', requestId: 'r1', part: 0, places: [place] } as const;
const gather = { type: 'RecordAccessGathered', requestId: 'r1', parts: 1, counted: [] } as const;
const nothing = { because: null, blackOut: null, letThrough: null, reason: null } as const;
const shown = { ...text, decision: 'as-shown', ...nothing } as const;
/** Of the texts that are found the first and the second. */
const numberOf = ({ path }: Pick<TextReviewed, 'path'>): number => ['summary', 'note'].indexOf(path) + 1 || 3;
const review = (...texts: readonly TextReviewed[]) =>
  ({
    type: 'ReviewAccessTexts',
    requestId: 'r1',
    texts: texts.map(({ stream: _, revision: __, path, ...said }) => ({ ...said, text: numberOf({ path }) })),
  }) as Extract<DataRequestCommand, { type: 'ReviewAccessTexts' }>;
const end = { type: 'EndDataRequest', requestId: 'r1', outcome: 'answered', reason: null } as const;
const made = { type: 'RecordAccessDocument', requestId: 'r1', format: 'pdf' } as const;

const recorded: DataRequestEvent = {
  type: 'data-request-recorded',
  data: {
    requestId: 'r1',
    kind: 'access',
    about: 'record',
    owner: CHILD,
    called: null,
    asked: 'A letter; seen at school',
    receivedOn: '2026-05-31',
    // A month later there is no 31st.
    dueOn: '2026-06-30',
    recordedBy: 'cora',
  },
};
const rectification = { ...recorded, data: { ...recorded.data, kind: 'rectification' } } as DataRequestEvent;
const found: DataRequestEvent = { type: 'access-part-gathered', data: { requestId: 'r1', part: 0, places: [place] } };
const gathered: DataRequestEvent = {
  type: 'access-gathered',
  data: { requestId: 'r1', parts: 1, counted: [], gatheredAt: `${TODAY}T09:00:00.000Z` },
};
const reviewed = (...texts: readonly TextReviewed[]): DataRequestEvent => ({
  type: 'access-texts-reviewed',
  data: { requestId: 'r1', owner: CHILD, texts, reviewedBy: 'cora' },
});
const ended: DataRequestEvent = {
  type: 'data-request-ended',
  data: { requestId: 'r1', owner: CHILD, outcome: 'answered', reason: null, endedBy: 'cora', endedOn: TODAY },
};

const given = specOf(dataRequests, () => cora);

describe('a request for what is held on somebody', () => {
  it('is recorded by a coordinator, and due a month after it was received', () => {
    given().when(ask).then(recorded);
    given().when(ask, by('ada', 'administrator')).refused('role-missing', 'not-allowed');
  });

  it('is of somebody of whom something is held, and never one’s own', () => {
    given()
      .when({ ...ask, isThere: false })
      .refused('nothing-held', 'not-found');
    given()
      .when({ ...ask, of: 'person', owner: 'person:cora' })
      .refused('own-data-request', 'not-allowed');
  });

  it('says who asked, and was not received later than today', () => {
    given()
      .when({ ...ask, asked: ' ' })
      .refused('asked-missing', 'invalid');
    given()
      .when({ ...ask, receivedOn: '2026-06-11' })
      .refused('received-later', 'invalid');
  });

  it('of a family member is told from a case, by what they are called', () => {
    given()
      .when({ ...ask, about: 'family-member', called: ' ' })
      .refused('called-missing', 'invalid');
    given()
      .when({ ...ask, about: 'family-member', called: 'Mum', owner: 'person:p' })
      .refused('family-of-case', 'invalid');
    given()
      .when({ ...ask, about: 'family-member', called: ' Mum ' })
      .then({ ...recorded, data: { ...recorded.data, about: 'family-member', called: 'Mum' } } as DataRequestEvent);
  });
});

describe('more time for an answer', () => {
  it('is up to three months after it was received, with a reason', () => {
    given(recorded)
      .when(extend)
      .then({
        type: 'data-request-extended',
        data: {
          requestId: 'r1',
          owner: CHILD,
          from: '2026-06-30',
          to: '2026-08-31',
          reason: 'Much to read',
          extendedBy: 'cora',
        },
      });
    given(recorded)
      .when({ ...extend, to: '2026-09-01' })
      .refused('too-late', 'rule');
    given(recorded)
      .when({ ...extend, to: '2026-06-30' })
      .refused('not-later', 'rule');
    given(recorded)
      .when({ ...extend, reason: ' ' })
      .refused('reason-missing', 'invalid');
    given().when(extend).refused('data-request-unknown', 'not-found');
  });
});

describe('what is held', () => {
  it('is gathered once, by the engine', () => {
    given(recorded).when(part, engine).then(found);
    given(recorded, found).when(gather, engine).then(gathered);
    given(recorded, found, gathered).when(gather, engine).then();
    given(recorded, found, gathered).when(part, engine).then();
    given(rectification).when(gather, engine).then();
    given(recorded).when(part, cora).refused('role-missing', 'not-allowed');
    given(recorded).when(gather, cora).refused('role-missing', 'not-allowed');
  });

  it('found anew after a stop takes the place of what was found before', () => {
    const fresh = { ...found, data: { ...found.data, places: [{ ...place, texts: ['note'] }] } } as DataRequestEvent;
    const known = [recorded, found, fresh, gathered].reduce<DataRequests>(evolveDataRequests, []);
    expect(known.flatMap(unreviewedIn)).toEqual(['audit-a@3#note']);
  });
});

describe('a review of texts', () => {
  it('says of each what becomes of it', () => {
    given(recorded, found, gathered).when(review(shown)).then(reviewed(shown));
    const changed = { ...shown, decision: 'changed', blackOut: 'Joy', reason: 'A neighbour' } as const;
    given(recorded, found, gathered).when(review(changed)).then(reviewed(changed));
    const kept = { ...shown, decision: 'withheld', because: 'serious-harm', reason: 'Her doctor' } as const;
    given(recorded, found, gathered).when(review(kept)).then(reviewed(kept));
    given(recorded, found, gathered).when(review()).then();
  });

  it.each([
    ['withheld without a ground', { decision: 'withheld', reason: 'x' }, 'ground-missing'],
    ['withheld without a reason', { decision: 'withheld', because: 'other' }, 'reason-missing'],
    ['changed without words', { decision: 'changed', reason: 'x', blackOut: ' ' }, 'nothing-changed'],
    ['changed without a reason', { decision: 'changed', letThrough: 'May' }, 'reason-missing'],
    ['of no text that was found', { path: 'rationale' }, 'text-unknown'],
  ] as const)('is refused where it is %s', (_what, said, code) => {
    given(recorded, found, gathered)
      .when(review({ ...shown, ...said }))
      .refused(code);
  });

  it('waits for what is gathered, and is of no rectification', () => {
    given(recorded).when(review(shown)).refused('not-gathered', 'rule');
    given(rectification).when(review(shown)).refused('no-document', 'rule');
  });
});

describe('the end of a request', () => {
  const note = { ...shown, path: 'note' } as const;

  it('as answered needs every text reviewed', () => {
    given(recorded).when(end).refused('not-gathered', 'rule');
    given(recorded, found, gathered, reviewed(shown)).when(end).refused('texts-unreviewed', 'rule');
    given(recorded, found, gathered, reviewed(shown, note)).when(end).then(ended);
    given(recorded, found, gathered, reviewed(shown, note), ended).when(end).refused('data-request-ended', 'rule');
  });

  it('otherwise needs a reason: of what was refused, withdrawn, or put right', () => {
    given(recorded)
      .when({ ...end, outcome: 'withdrawn' })
      .refused('reason-missing', 'invalid');
    given(rectification).when(end).refused('reason-missing', 'invalid');
    given(rectification)
      .when({ ...end, reason: 'Corrected in A-1' })
      .then({ ...ended, data: { ...ended.data, reason: 'Corrected in A-1' } } as DataRequestEvent);
  });
});

describe('a document', () => {
  const document = (whole: boolean): DataRequestEvent => ({
    type: 'access-document-made',
    data: { requestId: 'r1', format: 'pdf', whole, madeBy: 'cora' },
  });

  it('is recorded whenever it is made, whole or not, after the end too', () => {
    given(recorded).when(made).refused('not-gathered', 'rule');
    given(rectification).when(made).refused('no-document', 'rule');
    given(recorded, found, gathered).when(made).then(document(false));
    const all = reviewed(shown, { ...shown, path: 'note' });
    given(recorded, found, gathered, all, ended).when(made).then(document(true));
  });

  it('is nobody’s of themself', () => {
    const own = { ...recorded, data: { ...recorded.data, owner: 'person:cora' } } as DataRequestEvent;
    given(own, found, gathered).when(made).refused('own-data-request', 'not-allowed');
  });
});

describe('whatever is done in whatever order', () => {
  const note = { ...shown, path: 'note' } as const;
  const step = fc.constantFrom<readonly [DataRequestCommand, DecisionContext]>(
    [ask, cora],
    [{ ...ask, requestId: 'r2', kind: 'rectification' }, cora],
    [extend, cora],
    [part, engine],
    [gather, engine],
    [review(shown), cora],
    [review(note), cora],
    [end, cora],
    [{ ...end, requestId: 'r2', reason: 'Put right' }, cora],
  );

  it('nothing is answered while a text waits, and a request is open until it has ended', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        let known: DataRequests = [];
        for (const [command, context] of steps) {
          const answer = dataRequests.decide(command, known, context);
          if (isRefusal(answer)) continue;
          known = answer.reduce(evolveDataRequests, known);
          for (const request of known) {
            if (request.kind === 'access' && request.ended !== null) expect(unreviewedIn(request)).toEqual([]);
          }
          expect(isAskedFor(known, CHILD)).toBe(known.some(({ ended: over }) => over === null));
        }
      }),
    );
  });
});
