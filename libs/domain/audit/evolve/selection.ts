import { DEFAULT_INDEPENDENCE } from '../../settings/default-settings.js';
import { byDomain } from '../domain-grades.js';
import type { AuditCase, StateIn } from '../state.js';
import type { Changes, DataOf } from './change.js';
import { NO_DRAFTS, byStandard } from './grading.js';

export const selection: Pick<Changes, 'audit-selected' | 'audit-imported'> = {
  'audit-selected'({ data }, before) {
    before.in('unselected');
    const { allocateBy, counted } = data;
    return begun(data, before.leads(['allocation']), { allocate: { due: allocateBy, counted } });
  },

  'audit-imported'({ data }, before) {
    before.in('unselected');
    const { auditId, reference, subjectId, activity, scale, auditedOn, finalGrade } = data;
    return {
      stage: 'imported',
      auditId,
      reference,
      subjectId,
      activity,
      scale,
      auditedOn,
      finalGrade,
      domains: byDomain(data.domains),
      standards: byStandard(data.standards),
      retrospective: [],
    };
  },
};

/**
 * An audit nothing has happened to yet. Every field in one literal, so that all audits are objects of one shape: added
 * to or joined from several, each costs a replay many times as much.
 */
function begun(
  data: DataOf<'audit-selected'>,
  stage: 'allocation',
  deadlines: AuditCase['deadlines'],
): StateIn<'allocation'> {
  return {
    stage,
    deadlines,
    auditId: data.auditId,
    reference: data.reference,
    origin: data.origin,
    sampleId: data.sampleId,
    activity: data.activity,
    subjectId: data.subjectId,
    subjectType: data.subjectType,
    service: data.service,
    teamId: data.teamId,
    practitionerId: data.practitionerId,
    workerMatched: data.workerMatched,
    otherPractitioners: data.otherPractitioners ?? [],
    otherWorkersMatched: data.otherWorkersMatched ?? true,
    period: data.period,
    settingsVersion: data.settingsVersion,
    tool: data.tool,
    scale: data.scale,
    pilot: data.pilot,
    reauditOf: data.reauditOf,
    replaces: data.replaces,
    plan: data.plan,
    independence: data.independence ?? DEFAULT_INDEPENDENCE,
    selectedOn: data.selectedOn,
    formerPractitioners: [],
    tookPart: [],
    conflicted: [],
    conversation: null,
    calendars: {},
    familyContacts: 0,
    otherGrades: [],
    drafts: NO_DRAFTS,
    concerns: [],
    actions: [],
    retrospective: [],
    reauditId: null,
    auditor: null,
    graded: null,
    moderation: null,
    shared: null,
    dispute: null,
    response: null,
    linked: undefined,
    filedOn: undefined,
    reauditDrawnFor: undefined,
  };
}
