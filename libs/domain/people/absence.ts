import { addDays } from '../calendar/iso-date.js';

/** A recorded absence. While it lasts, tasks, safety concerns and claims pass to the deputy. */
export interface Absence {
  readonly absenceId: string;
  readonly personId: string;
  readonly from: string;
  /** Last day away; null while nobody knows. */
  readonly to: string | null;
  readonly deputyId: string | null;
  /** While it lasts the person cannot sign in. */
  readonly stopsSignIn?: true;
  /** First day back, where the absence was ended. */
  readonly endedOn: string | null;
}

export function lastsOn(absence: Absence, date: string): boolean {
  return (
    absence.from <= date &&
    (absence.to === null || date <= absence.to) &&
    (absence.endedOn === null || date < absence.endedOn)
  );
}

/** A stretch of days; `to` counts. */
interface Stretch {
  readonly from: string;
  readonly to: string;
}

const FOR_EVER = '9999-12-31';

function stretchOf(absence: Absence): Stretch | null {
  const to = absence.to ?? FOR_EVER;
  if (absence.endedOn === null || absence.endedOn > to) return { from: absence.from, to };
  // ended on the first day: it never was
  return absence.endedOn > absence.from ? { from: absence.from, to: addDays(absence.endedOn, -1) } : null;
}

function overlap(one: Stretch, other: Stretch): Stretch | null {
  const from = one.from > other.from ? one.from : other.from;
  const to = one.to < other.to ? one.to : other.to;
  return from <= to ? { from, to } : null;
}

export function overlaps(one: Absence, other: Absence): boolean {
  const [first, second] = [stretchOf(one), stretchOf(other)];
  return first !== null && second !== null && overlap(first, second) !== null;
}

/** Whether a new absence would make somebody their own deputy, on some day, by way of deputies who are themselves away. */
export function makesLoop(absence: Absence, absencesOf: (personId: string) => readonly Absence[]): boolean {
  const leadsBack = (deputyId: string, during: Stretch, seen: readonly string[]): boolean => {
    if (deputyId === absence.personId) return true;
    if (seen.includes(deputyId)) return false;
    return absencesOf(deputyId).some((away) => {
      const stretch = stretchOf(away);
      const shared = stretch && overlap(stretch, during);
      return shared !== null && away.deputyId !== null && leadsBack(away.deputyId, shared, [...seen, deputyId]);
    });
  };
  const stretch = stretchOf(absence);
  return stretch !== null && absence.deputyId !== null && leadsBack(absence.deputyId, stretch, []);
}

/** Whether somebody is away on every day of a stretch, by one absence or several that follow on from one another. */
export function awayThroughout(absences: readonly Absence[], { from, to }: Stretch): boolean {
  const stretches = absences.flatMap((absence) => stretchOf(absence) ?? []);
  let day = from;
  for (;;) {
    const last = stretches
      .filter((away) => away.from <= day && day <= away.to)
      .reduce<string | null>((latest, away) => (latest === null || away.to > latest ? away.to : latest), null);
    if (last === null) return false;
    if (last >= to) return true;
    day = addDays(last, 1);
  }
}
