import type { ProgrammeSettings } from './programme-settings.js';

/** What spreadsheets and other outside lists call by names of their own. */
export type NamedThing = 'activity' | 'domain' | 'standard' | 'service' | 'team';

/** Something the council has configured, and what else it goes by. */
export interface Configured {
  readonly key: string;
  readonly label: string;
  readonly aliases?: readonly string[];
}

/** What a written name means: a key of what is configured, several between which nothing decides, or nothing known. */
export type NameMeaning =
  | { readonly is: 'known'; readonly key: string }
  | { readonly is: 'ambiguous'; readonly keys: readonly string[] }
  | { readonly is: 'unknown' };

export type MeaningOf = (written: string) => NameMeaning;

/**
 * A name as it is compared: `Deep dive`, `deep-dive`, `DEEP_DIVE` and `Deep  Dive` are one. Case, accents, spaces,
 * hyphens, underscores and other punctuation do not count.
 */
export function spellingKey(name: string): string {
  const known = spellings.get(name);
  if (known !== undefined) return known;
  const key = name
    .normalize('NFKD')
    .replace(/['’‘`´\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/[^\p{L}\p{N}+]+/gu, ' ')
    .trim();
  if (spellings.size === MOST_KEPT) spellings.clear();
  spellings.set(name, key);
  return key;
}

/** An import asks for the same few names a million times. */
const spellings = new Map<string, string>();
const MOST_KEPT = 5000;

/**
 * Finds what a name means by key, label and alias, in this order: a key is never hidden by another's label, nor a label
 * by another's alias.
 */
export function meaningOf(configured: readonly Configured[]): MeaningOf {
  const keys = new Set(configured.map(({ key }) => key));
  const ways = [
    bySpelling(configured, ({ key }) => [key]),
    bySpelling(configured, ({ label }) => [label]),
    bySpelling(configured, ({ aliases = [] }) => aliases),
  ];
  return (written) => {
    if (keys.has(written)) return { is: 'known', key: written };
    const spelling = spellingKey(written);
    for (const way of ways) {
      const meant = way.get(spelling);
      if (meant === undefined) continue;
      const [key] = meant;
      return meant.size === 1 && key !== undefined ? { is: 'known', key } : { is: 'ambiguous', keys: [...meant] };
    }
    return { is: 'unknown' };
  };
}

function bySpelling(
  configured: readonly Configured[],
  namesOf: (thing: Configured) => readonly string[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const thing of configured) {
    for (const spelling of namesOf(thing).map(spellingKey)) {
      if (spelling === '') continue;
      found.set(spelling, (found.get(spelling) ?? new Set()).add(thing.key));
    }
  }
  return found;
}

type Named = Pick<ProgrammeSettings, 'auditTypes' | 'tools'>;

/** What the programme calls its audit types, domains and practice standards, of all its tools together. */
export function configuredNames({
  auditTypes,
  tools,
}: Named): Readonly<Record<'activity' | 'domain' | 'standard', readonly Configured[]>> {
  return {
    activity: auditTypes,
    domain: tools.flatMap(({ domains }) => domains),
    standard: tools.flatMap(({ standards }) => standards),
  };
}

/**
 * Says which of the names met so far are one: those with the same configured key are it, and spellings of one unknown
 * name are the first of them that was met. An ambiguous name stands for itself.
 */
export function joinNames(means: MeaningOf): (written: string) => string {
  const firstSpelt = new Map<string, string>();
  return (written) => {
    const meaning = means(written);
    if (meaning.is === 'known') return meaning.key;
    const spelling = spellingKey(written);
    if (spelling === '') return written;
    const first = firstSpelt.get(spelling);
    if (first === undefined) firstSpelt.set(spelling, written);
    return first ?? written;
  };
}

/** What is wrong with aliases among things of one kind, as sentences: an alias must mean one of them only. */
export function aliasProblems(configured: readonly Configured[]): readonly string[] {
  return configured.flatMap(({ key, aliases = [] }) =>
    aliases.flatMap((alias) => {
      const spelling = spellingKey(alias);
      if (spelling === '') return [`An alias of "${key}" is empty.`];
      const other = configured.find(
        (one) =>
          one.key !== key &&
          [one.key, one.label, ...(one.aliases ?? [])].some((name) => spellingKey(name) === spelling),
      );
      return other === undefined ? [] : [`"${alias}" could mean "${key}" or "${other.key}".`];
    }),
  );
}
