import type { DrawnCase, SampleEvent } from './events.js';

export type SampleDrawn = Extract<SampleEvent, { type: 'sample-drawn' }>['data'];

/** What became of a case. */
export type CaseOutcome =
  | { readonly outcome: 'issued'; readonly auditId: string; readonly as: 'selected' | 'reserve' | 'directed' }
  /** A reserve that stands in for the subject of an audit and is not an audit yet. */
  | { readonly outcome: 'taken'; readonly auditId: string }
  | { readonly outcome: 'skipped'; readonly reason: string };

export interface ReserveTake extends DrawnCase {
  readonly auditId: string;
}

export type SampleState =
  | { readonly stage: 'undrawn' }
  | {
      readonly stage: 'drawn' | 'issuing' | 'issued';
      readonly drawn: SampleDrawn;
      /** In the order in which they were picked. */
      readonly directed: readonly { readonly position: number; readonly subjectId: string }[];
      /** By position in the frame. */
      readonly outcomes: ReadonlyMap<number, CaseOutcome>;
      /** By the audit whose subject is replaced; the last is the one that counts. */
      readonly takes: ReadonlyMap<string, readonly ReserveTake[]>;
      /** Audits for which no reserve was left. */
      readonly unreplaced: ReadonlySet<string>;
    };

export type DrawnSample = Exclude<SampleState, { stage: 'undrawn' }>;

export const UNDRAWN: SampleState = { stage: 'undrawn' };

export function evolveSample(state: SampleState, event: SampleEvent): SampleState {
  if (event.type === 'sample-drawn') {
    return {
      stage: 'drawn',
      drawn: event.data,
      directed: [],
      outcomes: new Map(),
      takes: new Map(),
      unreplaced: new Set(),
    };
  }
  if (state.stage === 'undrawn') return state;
  switch (event.type) {
    case 'case-directed': {
      const { position, subjectId } = event.data;
      return { ...state, directed: [...state.directed, { position, subjectId }] };
    }
    case 'sample-issue-started':
      return { ...state, stage: 'issuing' };
    case 'sample-case-issued': {
      const { position, auditId, as } = event.data;
      return withOutcome(state, position, { outcome: 'issued', auditId, as });
    }
    case 'sample-case-skipped':
      return withOutcome(state, event.data.position, { outcome: 'skipped', reason: event.data.reason });
    case 'reserve-taken': {
      const { position, subjectId, auditId, replaces } = event.data;
      const stratum = state.drawn.reserves.find((reserve) => reserve.position === position)?.stratum ?? '';
      const takes = new Map(state.takes);
      takes.set(replaces, [...(takes.get(replaces) ?? []), { position, subjectId, stratum, auditId }]);
      return { ...withOutcome(state, position, { outcome: 'taken', auditId }), takes };
    }
    case 'reserves-exhausted':
      return { ...state, unreplaced: new Set([...state.unreplaced, event.data.replaces]) };
    case 'sample-issued':
      return { ...state, stage: 'issued' };
    default:
      return event satisfies never;
  }
}

function withOutcome(state: DrawnSample, position: number, outcome: CaseOutcome): DrawnSample {
  return { ...state, outcomes: new Map(state.outcomes).set(position, outcome) };
}

export interface CaseToIssue {
  readonly position: number;
  readonly subjectId: string;
  readonly as: 'selected' | 'directed';
}

/** The cases that issuing makes audits of: the selected in draw order, then the directed. */
export function casesToIssue({ drawn, directed }: DrawnSample): readonly CaseToIssue[] {
  return [
    ...drawn.selected.map(({ position, subjectId }) => ({ position, subjectId, as: 'selected' as const })),
    ...directed.map((picked) => ({ ...picked, as: 'directed' as const })),
  ];
}

/** The reserve that now stands in for the subject of an audit; null while there is none. */
export function substituteFor({ takes, outcomes }: DrawnSample, replaces: string): ReserveTake | null {
  const take = takes.get(replaces)?.at(-1);
  return take && outcomes.get(take.position)?.outcome !== 'skipped' ? take : null;
}

/** The reserve to be taken next for an audit: the next unused of the same stratum, else the next of the draw. */
export function nextReserve(sample: DrawnSample, replaces: string): DrawnCase | null {
  const { drawn, directed, outcomes } = sample;
  const unused = drawn.reserves.filter(
    ({ position }) => !outcomes.has(position) && !directed.some((picked) => picked.position === position),
  );
  const stratum = stratumOf(sample, replaces);
  return unused.find((reserve) => reserve.stratum === stratum) ?? unused[0] ?? null;
}

/** Null for a directed case: it was picked outside the strata. */
function stratumOf({ drawn, outcomes }: DrawnSample, auditId: string): string | null {
  const position = [...outcomes].find(([, each]) => each.outcome === 'issued' && each.auditId === auditId)?.[0];
  return [...drawn.selected, ...drawn.reserves].find((drawnCase) => drawnCase.position === position)?.stratum ?? null;
}
