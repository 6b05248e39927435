import { londonDateOf, measureKey, recordPlan, recordRisks } from '#domain';
import type { Refusal } from '#domain';
import { uuidV5 } from '#event-store';
import type { ListImport } from '#imports';
import { openPeople } from '../people/open-names.js';
import type { References } from '../references/references.js';
import type { FeedbackImportParts } from './import-feedback.js';
import { importList, recordedOf, type ListImportOrder, type ListRecorded } from './import-list.js';
import { PLAN_STREAM, RISKS_STREAM, planFold, risksFold } from './improvement-folds.js';
import { workerMatcher, type WorkerMatcher } from './match-workers.js';

export interface ImprovementImportParts extends FeedbackImportParts {
  /** Leads are matched to people by name or alias. */
  readonly references: { load(): Promise<Pick<References, 'settings' | 'directory'>> };
}

/** The namespace of the ids of actions and risks, which follow from what they are called, keyed. */
const REGISTERS = '0f4f1d0a-8a0c-5a3e-9d43-6a1f2f7cbe52';

/**
 * Enters the actions of the improvement plan as they are printed. The same file again adds nothing; an action said otherwise
 * is changed, and what it was stays in its history; one that the file leaves out stays. Its review is owed by its date.
 * @throws StoreUnavailable, KeysUnavailable: import the same file again.
 */
export async function importPlan(
  parts: ImprovementImportParts,
  order: ListImportOrder,
): Promise<ListRecorded | Refusal> {
  const today = londonDateOf(order.now);
  const came = await importList(parts, order, {
    duty: 'improvement',
    read: async (file, who) => {
      const list = await parts.files.plan(file, who);
      const named = {
        id: 'actionId',
        nameOf: ({ section, ref }: (typeof list.items)[number]['item']) => JSON.stringify([section, ref]),
      } as const;
      return digested(parts, list, named, await leadsBy(parts, today));
    },
    stream: PLAN_STREAM,
    fold: planFold,
    decide: (actions, known, context) => recordPlan(actions, known, { ...context, today }),
  });
  return recordedOf(came, isNew);
}

/** Enters the risks of the register, likewise. @throws StoreUnavailable, KeysUnavailable */
export async function importRisks(
  parts: ImprovementImportParts,
  order: ListImportOrder,
): Promise<ListRecorded | Refusal> {
  const today = londonDateOf(order.now);
  const came = await importList(parts, order, {
    duty: 'improvement',
    read: async (file, who) => {
      const list = await parts.files.risks(file, who);
      const named = {
        id: 'riskId',
        nameOf: ({ risk }: (typeof list.items)[number]['item']) => measureKey(risk),
      } as const;
      return digested(parts, list, named, await leadsBy(parts, today));
    },
    stream: RISKS_STREAM,
    fold: risksFold,
    decide: (risks, known, context) => recordRisks(risks, known, { ...context, today }),
  });
  return recordedOf(came, isNew);
}

async function leadsBy(parts: ImprovementImportParts, today: string): Promise<WorkerMatcher> {
  const { directory } = await parts.references.load();
  return workerMatcher(await openPeople(parts.ledger, directory.people()), directory, today);
}

interface Named<Item, Id extends string> {
  readonly id: Id;
  readonly nameOf: (item: Item) => string;
}

/** Each with its id, the person its lead is, and a keyed digest of all it says. */
async function digested<Item extends { readonly lead?: string | null }, Id extends string>(
  { keys }: Pick<ImprovementImportParts, 'keys'>,
  list: ListImport<Item>,
  { id, nameOf }: Named<Item, Id>,
  matchOf: WorkerMatcher,
): Promise<ListImport<Item & Record<Id, string> & { readonly digest: string; readonly leadId?: string }>> {
  const items = [];
  for (const { row, item } of list.items) {
    const own = uuidV5(REGISTERS, await keys.pseudonym(id, nameOf(item)));
    const match = typeof item.lead === 'string' ? matchOf(item.lead) : null;
    const led = match?.is === 'person' ? { leadId: match.personId } : {};
    const digest = await keys.pseudonym(`${id} said`, JSON.stringify({ ...item, ...led }));
    const named: Record<Id, string> = Object.assign(Object.create(null), { [id]: own });
    items.push({ row, item: { ...item, ...named, ...led, digest } });
  }
  return { ...list, items };
}

const isNew = ({ data }: { readonly data: { readonly version: number } }): boolean => data.version === 1;
