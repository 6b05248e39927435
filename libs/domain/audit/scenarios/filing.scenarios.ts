import { without } from './council.fixture.js';
import { until, was } from './history.fixture.js';
import { asking, closed, tracking } from './responses.fixture.js';
import type { Scenario } from './scenario.fixture.js';

const fileBy = { fileBy: '2026-06-09', counted: null };
const toFile = [...until.finalising, was.finalised({ because: 'dispute_resolved', ...fileBy }), was.responseRecorded()];
const file = { type: 'FileOnRecord', on: '2026-05-28', reference: 'Note 12.' } as const;

export const filingScenarios: readonly Scenario[] = [
  {
    name: 'a final audit is to be filed where the settings ask for it',
    given: until.finalising,
    when: { type: 'FinaliseAudit' },
    by: 'system',
    in: asking,
    then: [{ type: 'audit-finalised', data: { fileBy: '2026-06-05', counted: { from: '2026-05-29', days: 5 } } }],
    owed: ['respond by team-manager until 2026-06-01', 'file by amir until 2026-06-05'],
  },
  {
    name: 'also once its window has passed',
    given: until['dispute-window'],
    when: { type: 'FinaliseAudit' },
    by: 'system',
    in: { ...asking, on: '2026-06-02' },
    then: [{ type: 'audit-finalised', data: { fileBy: '2026-06-09' } }],
    owed: ['respond by team-manager until 2026-06-01', 'file by amir until 2026-06-09'],
  },
  {
    name: 'it is filed',
    given: toFile,
    when: file,
    by: 'amir',
    in: asking,
    then: [{ type: 'audit-filed', data: { on: '2026-05-28', recordReference: 'Note 12.', filedBy: 'amir' } }],
    owed: [],
  },
  {
    name: 'not on a day to come',
    given: toFile,
    when: { ...file, on: '2026-06-08' },
    by: 'amir',
    in: asking,
    then: 'date-in-future',
  },
  {
    name: 'not without saying where',
    given: toFile,
    when: { ...file, reference: '' },
    by: 'amir',
    in: asking,
    then: 'text-blank',
  },
  {
    name: 'whoever it falls to files it',
    given: toFile,
    when: file,
    by: 'hana',
    in: { ...asking, directory: without({ left: ['amir', 'cora', 'lena'] }) },
    then: [{ type: 'audit-filed', data: { filedBy: 'hana' } }],
  },
  {
    name: 'not twice',
    given: [
      ...toFile,
      {
        type: 'audit-filed',
        data: { on: '2026-06-03', recordReference: 'Note 12.', filedBy: 'amir', subjectId: 'subject-1' },
      },
    ],
    when: file,
    by: 'amir',
    in: asking,
    then: 'already-filed',
  },
  { name: 'not where nobody asks', given: tracking, when: file, by: 'amir', then: 'filing-unasked' },
  {
    name: 'until it is filed the audit does not close',
    given: toFile,
    when: closed,
    by: 'system',
    in: asking,
    then: 'summary-not-filed',
  },
];
