import type { CaseloadEvent, FrameEntry } from './events.js';
import type { CaseloadManifest, Frame } from './frame.js';

export type CaseloadStart = Extract<CaseloadEvent, { type: 'caseload-started' }>['data'];

/** A frame comes into being part by part and exists once its manifest is there. */
export type CaseloadState =
  | { readonly stage: 'absent' }
  | { readonly stage: 'recording'; readonly start: CaseloadStart; readonly parts: readonly (readonly FrameEntry[])[] }
  | {
      readonly stage: 'imported';
      readonly start: CaseloadStart;
      readonly parts: readonly (readonly FrameEntry[])[];
      readonly manifest: CaseloadManifest;
    };

export const NO_CASELOAD: CaseloadState = { stage: 'absent' };

export function evolveCaseload(state: CaseloadState, event: CaseloadEvent): CaseloadState {
  switch (event.type) {
    case 'caseload-started':
      return { stage: 'recording', start: event.data, parts: [] };
    case 'caseload-part-recorded':
      return state.stage === 'recording' ? { ...state, parts: [...state.parts, event.data.entries] } : state;
    case 'caseload-imported':
      return state.stage === 'recording' ? { ...state, stage: 'imported', manifest: event.data } : state;
    default:
      return event satisfies never;
  }
}

/** The frame; null while it is not whole. */
export function frameOfCaseload(state: CaseloadState): Frame | null {
  return state.stage === 'imported' ? { manifest: state.manifest, entries: state.parts.flat() } : null;
}
