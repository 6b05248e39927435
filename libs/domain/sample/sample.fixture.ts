import type { Actor } from '../actor.js';
import { systemActor } from '../actor.js';
import { entry, frame } from '../caseload/caseload.fixture.js';
import type { FrameEntry } from '../caseload/events.js';
import { isRefusal } from '../refusal.js';
import { defaultSettings } from '../settings/default-settings.js';
import type { ProgrammeSettings } from '../settings/programme-settings.js';
import type { SampleCommand } from './commands.js';
import { sample } from './decide.js';
import type { AuditHistory, SampleContext } from './draw-sample.js';
import type { SampleEvent } from './events.js';

const COORDINATOR: Actor = { id: 'p1', roles: ['coordinator'] };
export const ENGINE = systemActor('issue-sample');
export const SETTINGS: ProgrammeSettings = { ...defaultSettings('Westmere'), version: 3 };
export const NO_HISTORY: AuditHistory = { lastAuditedOn: () => null, isLive: () => false, isExempt: () => false };
export const TWENTY: readonly FrameEntry[] = Array.from({ length: 20 }, (_, position) =>
  entry(position, { team: position % 4 === 0 ? 'South' : 'North' }),
);

export function sampleContext(more: Partial<SampleContext> = {}): SampleContext {
  return {
    actor: COORDINATOR,
    now: '2024-05-13T09:00:00.000Z',
    today: '2024-05-13',
    newId: (what) => `id-of-${what}`,
    owesRoundDraws: false,
    settings: SETTINGS,
    frame: frame(TWENTY),
    history: () => NO_HISTORY,
    ...more,
  };
}

export const DRAW: Extract<SampleCommand, { type: 'DrawSample' }> = {
  type: 'DrawSample',
  sampleId: 'm1',
  period: '2024-05',
  round: null,
  choices: { size: { kind: 'fixed', count: 4 } },
  seed: 'a seed',
};

export type SampleDrawnEvent = Extract<SampleEvent, { type: 'sample-drawn' }>;

/** The draw as it would be recorded. */
export function drawn(command: Partial<typeof DRAW> = {}, context: Partial<SampleContext> = {}): SampleDrawnEvent {
  const answer = sample.decide({ ...DRAW, ...command }, sample.initial, sampleContext(context));
  if (isRefusal(answer)) throw new Error(answer.sentence);
  const [event] = answer;
  if (event?.type !== 'sample-drawn') throw new Error('A draw is one event');
  return event;
}
