import type { AuditStep } from '#application';
import { openPeople } from '#application';
import { settingsAt } from '#domain';
import type { AuditTool, AuditType, Grade, PeopleDirectory, ProgrammeSettings, WorkingDays } from '#domain';
import { auditSteps, readAudit } from '#engine';
import type { Engine, NamedAudit, ReadingOrder } from '#engine';
import type { Entry } from '#projections';
import { accepted } from '../../exchange/reading.js';
import type { Visitor } from '../frame/visitors.js';

/** An audit as one person may see it now, with what its page and its forms need beside it. */
export interface OpenedAudit {
  readonly document: NamedAudit;
  readonly timeline: readonly Entry[];
  /** As the reader may know it: what its forms carry. */
  readonly revision: number;
  readonly steps: readonly AuditStep[];
  /** Those it is pinned to, as far as the reader may know them; the council's newest otherwise. */
  readonly settings: ProgrammeSettings;
  readonly type: AuditType | undefined;
  readonly tool: AuditTool | undefined;
  /** Of its scale, best first; none where it is not graded. */
  readonly grades: readonly Grade[];
  readonly directory: PeopleDirectory;
  readonly calendar: WorkingDays;
  /** What somebody is called; a stand-in for whom nobody knows any more. */
  nameOf(personId: string): string;
  readonly visitor: Visitor;
  /** London date. */
  readonly today: string;
}

type Order = Omit<ReadingOrder, 'actor'> & { readonly today: string };

/**
 * Opens an audit for a page. The reading is recorded.
 * @throws ProblemError where it is not theirs to read, or there is none: one answer
 */
export async function openAudit(
  engine: Engine,
  visitor: Visitor,
  { today, ...order }: Order,
): Promise<OpenedAudit | undefined> {
  const { actor } = visitor;
  const { document, timeline, revision } = accepted(await readAudit(engine, { ...order, actor }));
  const { steps } = accepted(await auditSteps(engine, { ...order, actor }));
  const { published, settings: newest, directory, calendar } = await engine.references.load();
  const pinned = document.sections.selection[0]?.data;
  const settings =
    (pinned !== undefined && 'settingsVersion' in pinned && pinned.settingsVersion !== undefined
      ? settingsAt(published, pinned.settingsVersion)
      : null) ?? newest;
  if (settings === null) return undefined;
  const type = settings.auditTypes.find(({ key }) => key === document.activity);
  const tool = settings.tools.find(({ key }) => key === type?.tool);
  const scale = settings.scales.find(({ key }) => key === (document.scale ?? tool?.scale));
  const names = await namesIn(engine, directory, [document, timeline]);
  return {
    document,
    timeline,
    revision,
    steps,
    settings,
    type,
    tool,
    grades: scale?.grades ?? [],
    directory,
    calendar,
    nameOf: (personId) => names.get(personId) || 'Somebody no longer known',
    visitor,
    today,
  };
}

/** The names of everybody whom a value mentions by id. */
async function namesIn(
  engine: Engine,
  directory: PeopleDirectory,
  value: unknown,
): Promise<ReadonlyMap<string, string>> {
  const ids = new Set(stringsIn(value));
  const people = [...ids].flatMap((id) => directory.person(id) ?? []);
  const opened = await openPeople(engine.ledger, people);
  return new Map(opened.map(({ personId, name }) => [personId, name]));
}

function* stringsIn(value: unknown): Iterable<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) yield* stringsIn(part);
}
