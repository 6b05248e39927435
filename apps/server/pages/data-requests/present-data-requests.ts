import { unreviewedIn } from '#domain';
import type { DataRequest, DataRequestKind, DataRequestOutcome, TextDecision, WithheldBecause } from '#domain';
import type { NamesShown } from '#engine';
import { sentenceOf } from '#subject-access';
import type { AccessFile } from '#subject-access';
import { plainDate } from '../words/dates.js';
import { readable } from '../words/readable.js';

export const KIND_WORDS: Readonly<Record<DataRequestKind, string>> = {
  access: 'What is held on them',
  rectification: 'That something is put right',
};

export const OUTCOME_WORDS: Readonly<Record<DataRequestOutcome, string>> = {
  answered: 'Answered',
  refused: 'Refused',
  withdrawn: 'Withdrawn by whoever asked',
};

export const DECISION_WORDS: Readonly<Record<TextDecision, string>> = {
  'as-shown': 'It goes out as it is shown',
  changed: 'It goes out with more, or less, kept back',
  withheld: 'It does not go out',
};

export const BECAUSE_WORDS: Readonly<Record<WithheldBecause, string>> = {
  'somebody-else': 'It is about somebody else, who has not agreed and whose right weighs more',
  'serious-harm': 'It would be likely to cause serious harm to somebody’s health',
  privilege: 'It is legal advice',
  other: 'Another exemption of the law',
};

const STATE_WORDS: Readonly<Record<string, string>> = {
  unreviewed: 'Not reviewed yet',
  'as-shown': 'Goes out as shown',
  changed: 'Changed by a reviewer',
  withheld: 'Does not go out',
  erased: 'Erased',
  'kept-from-reader': 'You could moderate this audit without its first grade: another coordinator reviews it',
};

export interface RequestListed {
  readonly who: string;
  readonly href: string;
  readonly kind: string;
  readonly standing: string;
}

export const requestAddress = (requestId: string): string => `/data-requests/${requestId}`;

/** Who asks, as people say it. @param caseOf by which audits a case goes */
export function whoAsks({ owner, about }: DataRequest, names: NamesShown, caseOf: string): string {
  const [kind = '', id = ''] = owner.split(':');
  if (kind === 'person') return names[id] ?? 'A person whose name has been erased';
  return about === 'family-member' ? `One of the family of ${caseOf}` : `The child or carer of ${caseOf}`;
}

export function standingOf(request: DataRequest, today: string): string {
  const { standing, dueOn, ended } = request;
  if (ended !== null) return `${OUTCOME_WORDS[ended.outcome]} on ${plainDate(ended.on)}`;
  const due = dueOn < today ? `Late: it was due on ${plainDate(dueOn)}` : `Due on ${plainDate(dueOn)}`;
  if (standing === 'gathering') return `${due}. Being looked for in the log`;
  const waiting = unreviewedIn(request).length;
  if (standing === 'open') return due;
  return waiting === 0 ? `${due}. All reviewed, to be given out` : `${due}. ${waiting} texts to review`;
}

export interface Fact {
  readonly key: string;
  readonly value: string;
}

export function factsOf(request: DataRequest, names: NamesShown, today: string): readonly Fact[] {
  const { kind, asked, called, receivedOn, extensions, recordedBy, ended, documents, gatheredAt } = request;
  const by = (id: string): string => (id === 'operator' ? 'whoever runs the service' : (names[id] ?? 'somebody'));
  return [
    { key: 'What they ask', value: KIND_WORDS[kind] },
    { key: 'Standing', value: standingOf(request, today) },
    { key: 'Who asked, and how', value: readable(asked) },
    ...(called === null ? [] : [{ key: 'What they are called', value: readable(called) }]),
    { key: 'Received', value: `${plainDate(receivedOn)}, recorded by ${by(recordedBy)}` },
    ...extensions.map(({ from, to, reason, by: who }) => ({
      key: 'More time',
      value: `From ${plainDate(from)} to ${plainDate(to)}, by ${by(who)}: ${readable(reason)}`,
    })),
    ...(gatheredAt === null ? [] : [{ key: 'As it was held on', value: plainDate(gatheredAt.slice(0, 10)) }]),
    ...(documents === 0 ? [] : [{ key: 'Documents made', value: String(documents) }]),
    ...(ended === null
      ? []
      : [
          {
            key: 'Ended',
            value: `${OUTCOME_WORDS[ended.outcome]}, ${plainDate(ended.on)} by ${by(ended.by)}${
              ended.reason === null ? '' : `: ${readable(ended.reason)}`
            }`,
          },
        ]),
  ];
}

export interface TextListed {
  /** Which of all, from 1. */
  readonly number: number;
  readonly heading: string;
  readonly text: string;
  readonly state: string;
  readonly isReviewed: boolean;
  /** Why it was decided so. */
  readonly reason: string | null;
}

/** Every text of a request, numbered in the order they stand in it. */
export function textsListed(file: AccessFile): readonly TextListed[] {
  let number = 0;
  return file.items.flatMap((item) =>
    item.texts.map(({ key, label, shown, state, because }): TextListed => {
      number += 1;
      const decided = file.request.reviewed.get(key);
      const why = decided?.reason ?? null;
      return {
        number,
        heading: `${plainDate(item.at.slice(0, 10))}: ${sentenceOf(item.type)} ${label}`,
        text: shown ?? (because === null ? (STATE_WORDS[state] ?? '') : BECAUSE_WORDS[because]),
        state: STATE_WORDS[state] ?? '',
        isReviewed: decided !== undefined,
        reason: why === null ? null : readable(why),
      };
    }),
  );
}

/** The numbers of those of the first so many that nobody has reviewed, and that are shown to whoever asks. */
export const waitingAmong = (file: AccessFile, upTo: number): readonly number[] =>
  file.items
    .flatMap(({ texts }) => texts)
    .flatMap(({ key, state }, at) =>
      at < upTo && state !== 'kept-from-reader' && !file.request.reviewed.has(key) ? [at + 1] : [],
    );
