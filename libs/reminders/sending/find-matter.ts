import {
  LEARNING_STREAM,
  PLAN_STREAM,
  RISKS_STREAM,
  ROUNDS_STREAM,
  auditFold,
  auditStream,
  learningFold,
  planFold,
  risksFold,
  roundsFold,
} from '#application';
import { DRAW, LEARNING_DISCUSSION, LOOK_AGAIN, PLAN_REVIEW, RISK_REVIEW, isSelected } from '#domain';
import type { ReminderItem, SelectedAudit } from '#domain';
import type { ReminderEngine } from '../parts.js';
import { auditMatter, discussionMatter, drawMatter, lookAgainMatter, reviewMatter, type Matter } from './matter.js';

type Memories = ReminderEngine['memories'];

interface OffAudits {
  /** What an id names, as it stands now. */
  readonly find: (memories: Memories, id: string) => Promise<Matter | undefined>;
  /** Its page, below the service's address. */
  readonly page: (item: Pick<ReminderItem, 'auditId' | 'reference'>) => string;
}

/** What is owed on no audit, by obligation. */
const OFF_AUDITS: Readonly<Record<string, OffAudits>> = {
  [DRAW]: {
    find: async (memories, id) => drawMatter((await memories.of(roundsFold).load(ROUNDS_STREAM)).state.get(id)),
    page: ({ reference }) => `rounds/${reference.replace(' ', '/')}`,
  },
  [PLAN_REVIEW]: {
    find: async (memories, id) => reviewMatter(id, (await memories.of(planFold).load(PLAN_STREAM)).state.get(id)),
    page: ({ auditId }) => `reviews/plan/${auditId}`,
  },
  [RISK_REVIEW]: {
    find: async (memories, id) => reviewMatter(id, (await memories.of(risksFold).load(RISKS_STREAM)).state.get(id)),
    page: ({ auditId }) => `reviews/risk/${auditId}`,
  },
  [LEARNING_DISCUSSION]: {
    find: async (memories, id) => discussionMatter(id, (await learnt(memories)).discussions.get(id)),
    page: ({ auditId }) => `learning/discussions/${auditId}`,
  },
  [LOOK_AGAIN]: {
    find: async (memories, id) => lookAgainMatter(id, (await learnt(memories)).messages.get(id)),
    page: ({ auditId }) => `learning/${auditId}`,
  },
};

const learnt = async (memories: Memories) => (await memories.of(learningFold).load(LEARNING_STREAM)).state;

/** What a reminder is about, as it stands now; undefined where there is no such thing. */
export async function findMatter(
  memories: Memories,
  { auditId, obligation }: Pick<ReminderItem, 'auditId' | 'obligation'>,
): Promise<Matter | undefined> {
  const other = OFF_AUDITS[obligation];
  if (other !== undefined) return other.find(memories, auditId);
  const audit = await findAudit(memories, auditId);
  return audit && auditMatter(audit);
}

export async function findAudit(memories: Memories, auditId: string): Promise<SelectedAudit | undefined> {
  const { state } = (await memories.of(auditFold).load(auditStream(auditId))).state;
  return isSelected(state) ? state : undefined;
}

/** The page of what a reminder is about, below the service's address. */
export const pageOf = (item: Pick<ReminderItem, 'auditId' | 'obligation' | 'reference'>): string =>
  OFF_AUDITS[item.obligation]?.page(item) ?? `audits/${item.auditId}`;
