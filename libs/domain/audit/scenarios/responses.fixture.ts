import { askingSettings } from './council.fixture.js';
import { until, was } from './history.fixture.js';

export const asking = { settings: askingSettings };
/** An Inadequate whose plan a leader signs off. */
export const shared = [
  ...until.sharing,
  was.shared(),
  was.responseRequired({ signedOffBy: 'leader', respondBy: '2026-05-28' }),
];
export const written = [...shared, was.responseRecorded({ signOffBy: '2026-06-05', counted: null })];
export const signed = [...written, was.signedOff({ reviewBy: '2026-06-26', counted: null, copies: ['lena', 'sam'] })];
export const signOff = { type: 'SignOffResponse', note: null } as const;
export const sendBack = { type: 'SendBackResponse', reason: 'Say who visits.' } as const;
export const review = {
  type: 'ReviewResponse',
  on: '2026-05-28',
  found: 'Visits are weekly.',
  outcome: 'done',
  nextOn: null,
} as const;
export const closed = { type: 'CloseAudit' } as const;
export const submitted = (grade: string) => [...until.grading, was.submitted({ grade })];
export const tracking = [...until['action-tracking'], was.responseRecorded()];
export const urgent = [
  ...tracking,
  was.actionAgreed({ due: '2026-05-29', urgency: 'today', managerId: 'tom', agreedBy: 'amir' }),
];
export const acknowledge = { type: 'AcknowledgeAction', actionId: 'action-1', note: null } as const;
