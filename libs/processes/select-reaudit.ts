import { auditStream } from '#application';
import type { StreamFold } from '#application';
import { addDays, isSelected, periodKey } from '#domain';
import type { AuditEvent, SelectedAudit } from '#domain';
import { KEPT, ofAudit, waitUntil, type Process } from './process.js';
import type { Steps } from './steps.js';

/** When a re-audit falls due it is selected: the same subject and audit type, linked to the audit before it. */
export const selectReaudit: Process = {
  name: 'select-reaudit',
  routes: {
    'reaudit-scheduled': { start: ofAudit },
    'audit-selected': { stop: ({ data }) => data.reauditOf },
  },
  async advance(auditId, steps) {
    const audit = await steps.audit(auditId);
    const plan = await steps.stateOf(auditStream(auditId), reauditPlan);
    if (!isSelected(audit) || plan.reaudit === null) return KEPT;
    const { reauditId, dueOn } = plan.reaudit;
    if (steps.today < dueOn) return waitUntil(dueOn);
    if ((await steps.audit(reauditId)).stage !== 'unselected') return KEPT;
    // the actions of the first audit may still be open: it hands its subject on
    const { subjectId, activity, graded } = audit;
    const auditedOn = graded?.auditedOn ?? null;
    await steps.take('hand-on', { name: 'ReleaseLiveAudit', body: { subjectId, activity, auditId, auditedOn } });
    const reserve = { name: 'ReserveLiveAudit', body: { subjectId, activity, auditId: reauditId } };
    // another audit of the subject is under way: the re-audit follows it
    const barred = await steps.take('reserve', reserve, ['live-audit', 'subject-erased']);
    if (barred === 'subject-erased') return KEPT;
    if (barred !== null) return waitUntil(addDays(steps.today, 1));
    await steps.take('select', { name: 'SelectAudit', body: reauditOf(audit, plan.team, reauditId, steps) });
    return KEPT;
  },
};

function reauditOf(audit: SelectedAudit, team: string | null, reauditId: string, { today }: Steps): object {
  const {
    activity,
    subjectId,
    service,
    teamId,
    practitionerId,
    workerMatched,
    otherPractitioners,
    otherWorkersMatched,
  } = audit;
  return {
    auditId: reauditId,
    origin: 'reaudit',
    sampleId: null,
    activity,
    subjectId,
    service,
    teamId,
    team,
    practitionerId,
    workerMatched,
    otherPractitioners,
    otherWorkersMatched,
    period: periodKey(today, 'month'),
    reauditOf: audit.auditId,
    replaces: null,
  };
}

interface ReauditPlan {
  /** The team's name, which an audit's state leaves out. */
  readonly team: string | null;
  readonly reaudit: { readonly reauditId: string; readonly dueOn: string } | null;
}

const reauditPlan: StreamFold<ReauditPlan> = {
  initial: { team: null, reaudit: null },
  after: (plan: ReauditPlan, events: readonly AuditEvent[]) => events.reduce(planned, plan),
};

function planned(plan: ReauditPlan, { type, data }: AuditEvent): ReauditPlan {
  switch (type) {
    case 'audit-selected':
    case 'audit-team-changed':
      return { ...plan, team: data.team };
    case 'reaudit-scheduled':
      return { ...plan, reaudit: data };
    default:
      return plan;
  }
}
