import { lastsOn, onceEach, headlineOf, londonDateOf } from '#domain';
import type { Absence, EmailPreference, NotificationSettings, PeopleDirectory } from '#domain';
import type { NamesShown } from '#engine';
import type { MessageRow } from '#projections';
import { plainDate } from '../words/dates.js';
import { plainInstant } from '../words/instants.js';

/** What somebody is told about themself. */
export interface YouShown {
  /** Those for whom they stand in today. */
  readonly covering: readonly string[];
  readonly absences: readonly { readonly when: string; readonly deputy: string; readonly endHref: string | null }[];
  readonly hears: string;
  readonly told: readonly { readonly when: string; readonly headlines: readonly string[] }[];
}

/** How somebody hears of what they owe, in words; the council's settings come first. */
export const HEARS: Readonly<Record<EmailPreference, string>> = {
  each: 'An e-mail for each thing, when it is due',
  digest: 'One e-mail a working day',
  off: 'No e-mail: on this service alone. Safety concerns come all the same',
};

/** What the council lets people choose. */
export const choices = ({ digest, mayTurnOff }: NotificationSettings): readonly EmailPreference[] => [
  ...(digest === 'always' ? [] : (['each'] as const)),
  ...(digest === 'never' ? [] : (['digest'] as const)),
  ...(mayTurnOff ? (['off'] as const) : []),
];

interface About {
  readonly personId: string;
  readonly directory: PeopleDirectory;
  readonly settings: NotificationSettings;
  readonly messages: readonly MessageRow[];
  readonly names: NamesShown;
  /** London date. */
  readonly today: string;
}

const NAMELESS = 'Name erased';

export function presentYou({ personId, directory, settings, messages, names, today }: About): YouShown {
  const absences = directory.absencesOf(personId);
  const [usual = 'each'] = choices(settings);
  return {
    covering: directory
      .standsInFor(personId, today)
      .filter((id) => id !== personId)
      .map((id) => names[id] ?? NAMELESS),
    absences: absences
      .filter((absence) => !isOver(absence, today))
      .map((absence) => ({
        when: `${lastsOn(absence, today) ? 'Away since' : 'Away from'} ${plainDate(absence.from)}${
          absence.to === null ? '' : ` to ${plainDate(absence.to)}`
        }`,
        deputy:
          absence.deputyId === null ? 'Nobody stands in for you' : `${names[absence.deputyId] ?? NAMELESS} stands in`,
        endHref: absence.endedOn === null ? `/you/absences/${absence.absenceId}/end` : null,
      })),
    hears: HEARS[directory.preferenceOf(personId) ?? usual],
    told: messages.map(({ at, items }) => ({
      when: plainInstant(at),
      headlines: onceEach(items, londonDateOf(at)).map((item) => headlineOf(item, londonDateOf(at))),
    })),
  };
}

const isOver = ({ to, endedOn }: Absence, today: string): boolean =>
  (endedOn !== null && endedOn <= today) || (to !== null && to < today);
