import type { AuditStep } from '#application';
import { settingsAt } from '#domain';
import type { AuditTool, CalendarEntry, Grade, PeopleDirectory, ProgrammeSettings, WorkingDays } from '#domain';
import { readAuditToAct } from '#engine';
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
  /** What the council calls audits of its type. */
  readonly type: string;
  readonly tool: AuditTool | undefined;
  /** Of its scale, best first; none where it is not graded. */
  readonly grades: readonly Grade[];
  readonly directory: PeopleDirectory;
  readonly calendar: WorkingDays;
  /** What somebody is called; a stand-in for whom nobody knows any more. */
  nameOf(personId: string): string;
  readonly visitor: Visitor;
  /** The conversation in the reader's own calendar; none where they were never invited. */
  readonly inCalendar: CalendarEntry | undefined;
  /** London date. */
  readonly today: string;
}

type Order = Omit<ReadingOrder, 'actor' | 'asAt'> & { readonly today: string };

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
  const { document, timeline, revision, steps, inCalendar } = accepted(
    await readAuditToAct(engine, { ...order, actor }),
  );
  const { published, settings: newest, directory, calendar } = await engine.references.load();
  const { form } = document;
  const pinned = form?.settingsVersion ?? null;
  const settings = (pinned === null ? null : settingsAt(published, pinned)) ?? newest;
  if (settings === null) return undefined;
  return {
    document,
    timeline,
    revision,
    steps,
    settings,
    type:
      form?.activity ?? settings.auditTypes.find(({ key }) => key === document.activity)?.label ?? document.activity,
    calendar,
    ...wordsOf(document, directory),
    visitor,
    today,
    inCalendar,
  };
}

/** What the people, grades and questions of an audit are called. */
export const wordsOf = (
  { form, names }: NamedAudit,
  directory: PeopleDirectory,
): Pick<OpenedAudit, 'nameOf' | 'grades' | 'tool' | 'directory'> => ({
  directory,
  tool: form?.tool ?? undefined,
  grades: form?.scale?.grades ?? [],
  nameOf: (personId) => names[personId] ?? 'Somebody no longer known',
});
