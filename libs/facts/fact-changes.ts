import {
  londonDateOf,
  parsePeriod,
  type AuditEvent,
  type Correction,
  type DomainGrade,
  type ModerationReason,
  type QuestionAnswered,
  type StandardAssessed,
  type StatementValued,
} from '#domain';
import type { EventEnvelope, EventMetadata } from '#event-store';
import { TIMED_STAGES, type Answer, type AnswerColumn, type DayColumn, type NameColumn } from './columns.js';

/** What an event makes known of an audit. What is not named stays as it was; null is no longer known. */
export interface FactChanges {
  readonly answers?: { readonly [Column in AnswerColumn]?: Answer<Column> };
  readonly names?: Readonly<Partial<Record<NameColumn, string | null>>>;
  readonly days?: Readonly<Partial<Record<DayColumn, string | null>>>;
  /** Keys of the audit's own scale. */
  readonly grades?: Readonly<Partial<Record<'first' | 'final', string | null>>>;
  /** All domain grades, in place of those known before. */
  readonly domains?: readonly DomainGrade[];
  readonly standards?: readonly StandardAssessed[];
  /** One domain's grade, beside the others. */
  readonly domain?: DomainGrade;
  readonly standard?: StandardAssessed;
  /** Answers to questions, beside those known before; likewise the words of statements' scales. */
  readonly questions?: readonly QuestionAnswered[];
  readonly statements?: readonly StatementValued[];
  /** What was found, in place of what was known before. */
  readonly findings?: readonly ThemeFound[];
}

/** That a theme was found, as a strength or as an area for improvement. */
export interface ThemeFound {
  readonly kind: 'strength' | 'improvement';
  readonly theme: string;
}

/** What a change rests on besides its event. */
export interface KnownBefore {
  isFinal(): boolean;
  /** The audit's findings as they stand, this event's among them. */
  findings(): readonly ThemeFound[];
}

type DataOf<Type extends AuditEvent['type']> = Extract<AuditEvent, { type: Type }>['data'];
type ChangesByEvent = {
  readonly [Type in AuditEvent['type']]?: (
    data: DataOf<Type>,
    metadata: EventMetadata,
    before: KnownBefore,
  ) => FactChanges;
};

/** What an event makes known; undefined for an event that changes no figure. */
export function changesOf(event: EventEnvelope, before: KnownBefore): FactChanges | undefined {
  const change: ((data: never, metadata: EventMetadata, before: KnownBefore) => FactChanges) | undefined =
    changesByEvent[event.type as keyof ChangesByEvent];
  // The type map says which data an event of this type holds.
  return change?.(event.data as never, event.metadata, before);
}

/**
 * Which events a report can see, and what each makes known. Events that are not here change no figure.
 * A grade is known here once it is final and not before, so that no report, and nobody who reads this file,
 * learns a first grade that is still to be moderated blind.
 */
const changesByEvent: ChangesByEvent = {
  'audit-imported': (data) => ({
    answers: {
      stage: 'final',
      origin: 'imported',
      pilot: 'no',
      moderated: data.moderated ? 'yes' : 'no',
      ...(data.moderated ? { stratum: 'not_recorded' } : {}),
    },
    names: {
      activity: data.activity,
      service: data.service,
      team: data.team,
      scale: data.scale,
      auditor_group: data.auditorRole,
      ...(data.importId === undefined ? {} : { import: data.importId }),
    },
    days: { audited_on: data.auditedOn },
    // A spreadsheet that has one grade for an audit has its final grade.
    grades: { first: data.firstGrade, final: data.finalGrade ?? data.firstGrade },
    domains: data.domains,
    standards: data.standards,
  }),
  'audit-selected': (data) => ({
    answers: { stage: 'selected', origin: data.origin, pilot: data.pilot ? 'yes' : 'no' },
    names: {
      activity: data.activity,
      service: data.service,
      team: data.team,
      scale: data.scale,
      sample: data.sampleId,
      practitioner: data.practitionerId ?? null,
    },
    days: {
      planned_on: firstDayOf(data.period),
      allocate_from: data.selectedOn,
      allocate_due: data.allocateBy,
    },
  }),
  'auditor-allocated': (data, metadata) => allocated(data, metadata),
  'auditor-reallocated': (data, metadata) => allocated(data, metadata),
  'conflict-declared': (data, metadata) => ({
    names: { auditor: null },
    days: {
      allocate_from: today(metadata),
      allocate_due: data.allocateBy,
      allocate_done: null,
      accept_from: null,
      accept_due: null,
      accept_done: null,
    },
  }),
  'audit-accepted': (data, metadata) => ({
    days: { accept_done: today(metadata), grade_from: today(metadata), grade_due: data.gradeBy },
  }),
  'subject-substituted': (data) => notDone('substituted', data.reasonCode),
  'audit-exempted': (data) => notDone('exempted', data.reasonCode),
  'audit-withdrawn': (data) => notDone('withdrawn', data.reasonCode),
  'conversation-recorded': () => ({ answers: { conversation: 'held' }, names: { conversation_reason: null } }),
  'conversation-not-held': (data) => ({
    answers: { conversation: 'not_held' },
    names: { conversation_reason: data.reasonCode },
  }),
  'first-grade-submitted': (data, metadata) => ({
    answers: { stage: 'graded' },
    names: { auditor_group: data.auditorGroup ?? metadata.actor.role },
    days: { audited_on: data.auditedOn, grade_done: today(metadata) },
  }),
  'moderation-required': (data, metadata) => ({
    answers: { stratum: stratumOf(data.reasons) },
    days: { moderate_from: today(metadata), moderate_due: data.moderateBy },
  }),
  'moderation-not-required': (data, metadata) => ({
    answers: { moderated: 'no' },
    days: { share_from: today(metadata), share_due: data.shareBy },
  }),
  'grade-resubmitted': (data) => ({ days: { moderate_due: data.moderateBy } }),
  'moderation-passed-on': (data) => ({ days: { moderate_due: data.moderateBy } }),
  'grade-upheld': (data, metadata) => moderated(data.shareBy, metadata),
  'grade-changed': (data, metadata) => moderated(data.shareBy, metadata),
  'outcome-shared': (data) => ({ days: { share_done: data.on } }),
  'response-required': (data, metadata) => ({
    days: { respond_from: today(metadata), respond_due: data.respondBy, respond_done: null },
  }),
  'response-recorded': (data, metadata) => ({
    days: {
      respond_done: today(metadata),
      ...(data.signOffBy === undefined
        ? {}
        : { 'sign-off_from': today(metadata), 'sign-off_due': data.signOffBy, 'sign-off_done': null }),
      ...reviewBegun(data.reviewBy, metadata),
    },
  }),
  'response-signed-off': (data, metadata) => ({
    days: { 'sign-off_done': today(metadata), ...reviewBegun(data.reviewBy, metadata) },
  }),
  // The plan is not given after all: what counts is when the one came that stands.
  'response-sent-back': (data) => ({ days: { respond_due: data.respondBy, respond_done: null } }),
  'response-reviewed': (data, metadata) => ({
    days: data.reviewBy === undefined ? { review_done: data.on } : reviewBegun(data.reviewBy, metadata),
  }),
  'audit-filed': (data) => ({ days: { file_done: data.on } }),
  'audit-finalised': (data, metadata, before) => ({
    answers: { stage: 'final' },
    days: {
      audited_on: data.auditedOn,
      ...(data.fileBy === undefined ? {} : { file_from: today(metadata), file_due: data.fileBy }),
    },
    grades: { first: data.firstGrade, final: data.finalGrade },
    domains: data.domains.map(({ domain, final }) => ({ domain, grade: final })),
    standards: data.standards,
    questions: data.answers,
    statements: data.statements,
    findings: before.findings(),
  }),
  // Before the audit is final its findings are carried by the event that makes it so.
  'finding-corrected': (_data, _metadata, before) =>
    before.isFinal() ? { answers: { corrected: 'yes' }, findings: before.findings() } : {},
  'audit-closed': (data) => ({ days: { closed_on: data.on } }),
  'audit-reopened': () => ({ days: { closed_on: null } }),
  'record-corrected': (data, _metadata, before) => corrected(data.change, before.isFinal()),
  'practitioner-reassigned': (data) => ({ names: { practitioner: data.to } }),
  'audit-team-changed': (data) => ({ names: { team: data.team, service: data.service } }),
  'extension-decided': (data) => (data.outcome === 'granted' ? movedDeadlines([data]) : {}),
  'deadlines-moved': (data) => movedDeadlines(data.moves),
};

function today(metadata: EventMetadata): string {
  return londonDateOf(metadata.recordedAt);
}

function reviewBegun(reviewBy: string | undefined, metadata: EventMetadata): FactChanges['days'] {
  return reviewBy === undefined ? {} : { review_from: today(metadata), review_due: reviewBy, review_done: null };
}

function firstDayOf(period: string): string | null {
  return parsePeriod(period)?.from ?? null;
}

function allocated(
  { auditorId: auditor, acceptBy }: { readonly auditorId: string; readonly acceptBy: string },
  metadata: EventMetadata,
): FactChanges {
  const on = today(metadata);
  return { names: { auditor }, days: { allocate_done: on, accept_from: on, accept_due: acceptBy, accept_done: null } };
}

function notDone(stage: 'substituted' | 'exempted' | 'withdrawn', reason: string): FactChanges {
  return { answers: { stage }, names: { reason } };
}

function moderated(shareBy: string, metadata: EventMetadata): FactChanges {
  const on = today(metadata);
  return { answers: { moderated: 'yes' }, days: { moderate_done: on, share_from: on, share_due: shareBy } };
}

/** Where all audits are moderated none was chosen; one that the random rule chose is of the fair sample, whatever else would have chosen it too. */
function stratumOf(reasons: readonly ModerationReason[]): Answer<'stratum'> {
  return reasons.includes('all') ? 'all' : reasons.includes('random') ? 'random' : 'risk';
}

function corrected(change: Correction, final: boolean): FactChanges {
  // Before a grade is final its correction is carried by the event that makes it final.
  if (!final) return change.field === 'auditedOn' ? { days: { audited_on: change.to } } : {};
  const answers = { corrected: 'yes' } as const;
  switch (change.field) {
    case 'auditedOn':
      return { answers, days: { audited_on: change.to } };
    case 'finalGrade':
      return { answers, grades: { final: change.to } };
    case 'domainGrade':
      return { answers, domain: { domain: change.domain, grade: change.to } };
    case 'standard':
      return { answers, standard: { standard: change.standard, answer: change.to } };
    case 'answer':
      return { answers, questions: [{ question: change.question, answer: change.to }] };
    case 'statement':
      return { answers, statements: [{ statement: change.statement, value: change.to }] };
    case 'note':
      return {};
  }
}

function movedDeadlines(moves: readonly { obligation: string; to: string }[]): FactChanges {
  const days: Partial<Record<DayColumn, string>> = {};
  for (const { obligation, to } of moves) {
    const stage = TIMED_STAGES.find((timed) => timed === obligation);
    if (stage !== undefined) days[`${stage}_due`] = to;
  }
  return Object.keys(days).length === 0 ? {} : { days };
}
