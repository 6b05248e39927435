import { SUBJECT_TYPES, configuredNames, joinNames, meaningOf } from '#domain';
import type { Configured, MeaningOf, NamedThing, PeopleDirectory, ProgrammeSettings } from '#domain';
import type { HistoricAudit, HistoricOptions } from '#imports';

/** What a column of an import names. */
export type ImportedName = NamedThing | 'subject_type';

/** A name that nobody has configured, or that could mean several things: it is recorded as it stands. */
export interface UnmatchedName {
  readonly what: ImportedName;
  /** As it is spelt first. */
  readonly name: string;
  /** Audits that have it, in whatever spelling. */
  readonly audits: number;
  /** Empty where nothing is known by it. */
  readonly couldMean: readonly string[];
}

/** Names listed at most: a column of free text would make one of every row. */
const MOST_LISTED = 500;

/** Finds what the names of earlier audits mean by what the council has configured, and keeps count of those that mean nothing. */
export class ImportedNames {
  /** What columns of a file are told apart by. */
  readonly columns: NonNullable<HistoricOptions['named']>;
  private readonly means: Readonly<Record<ImportedName, MeaningOf>>;
  private readonly domainsOf: ReadonlyMap<string, MeaningOf>;
  private readonly standardsOf: ReadonlyMap<string, MeaningOf>;
  private readonly joined = new Map<ImportedName, (name: string) => string>();
  private readonly unmatched = new Map<string, { -readonly [Field in keyof UnmatchedName]: UnmatchedName[Field] }>();
  private left = 0;

  constructor(settings: ProgrammeSettings | null, directory: Pick<PeopleDirectory, 'teams'>) {
    const { auditTypes = [], tools = [] } = settings ?? {};
    const teams = [...directory.teams()];
    const plain = (names: readonly (string | null)[]): Configured[] =>
      [...new Set(names)].flatMap((name) => (name === null ? [] : [{ key: name, label: name }]));
    const { activity, domain, standard } = configuredNames({ auditTypes, tools });
    const named = ({ key, label, aliases }: Configured): Configured => ({ key, label, aliases });
    this.columns = { domain: domain.map(named), standard: standard.map(named) };
    this.means = {
      activity: meaningOf(activity),
      domain: meaningOf(domain),
      standard: meaningOf(standard),
      service: meaningOf(plain(teams.map(({ service }) => service))),
      team: meaningOf(plain(teams.map(({ name }) => name))),
      subject_type: meaningOf(plain(SUBJECT_TYPES)),
    };
    const byTool = (part: 'domains' | 'standards'): ReadonlyMap<string, MeaningOf> =>
      new Map(
        auditTypes.map(({ key, tool }) => [key, meaningOf(tools.find((known) => known.key === tool)?.[part] ?? [])]),
      );
    this.domainsOf = byTool('domains');
    this.standardsOf = byTool('standards');
  }

  /** An audit with every name that is known as what the council calls it; others as they stand. */
  matched(audit: HistoricAudit): HistoricAudit {
    const activity = this.name('activity', audit.activity);
    return {
      ...audit,
      activity,
      service: audit.service === null ? null : this.name('service', audit.service),
      team: audit.team === null ? null : this.name('team', audit.team),
      subjectType: this.name('subject_type', audit.subjectType),
      domains: this.keysOf('domain', audit.domains, this.domainsOf.get(activity)),
      standards: this.keysOf('standard', audit.standards, this.standardsOf.get(activity)),
    };
  }

  /** Counts the names of an audit that mean nothing known, or several things. */
  count(audit: HistoricAudit): void {
    const { activity, service, team, subjectType, domains, standards } = this.matched(audit);
    this.countOne('activity', activity);
    if (service !== null) this.countOne('service', service);
    if (team !== null) this.countOne('team', team);
    this.countOne('subject_type', subjectType);
    for (const domain of Object.keys(domains)) this.countOne('domain', domain);
    for (const standard of Object.keys(standards)) this.countOne('standard', standard);
  }

  /** The names counted, those of most audits first, and how many more there are than are listed. */
  listed(): { readonly names: readonly UnmatchedName[]; readonly more: number } {
    const names = [...this.unmatched.values()].sort((one, other) => other.audits - one.audits);
    return { names, more: this.left };
  }

  private name(what: ImportedName, written: string): string {
    const meaning = this.means[what](written);
    return meaning.is === 'known' ? meaning.key : written;
  }

  /** The audit's own tool comes first: two tools may use one name for different things. */
  private keysOf<Value>(
    what: 'domain' | 'standard',
    values: Readonly<Record<string, Value>>,
    ofTool: MeaningOf | undefined,
  ): Record<string, Value> {
    return Object.fromEntries(
      Object.entries(values).map(([written, value]) => {
        const meaning = ofTool?.(written);
        return [meaning?.is === 'known' ? meaning.key : this.name(what, written), value];
      }),
    );
  }

  private countOne(what: ImportedName, written: string): void {
    const meaning = this.means[what](written);
    if (meaning.is === 'known') return;
    let join = this.joined.get(what);
    if (join === undefined) this.joined.set(what, (join = joinNames(this.means[what])));
    const known = this.unmatched.get(`${what} ${join(written)}`);
    if (known !== undefined) known.audits += 1;
    else if (this.unmatched.size >= MOST_LISTED) this.left += 1;
    else {
      const couldMean = meaning.is === 'ambiguous' ? meaning.keys : [];
      this.unmatched.set(`${what} ${join(written)}`, { what, name: written, audits: 1, couldMean });
    }
  }
}
