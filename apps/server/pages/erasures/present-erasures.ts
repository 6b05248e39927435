import { auditReference } from '#domain';
import type { Erasure, ErasureBasis, Hold, KeptOf, Obstacle, RecordClass } from '#domain';
import type { DueNow, ErasurePlan, NamesShown } from '#engine';
import { plainDate } from '../words/dates.js';
import { plainInstant } from '../words/instants.js';
import { readable } from '../words/readable.js';

export const BASIS_WORDS: Readonly<Record<ErasureBasis, string>> = {
  retention: 'The time for which it is kept is over',
  request: 'They asked for it',
  order: 'A court or the regulator ordered it',
};

export const CLASS_WORDS: Readonly<Record<RecordClass, string>> = {
  'child-audits': 'Audits of children and families',
  'carer-audits': 'Audits of carers',
  'supervision-audits': 'Audits of supervision',
  people: 'People who worked here',
  feedback: 'Feedback',
  caseloads: 'Caseloads',
};

const OBSTACLE_WORDS: Readonly<Record<Obstacle, string>> = {
  'nothing-held': 'Nothing is held of them any more.',
  'audit-under-way': 'An audit of this case is under way. Close it or withdraw it first.',
  'data-request-open': 'They have asked for what is held on them, or for it to be put right. Answer that first.',
  'person-in-post': 'They are in post, or will be. Enter their last day first.',
};

const STANDING_WORDS: Readonly<Record<Erasure['standing'], string>> = {
  requested: 'Waits for an administrator who did not ask for it',
  approved: 'Approved; it is carried out as soon as nothing stands in its way',
  declined: 'Declined',
  begun: 'Being carried out',
  completed: 'Carried out',
};

export interface Fact {
  readonly key: string;
  readonly value: string;
}

export interface ErasureListed {
  readonly who: string;
  readonly href: string;
  readonly standing: string;
  readonly on: string;
}

export interface HoldListed {
  readonly on: string;
  readonly since: string;
  readonly by: string;
  readonly reason: string;
  readonly endHref: string;
}

export interface ErasureShown {
  readonly who: string;
  readonly facts: readonly Fact[];
  /** What stands in its way just now. */
  readonly against: readonly string[];
  readonly mayAnswer: boolean;
}

/** Whom an id of the log stands for, as people say it. */
export function whoInWords(owner: KeptOf, touches: readonly KeptOf[], names: NamesShown): string {
  const [kind = '', id = ''] = owner.split(':');
  if (kind === 'person') return names[id] ?? 'A person whose name has been erased';
  if (kind === 'class') return CLASS_WORDS[id as RecordClass] ?? id;
  if (kind === 'audit') return `Audit ${auditReference(id)}`;
  const audits = touches.flatMap((touch) => (touch.startsWith('audit:') ? [auditReference(touch.slice(6))] : []));
  return audits.length === 0 ? 'A case that was never audited' : `The case of audit ${audits.join(', ')}`;
}

export interface DueListed {
  readonly who: string;
  readonly classes: string;
  readonly since: string;
  readonly dueOn: string;
  readonly held: boolean;
  readonly askHref: string;
}

export const presentDue = (due: readonly DueNow[], names: NamesShown): readonly DueListed[] =>
  due.map(({ owner, auditIds, classes, since, dueOn, holds }) => ({
    who: whoInWords(
      owner,
      auditIds.map((id) => `audit:${id}`),
      names,
    ),
    classes: classes.map((each) => CLASS_WORDS[each]).join(', '),
    since: plainDate(since),
    dueOn: plainDate(dueOn),
    held: holds.length > 0,
    askHref: `/erasures/ask/${owner.startsWith('person:') ? owner.slice('person:'.length) : auditReference(auditIds[0] ?? '')}`,
  }));

export const presentErasures = (all: readonly Erasure[], names: NamesShown): readonly ErasureListed[] =>
  [...all].reverse().map(({ erasureId, owner, touches, standing, requestedOn }) => ({
    who: whoInWords(owner, touches, names),
    href: `/erasures/${erasureId}`,
    standing: STANDING_WORDS[standing],
    on: plainDate(requestedOn),
  }));

export const presentHolds = (holds: readonly Hold[], names: NamesShown): readonly HoldListed[] =>
  holds
    .filter(({ ended }) => ended === null)
    .map(({ holdId, on, placedOn, placedBy, reason }) => ({
      on: whoInWords(on, [], names).replace('A case that was never audited', 'A case'),
      since: plainDate(placedOn),
      by: byWhom(placedBy, names),
      reason: readable(reason),
      endHref: `/erasures/holds/${holdId}/end`,
    }));

/**
 * @param secondStep when the master key was rotated since, ISO instant; null where it was not
 * @param plan what it would come to; null where it has been carried out or declined
 */
export function presentErasure(
  erasure: Erasure,
  plan: ErasurePlan | null,
  names: NamesShown,
  secondStep: string | null,
): ErasureShown {
  const { owner, touches, basis, reason, requestedBy, requestedOn, approved, declined, certificate, standing } =
    erasure;
  const fact = (key: string, value: string | null): readonly Fact[] => (value === null ? [] : [{ key, value }]);
  return {
    who: whoInWords(owner, touches, names),
    facts: [
      ...fact('Standing', STANDING_WORDS[standing]),
      ...fact('Why', BASIS_WORDS[basis]),
      ...fact('What it rests on', readable(reason)),
      ...fact('Asked for', `${plainDate(requestedOn)} by ${byWhom(requestedBy, names)}`),
      ...fact('Approved', approved && `${plainDate(approved.on)} by ${byWhom(approved.by, names)}`),
      ...fact(
        'Declined',
        declined && `${plainDate(declined.on)} by ${byWhom(declined.by, names)}: ${readable(declined.reason)}`,
      ),
      ...(plan === null ? [] : planned(plan)),
      ...(certificate === null
        ? []
        : [
            ...fact(
              'First step',
              `${plainInstant(certificate.destroyedAt)}: ${counted(certificate.keys, 'key')} destroyed`,
            ),
            ...fact('What nobody can read any more', counted(certificate.texts, 'text')),
            ...fact('Audits, which stay in every figure', String(certificate.audits)),
            ...fact('Kept files deleted', String(certificate.files)),
            ...fact('Drafts forgotten', String(certificate.drafts)),
            ...fact('Still in clear', inClear(certificate.inClear)),
            ...fact(
              'Second step',
              secondStep === null
                ? 'At the next rotation of the master key (plumbline keys rotate). Until then a backup from before, with its key, could still open it.'
                : `${plainInstant(secondStep)}: the master key was rotated, and no backup from before opens anything`,
            ),
          ]),
    ],
    against:
      plan === null
        ? []
        : [
            ...(plan.obstacle === null ? [] : [OBSTACLE_WORDS[plan.obstacle]]),
            ...plan.holds.map(
              ({ on, reason: why }) => `A hold lies on it (${whoInWords(on, touches, names)}): ${readable(why)}`,
            ),
          ],
    mayAnswer: standing === 'requested',
  };
}

const planned = ({ owners, texts, auditIds, files, inClear: clear }: ErasurePlan): readonly Fact[] => [
  {
    key: 'What nobody could read any more',
    value: `${counted(texts, 'text')}, sealed with ${counted(owners.length, 'key')}`,
  },
  { key: 'Audits, which stay in every figure', value: String(auditIds.length) },
  { key: 'Kept files that name them', value: String(files) },
  { key: 'Would stay in clear', value: inClear(clear) },
];

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

const inClear = (all: ErasurePlan['inClear']): string =>
  all.length === 0 ? 'Nothing' : all.map(({ type, field, events }) => `${field} in ${events} of ${type}`).join('; ');

const byWhom = (id: string, names: NamesShown): string =>
  id === 'operator' ? 'whoever runs the service' : (names[id] ?? 'somebody whose name has been erased');
