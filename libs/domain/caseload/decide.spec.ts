import fc from 'fast-check';
import type { Actor } from '../actor.js';
import { specOf } from '../given.fixture.js';
import { isRefusal } from '../refusal.js';
import { defaultSettings } from '../settings/default-settings.js';
import { caseloadParts, MOST_BYTES_IN_PART, MOST_ENTRIES_IN_PART, recordedBytes } from './caseload-parts.js';
import { evolveCaseload, frameOfCaseload, NO_CASELOAD } from './caseload-state.js';
import { entry, frame, recorded, sealed, started } from './caseload.fixture.js';
import { caseload, type CaseloadContext } from './decide.js';
import type { CaseloadEvent, FrameEntry } from './events.js';
import { canonicalEntry, rootOf } from './frame.js';

const context = (role: Actor['roles'][number] = 'coordinator'): CaseloadContext => ({
  actor: { id: 'p1', roles: [role] },
  now: '2024-05-13T09:00:00.000Z',
  today: '2024-05-13',
  newId: (what) => `id-of-${what}`,
  settings: defaultSettings('Westmere'),
});
const given = specOf(caseload, () => context());
const start = {
  type: 'StartCaseload',
  caseloadId: 'c1',
  asAt: '2024-04-30',
  source: 'annex-a',
  subjectType: 'child',
  fileName: 'annex-a.xlsx',
} as const;
const complete = {
  type: 'CompleteCaseload',
  parts: 2,
  rows: { read: 5, accepted: 4, rejected: 1 },
  rejected: [{ sheet: 'List_6', row: 9, column: 'Team', reason: 'missing' }],
  warnings: [],
} as const;
const [first, second] = [
  [entry(0), entry(1, { status: 'looked_after' })],
  [entry(2, { open: false, status: null }), entry(3, { status: null })],
];
if (!first || !second) throw new Error('two parts');

describe('starting a caseload', () => {
  it('is the coordinator’s, once', () => {
    given().when(start).then(started);
    given(started).when(start).refused('caseload-started', 'rule');
    given().when(start, context('administrator')).refused('role-missing', 'not-allowed');
  });

  it.each([
    ['date-unknown', { asAt: '2024-02-30' }],
    ['as-at-future', { asAt: '2024-05-14' }],
    ['subject-type-unknown', { subjectType: 'goldfish' }],
  ])('is refused with %s', (code, wrong) => {
    given()
      .when({ ...start, ...wrong })
      .refused(code, 'invalid');
  });
});

describe('a part of a caseload', () => {
  it('follows the one before it', () => {
    given(started).when({ type: 'RecordCaseloadPart', part: 0, entries: first }).then(recorded(0, first));
    given(started, recorded(0, sealed(first)))
      .when({ type: 'RecordCaseloadPart', part: 1, entries: second })
      .then(recorded(1, second));
    given(started, recorded(0, first))
      .when({ type: 'RecordCaseloadPart', part: 0, entries: first })
      .refused('part-out-of-turn');
    given(started).when({ type: 'RecordCaseloadPart', part: 1, entries: first }).refused('part-out-of-turn');
    given().when({ type: 'RecordCaseloadPart', part: 0, entries: first }).refused('caseload-unknown', 'not-found');
    given(started)
      .when({ type: 'RecordCaseloadPart', part: 0, entries: first }, context('auditor'))
      .refused('role-missing');
  });

  it.each<[string, FrameEntry[]]>([
    ['part-empty', []],
    ['position-out-of-turn', [entry(1)]],
    ['position-out-of-turn', [entry(0), entry(2)]],
    ['position-out-of-turn', [entry(0), entry(0)]],
    ['ids-out-of-order', [entry(0, { importedId: 'B' }), entry(1, { importedId: 'A' })]],
    ['ids-out-of-order', [entry(0, { importedId: 'A' }), entry(1, { importedId: 'A' })]],
    ['subject-twice', [entry(0), entry(1, { subjectId: 's0' })]],
    ['entry-contradicts-itself', [entry(0, { open: false })]],
    ['entry-contradicts-itself', [entry(0, { practitionerId: null })]],
    [
      'entry-contradicts-itself',
      [entry(0, { otherWorkers: [{ practitionerId: 'p2', workerOwner: 'name-1', workerName: 'A Name' }] })],
    ],
    ['entry-contradicts-itself', [entry(0, { worker: 'missing' })]],
    ['entry-contradicts-itself', [entry(0, { worker: 'unmatched', practitionerId: null, workerName: 'A Name' })]],
    ['entry-contradicts-itself', [entry(0, { worker: 'unmatched', practitionerId: null, workerOwner: 'name-1' })]],
    ['part-too-large', Array.from({ length: MOST_ENTRIES_IN_PART + 1 }, (_, position) => entry(position))],
    ['part-too-large', [entry(0, { team: 'N'.repeat(MOST_BYTES_IN_PART) })]],
  ])('is refused with %s', (code, entries) => {
    given(started).when({ type: 'RecordCaseloadPart', part: 0, entries }).refused(code, 'invalid');
  });

  it('may not bring a subject that an earlier part has', () => {
    given(started, recorded(0, [entry(0)]))
      .when({ type: 'RecordCaseloadPart', part: 1, entries: [entry(1, { subjectId: 's0' })] })
      .refused('subject-twice');
  });
});

describe('completing a caseload', () => {
  const parts = [recorded(0, sealed(first)), recorded(1, sealed(second))];

  it('counts the frame and signs for its entries as they are stored', () => {
    const { answer } = given(started, ...parts).when(complete);
    expect(answer).toEqual([
      {
        type: 'caseload-imported',
        data: {
          caseloadId: 'c1',
          asAt: '2024-04-30',
          subjectType: 'child',
          parts: 2,
          rows: { read: 5, accepted: 4, rejected: 1 },
          size: 3,
          closed: 1,
          byStatus: { child_in_need: 1, child_protection: 0, looked_after: 1, care_leaver: 0 },
          salt: 'id-of-salt',
          root: rootOf(sealed([...first, ...second]), 'id-of-salt'),
          rejected: complete.rejected,
          warnings: [],
        },
      },
    ]);
  });

  it('waits until every part is there', () => {
    given(started, ...parts.slice(0, 1))
      .when(complete)
      .refused('parts-missing', 'rule');
    given(started)
      .when({ ...complete, parts: 0 })
      .refused('caseload-empty');
    given().when(complete).refused('caseload-unknown', 'not-found');
    given(started, ...parts)
      .when(complete, context('leader'))
      .refused('role-missing');
  });

  it('needs the rows to add up', () => {
    given(started, ...parts)
      .when({ ...complete, rows: { read: 5, accepted: 4, rejected: 0 } })
      .refused('rows-do-not-add', 'invalid');
  });

  it('is done once and for all', () => {
    const imported: CaseloadEvent = { type: 'caseload-imported', data: frame(first).manifest };
    given(started, ...parts, imported)
      .when(complete)
      .refused('caseload-complete', 'rule');
    given(started, ...parts, imported)
      .when({ type: 'RecordCaseloadPart', part: 2, entries: [entry(4)] })
      .refused('caseload-complete');
    const history = [started, ...parts, imported];
    expect(frameOfCaseload(history.reduce(evolveCaseload, NO_CASELOAD))?.entries).toHaveLength(4);
    expect(frameOfCaseload(history.slice(0, 3).reduce(evolveCaseload, NO_CASELOAD))).toBeNull();
  });

  it('says so when it cannot keep every rejected row', () => {
    const rejected = Array.from({ length: 1001 }, (_, row) => ({
      sheet: 'List_6',
      row,
      column: 'Team',
      reason: 'missing',
    }));
    const { answer } = given(started, ...parts).when({ ...complete, rejected });
    if (isRefusal(answer)) throw new Error(answer.sentence);
    const [manifest] = answer;
    expect(manifest).toMatchObject({ data: { warnings: [{ code: 'findings-cut-short' }] } });
    expect(manifest?.type === 'caseload-imported' && manifest.data.rejected).toHaveLength(300);
  });
});

describe('splitting a caseload', () => {
  const anyEntries = fc
    .array(fc.record({ team: fc.option(fc.string({ maxLength: 40_000, unit: 'grapheme' })) }), { maxLength: 40 })
    .map((rows) => rows.map((row, position) => entry(position, row)));

  it('keeps every entry, in order, in parts that are accepted', () => {
    fc.assert(
      fc.property(anyEntries, (entries) => {
        const parts = caseloadParts(entries);
        expect(parts.flat()).toEqual(entries);
        let state = evolveCaseload(NO_CASELOAD, started);
        for (const [part, some] of parts.entries()) {
          const decided = caseload.decide({ type: 'RecordCaseloadPart', part, entries: some }, state, context());
          if (isRefusal(decided)) throw new Error(decided.sentence);
          state = decided.reduce(evolveCaseload, state);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('takes twenty thousand children in fifty parts', () => {
    expect(caseloadParts(Array.from({ length: 20_000 }, (_, position) => entry(position)))).toHaveLength(50);
  });

  it('counts at least what is stored', () => {
    const one = entry(0, { team: 'Ünïcödé' });
    expect(recordedBytes(one)).toBeGreaterThan(Buffer.byteLength(JSON.stringify(sealed([one]))));
  });
});

describe('the frame’s root', () => {
  const entries = [
    entry(0),
    entry(1, { family: 7 }),
    entry(2, { worker: 'unmatched', practitionerId: null, workerOwner: 'name-1', workerName: 'A Name' }),
  ];

  it.each<[keyof FrameEntry, Partial<FrameEntry>]>([
    ['position', { position: 9 }],
    ['subjectId', { subjectId: 's9' }],
    ['importedId', { importedId: '9' }],
    ['open', { open: false }],
    ['status', { status: 'care_leaver' }],
    ['lists', { lists: ['6', '7'] }],
    ['service', { service: null }],
    ['team', { team: 'South' }],
    ['worker', { worker: 'missing' }],
    ['practitionerId', { practitionerId: 'p2' }],
    ['workerOwner', { workerOwner: 'name-2' }],
    ['workerName', { workerName: 'Another' }],
    ['family', { family: 1 }],
    ['otherWorkers', { otherWorkers: [{ practitionerId: 'p2', workerOwner: null, workerName: null }] }],
  ])('changes with any entry’s %s', (_, change) => {
    const changed = entries.map((each, index) => (index === 1 ? { ...each, ...change } : each));
    expect(rootOf(changed, 'salt')).not.toBe(rootOf(entries, 'salt'));
  });

  it('covers every field of an entry', () => {
    const full = entry(0, { otherWorkers: [] });
    expect(JSON.parse(canonicalEntry(full))).toHaveLength(Object.keys(full).length);
    expect(JSON.parse(canonicalEntry(entry(0)))).toHaveLength(Object.keys(entry(0)).length);
  });

  it('changes with the salt and with a sealed identity', () => {
    expect(rootOf(entries, 'pepper')).not.toBe(rootOf(entries, 'salt'));
    expect(rootOf(sealed(entries), 'salt')).not.toBe(rootOf(entries, 'salt'));
  });
});
