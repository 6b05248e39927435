import type { SealReport } from '#engine';
import { plainInstant } from '../words/instants.js';

export interface EvidenceShown {
  readonly sentences: readonly string[];
  /** The newest signed note, to be kept somewhere else. */
  readonly checkpoint: string | null;
}

/** What was checked of the log, since when, and who has witnessed it, in words. Never that it is whole: only `verify` looks at all of it. */
export function presentEvidence(report: SealReport | undefined): EvidenceShown {
  if (report === undefined)
    return {
      sentences: ['This service does not seal the log itself: a worker does, or the records cannot be reached yet.'],
      checkpoint: null,
    };
  const { standing, lookedAt, isWell } = report;
  const { newest, first } = standing;
  const restored = standing.restorations.map(
    ({ restoredAt, lost }) =>
      `An older copy of the records was put back, as was recorded on ${plainInstant(restoredAt)}: ${counted(lost, 'sealed event')} from after it ${lost === 1 ? 'is' : 'are'} gone.`,
  );
  const trouble = isWell
    ? []
    : ['Sealing has stopped, and what is recorded now is not sealed. The log of the service says why.'];
  if (newest === undefined || first === undefined)
    return {
      sentences: [
        'Nothing has been sealed yet. That is done by itself, some minutes after something was recorded.',
        ...trouble,
      ],
      checkpoint: null,
    };
  const { covered, events, witnessed } = standing;
  return {
    sentences: [
      ...trouble,
      `${counted(covered, 'event')} of ${events} are sealed, since ${plainInstant(first.sealedAt)}; the newest seal is of ${plainInstant(newest.sealedAt)}. One of them that is changed, taken away or put in afterwards is found, and so is a whole record that is gone.`,
      covered === events
        ? 'Everything recorded so far is sealed.'
        : `${counted(events - covered, 'event')} recorded since ${events - covered === 1 ? 'is' : 'are'} not sealed yet.`,
      ...(lookedAt === null || !isWell
        ? []
        : [
            `When this service last looked, on ${plainInstant(lookedAt)}, the seals agreed with the log, with their signatures and with the witness file.`,
          ]),
      witnessed === 0
        ? 'No witness has any of it: nothing outside the data folder would show that an older copy was put back.'
        : `The witness file, which is kept outside the data folder, has ${witnessed === covered ? 'all of it' : `${counted(witnessed, 'event')} of it`}. Nobody outside this council is known to have it: print the checkpoint below in the minutes of a committee, or hand it to somebody else.`,
      ...restored,
    ],
    checkpoint: newest.checkpoint ?? null,
  };
}

const counted = (count: number, noun: string): string => `${count} ${count === 1 ? noun : `${noun}s`}`;
