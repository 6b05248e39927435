import { isSetupFault, setupFaults } from '#domain';
import type { UnfinishedImport } from '#facts';
import type { JobKind } from '#jobs';
import type { StandingFault, ViewProgress } from '#projections';
import { humanised } from '../words/humanised.js';
import { plainInstant } from '../words/instants.js';

export interface ServiceShown {
  /** All of it in one sentence. */
  readonly verdict: string;
  readonly views: readonly {
    readonly name: string;
    readonly label: string;
    readonly standing: string;
    readonly isWell: boolean;
    readonly behind: string;
    /** Of the log, in whole percent; null where it is not being made. */
    readonly made: number | null;
  }[];
  readonly troubles: readonly string[];
  readonly faults: readonly string[];
  /** Each queue with what it put aside. */
  readonly queues: readonly {
    readonly kind: JobKind;
    readonly label: string;
    readonly jobs: readonly { readonly of: string; readonly reason: string }[];
  }[];
  readonly imports: readonly string[];
}

export interface ServiceFacts {
  readonly views: readonly ViewProgress[];
  readonly troubles: readonly { readonly process: string; readonly trouble: string }[];
  readonly faults: readonly StandingFault[];
  readonly queues: readonly JobKind[];
  readonly jobs: readonly { readonly kind: JobKind; readonly id: string; readonly reason: string }[];
  readonly imports: readonly UnfinishedImport[];
}

const STANDINGS: Readonly<Record<ViewProgress['state'], string>> = {
  live: 'Up to date',
  'catching-up': 'Catching up',
  rebuilding: 'Being made anew',
  failed: 'Stopped',
  damaged: 'Damaged: being made anew',
};

const QUEUES: Readonly<Record<JobKind, string>> = {
  reminders: 'Reminders and notices',
  links: 'Links to sign in by',
  receipts: 'What became of messages',
  exports: 'Reports as files',
};

/** Never all of it while something is left. */
const made = (position: string | number, head: string | number): number =>
  Number(head) === 0 ? 100 : Math.floor((Number(position) / Number(head)) * 100);

/** How the service is, in words. */
export function presentService({ views, troubles, faults, queues, jobs, imports }: ServiceFacts): ServiceShown {
  const stopped = views.filter(({ state }) => state === 'failed' || state === 'damaged');
  const worries = [
    ...(stopped.length > 0 ? [`${stopped.length} of the lists stopped`] : []),
    ...(faults.length > 0 ? ['messages cannot be sent'] : []),
    ...(troubles.length > 0 ? ['some promises could not be kept so far'] : []),
    ...(jobs.length > 0 ? ['some work was put aside'] : []),
  ];
  return {
    verdict:
      worries.length === 0
        ? 'All is well: people can work, and nothing waits for you.'
        : `People can work. What needs looking after: ${worries.join('; ')}.`,
    views: views.map(({ view, state, position, head, reason }) => ({
      name: view,
      label: humanised(view),
      standing: reason === undefined ? STANDINGS[state] : `${STANDINGS[state]}: ${reason}`,
      isWell: state === 'live' || state === 'catching-up' || state === 'rebuilding',
      behind: position >= head ? 'Nothing' : `${Number(head) - Number(position)} events`,
      made: state === 'live' ? null : made(position, head),
    })),
    troubles: troubles.map(({ process, trouble }) => `${humanised(process)}: ${trouble}`),
    faults: faults.map(({ code, messages }) => {
      const sentence = isSetupFault(code) ? setupFaults[code] : `The mail service says: ${code}.`;
      return `${sentence} ${messages} ${messages === 1 ? 'message waits' : 'messages wait'}.`;
    }),
    queues: queues.map((kind) => ({
      kind,
      label: QUEUES[kind],
      jobs: jobs.flatMap((job) => (job.kind === kind ? [{ of: job.id, reason: job.reason }] : [])),
    })),
    imports: imports.map(
      ({ startedAt, brought, audits }) => `Begun ${plainInstant(startedAt)}: ${brought} of ${audits} audits so far.`,
    ),
  };
}
