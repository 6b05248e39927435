import { measureKey, recordPlan, recordRisks } from '#domain';
import type { Refusal } from '#domain';
import { uuidV5 } from '#event-store';
import type { ListImport } from '#imports';
import type { FeedbackImportParts } from './import-feedback.js';
import { importList, recordedOf, type ListImportOrder, type ListRecorded } from './import-list.js';
import { PLAN_STREAM, RISKS_STREAM, planFold, risksFold } from './improvement-folds.js';

/** The namespace of the ids of actions and risks, which follow from what they are called, keyed. */
const REGISTERS = '0f4f1d0a-8a0c-5a3e-9d43-6a1f2f7cbe52';

/**
 * Enters the actions of the improvement plan as they are printed. The same file again adds nothing; an action said otherwise
 * is changed, and what it was stays in its history; one that the file leaves out stays.
 * @throws StoreUnavailable, KeysUnavailable: import the same file again.
 */
export async function importPlan(parts: FeedbackImportParts, order: ListImportOrder): Promise<ListRecorded | Refusal> {
  const came = await importList(parts, order, {
    duty: 'improvement',
    read: async (file, who) => {
      const list = await parts.files.plan(file, who);
      return digested(parts, list, 'actionId', ({ section, ref }) => JSON.stringify([section, ref]));
    },
    stream: PLAN_STREAM,
    fold: planFold,
    decide: recordPlan,
  });
  return recordedOf(came, isNew);
}

/** Enters the risks of the register, likewise. @throws StoreUnavailable, KeysUnavailable */
export async function importRisks(parts: FeedbackImportParts, order: ListImportOrder): Promise<ListRecorded | Refusal> {
  const came = await importList(parts, order, {
    duty: 'improvement',
    read: async (file, who) =>
      digested(parts, await parts.files.risks(file, who), 'riskId', ({ risk }) => measureKey(risk)),
    stream: RISKS_STREAM,
    fold: risksFold,
    decide: recordRisks,
  });
  return recordedOf(came, isNew);
}

/** Each with its id, and a keyed digest of all it says. */
async function digested<Item extends object, Id extends string>(
  { keys }: Pick<FeedbackImportParts, 'keys'>,
  list: ListImport<Item>,
  id: Id,
  nameOf: (item: Item) => string,
): Promise<ListImport<Item & Record<Id, string> & { readonly digest: string }>> {
  const items = [];
  for (const { row, item } of list.items) {
    const own = uuidV5(REGISTERS, await keys.pseudonym(id, nameOf(item)));
    const digest = await keys.pseudonym(`${id} said`, JSON.stringify(item));
    const named: Record<Id, string> = Object.assign(Object.create(null), { [id]: own });
    items.push({ row, item: { ...item, ...named, digest } });
  }
  return { ...list, items };
}

const isNew = ({ data }: { readonly data: { readonly version: number } }): boolean => data.version === 1;
