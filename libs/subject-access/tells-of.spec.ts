import { eventTypes, type EventDeclaration } from '#domain';
import { accessDocument } from './access-document.js';
import type { AccessFile, HeldItem } from './access-file.js';
import { holdsTextOf } from './personal-texts.js';
import { tellsOf, type Whom } from './tells-of.js';

const NOBODY = { auditIds: new Set<string>(), feedbackIds: new Set<string>(), nameOwners: new Set<string>() };
const ANN: Whom = { kind: 'person', id: 'ann', ...NOBODY };

/** Every type of event that holds a text sealed under the key of a person it names, with the field that names them. */
const OWN_TEXTS = Object.entries<EventDeclaration>(eventTypes).flatMap(([versioned, { personal = [] }]) => {
  const type = versioned.slice(0, versioned.lastIndexOf('.'));
  const [owner] = personal
    .filter(({ kind, owner: of }) => kind === 'person' && /^\w+$/.test(of) && of !== '@actor')
    .map(({ owner: of }) => of)
    .filter((of) => holdsTextOf(type, { [of]: 'ann' }, 'ann'));
  return owner === undefined ? [] : [[type, owner] as const];
});

const TEXT = {
  ...{ key: 'k', path: 'reason', label: 'Why' },
  shown: 'A READABLE REASON',
  state: 'as-shown' as const,
  because: null,
};

const REQUEST: AccessFile['request'] = {
  ...{ requestId: 'r1', kind: 'access', about: 'record', owner: 'person:ann', called: null, asked: 'All of it.' },
  ...{ receivedOn: '2026-05-01', dueOn: '2026-06-01', recordedBy: 'cora', standing: 'open', extensions: [] },
  ...{ gathered: new Map(), counted: [], gatheredAt: '2026-05-02T09:00:00.000Z', reviewed: new Map() },
  ...{ documents: 0, ended: null },
};

const fileWith = (item: HeldItem): AccessFile => ({
  request: REQUEST,
  name: 'Ann Adams',
  caseId: null,
  council: 'Westmere',
  items: [item],
  counted: [],
  labels: new Map(),
  unreviewed: 0,
  gatheredAt: '2026-05-02T09:00:00.000Z',
});

describe('what an event tells of a worker', () => {
  it('is told wherever it holds a text of theirs, and counted of anybody else whom it names', () => {
    expect(OWN_TEXTS.map(([type]) => type)).toEqual(
      expect.arrayContaining(['expected-audits-excused', 'inspection-granted', 'case-content-read']),
    );
    for (const [type, owner] of OWN_TEXTS.filter(([each]) => each !== 'case-content-read')) {
      const stream = type.startsWith('inspection-') ? 'inspections-ann' : 'some-stream';
      const seen = { stream, type, data: { [owner]: 'ann' }, actorId: 'cora' };
      expect([type, tellsOf(seen, ANN)]).toEqual([type, 'told']);
      expect([type, tellsOf(seen, { ...ANN, id: 'bob' })]).toEqual([type, 'nothing']);
    }
  });

  it.each([...OWN_TEXTS.map(([type]) => type), 'auditor-training-recorded', 'something-nobody-thought-of'])(
    'is printed, whatever it is: %s',
    (type) => {
      const item: HeldItem = {
        stream: 'some-stream',
        revision: 0,
        type,
        at: '2026-05-01T09:00:00.000Z',
        by: { role: 'coordinator', isThem: false },
        data: {},
        texts: [TEXT],
      };
      expect(JSON.stringify(accessDocument(fileWith(item)))).toContain(TEXT.shown);
    },
  );
});
