import { ANY, type FormRow } from './row.js';
import type { Sent } from './form-on-page.js';
import { ANN, CORA, LEE, MAX, MO, PAT, PLANNING, TESS } from './world.js';
import type { By, World } from './world.js';

/** A date in its three boxes. @param date `2024-05-04` */
export function dateIn(name: string, date: string): Sent {
  const [year = '', month = '', day = ''] = date.split('-');
  return { [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year };
}

/** How an audit comes to where a step is taken: the audit. */
type Stage = (world: World) => Promise<string>;

interface More extends Pick<FormRow, 'typed' | 'mayBeEmpty' | 'orNothing' | 'meanwhile'> {
  /** A domain that the form is about. */
  readonly domain?: string;
  /** The type of an entry of the history that it is about. */
  readonly entry?: string;
  /** It is about an action or a concern, as it is theirs to take. */
  readonly isOfItem?: true;
  /** Whoever fills it in is not told of concerns: that another worker has the case they see. */
  readonly isPassedOn?: true;
  /** It is closed: that somebody grades it in retrospect changes nothing but the record. */
  readonly isRegraded?: true;
}

/** Somebody else than whoever fills in the form raises a concern: whatever the stage, the record is another. */
const changed =
  ([name]: By, audit: { id: string }) =>
  (world: World): Promise<unknown> =>
    world.does(name === 'Cora' ? TESS : CORA, 'RaiseSafetyConcern', { reason: 'Nobody visits.' }, audit.id);

const passedOn =
  (audit: { id: string }) =>
  (world: World): Promise<unknown> =>
    world.does(CORA, 'ReassignPractitioner', { to: world.idOf('Sue'), reason: 'They left.' }, audit.id);

const regraded =
  (audit: { id: string }) =>
  (world: World): Promise<unknown> =>
    world.does(MAX, 'RecordRetrospectiveGrade', { grade: 'good', rationale: 'So.' }, audit.id);

function step(
  form: string,
  path: string,
  by: By,
  stage: Stage,
  { domain, entry, isOfItem, isPassedOn, isRegraded, ...more }: More = {},
): FormRow {
  const audit = { id: '' };
  return {
    form,
    by,
    at: async (world) => {
      audit.id = await stage(world);
      if (domain !== undefined) return world.stepOf(by, audit.id, `${path}/${domain}`);
      if (entry !== undefined) return world.stepOf(by, audit.id, `${path}/${await world.entryOf(audit.id, entry)}`);
      return world.stepOf(by, audit.id, path, isOfItem && form);
    },
    meanwhile: isRegraded ? regraded(audit) : isPassedOn ? passedOn(audit) : changed(by, audit),
    ...more,
  };
}

const WHY = 'The plan was read aloud to her ("slowly") & she said <no>.';
const saying = (name: string): More => ({ typed: () => ({ [name]: WHY }) });
const MAY_SAY = (name: string): More => ({ ...saying(name), mayBeEmpty: true });
const NOTHING: More = { mayBeEmpty: true };

const selected: Stage = (world) => world.selected();
const accepted: Stage = (world) => world.accepted();
const allocated: Stage = async (world) => {
  const audit = await world.selected();
  await world.does(CORA, 'AllocateAuditor', { auditorId: world.idOf('Ann') }, audit);
  return audit;
};
const drafted: Stage = (world) => world.drafted();
const withConcern: Stage = (world) => world.withConcern();
const claimed: Stage = (world) => world.claimed();
const shared: Stage = (world) => world.shared();
const final: Stage = (world) => world.final();

const idOfConcern = (world: World, audit: string): Promise<string> => idOf(world, audit, 'concerns', 'concernId');
const idOfAction = (world: World, audit: string): Promise<string> => idOf(world, audit, 'actions', 'actionId');

async function idOf(world: World, audit: string, list: string, name: string): Promise<string> {
  const { json } = await world.api.get(`/api/v1/audits/${audit}`);
  const all: readonly Readonly<Record<string, string>>[] = Object(json[list]);
  return all.at(-1)?.[name] ?? '';
}

const acknowledgedConcern: Stage = async (world) => {
  const audit = await world.withConcern();
  await world.does(TESS, 'AcknowledgeSafetyConcern', { concernId: await idOfConcern(world, audit) }, audit);
  return audit;
};

/** What an Inadequate calls for is asked for by itself. */
const withPlan: Stage = async (world) => {
  const audit = await world.final();
  await world.does(TESS, 'RecordResponse', { plan: 'A visit this week.' }, audit);
  return audit;
};
const signedOff: Stage = async (world) => {
  const audit = await withPlan(world);
  await world.does(CORA, 'SignOffResponse', {}, audit);
  return audit;
};

const agreed =
  (more: object = {}): Stage =>
  async (world) => {
    const audit = await world.final();
    const action = { text: 'See the child.', ownerId: world.idOf('Pat'), scope: 'child', ...more };
    await world.does(ANN, 'AgreeAction', action, audit);
    return audit;
  };
const urgent: Stage = (world) => agreed({ urgency: 'today', managerId: world.idOf('Tess') })(world);
const completed: Stage = async (world) => {
  const audit = await agreed()(world);
  await world.does(PAT, 'CompleteAction', { actionId: await idOfAction(world, audit), evidence: 'A note.' }, audit);
  return audit;
};

/** Everything that holds an audit open is done. */
const ready: Stage = async (world) => {
  const audit = await signedOff(world);
  await world.does(CORA, 'ReviewResponse', { on: world.today(), found: 'It works.', outcome: 'done' }, audit);
  await world.does(ANN, 'FileOnRecord', { on: world.today(), reference: 'Document 7' }, audit);
  return audit;
};
const closed: Stage = async (world) => {
  const audit = await ready(world);
  await world.does(CORA, 'CloseAudit', {}, audit);
  return audit;
};

const leftOut = (world: World): Sent => ({ reasonCode: 'moved-away', reason: WHY, approvedBy: world.idOf('Lee') });
const graded = { grade: 'good', rationale: WHY };

const requested: Stage = async (world) => {
  const audit = await world.accepted();
  await world.does(ANN, 'AskForExtension', { obligation: 'grade', to: world.today(60), reason: 'On leave.' }, audit);
  return audit;
};

/** A moved calendar: an audit whose dates are those of before. */
const calendarMoved: Stage = async (world) => {
  const audit = await world.accepted();
  await world.does(CORA, 'AddClosure', { date: nextWorkingDay(world), reason: 'Closed.' }, 'calendar');
  return audit;
};

function nextWorkingDay(world: World): string {
  for (let days = 1; ; days += 1) {
    const day = world.today(days);
    const isWeekend = [0, 6].includes(new Date(day).getUTCDay());
    if (!isWeekend) return day;
  }
}

/** One of each form of a step of the lifecycle. */
export const STEP_ROWS: readonly FormRow[] = [
  step('AllocateAuditor', 'allocate', CORA, selected, { typed: (world) => ({ auditorId: world.idOf('Ann') }) }),
  step('AcceptAudit', 'accept', ANN, allocated, NOTHING),
  step('DeclareConflict', 'declare-conflict', ANN, allocated, saying('reason')),
  step('ReallocateAuditor', 'reallocate', CORA, accepted, {
    typed: (world) => ({ auditorId: world.idOf('Abe'), reason: WHY }),
  }),
  step('SubstituteSubject', 'substitute', CORA, selected, { typed: leftOut, isPassedOn: true }),
  step('ExemptAudit', 'exempt', CORA, selected, { typed: leftOut, isPassedOn: true }),
  step('WithdrawAudit', 'withdraw', CORA, accepted, { typed: leftOut, isPassedOn: true }),
  step('ScheduleConversation', 'schedule-conversation', ANN, accepted, {
    typed: (world) => ({
      ...dateIn('on', world.today(2)),
      at: '09:30',
      participants: `practitioner:${world.idOf('Pat')}`,
    }),
  }),
  step('RecordConversation', 'record-conversation', ANN, accepted, {
    typed: (world) => ({
      ...dateIn('on', world.today()),
      participants: `practitioner:${world.idOf('Pat')}`,
      summary: WHY,
    }),
  }),
  step('RecordConversationNotHeld', 'conversation-not-held', ANN, accepted, {
    typed: () => ({ reasonCode: 'worker-left', reason: WHY }),
  }),
  step('RecordFamilyContact', 'family-contacts', ANN, accepted, {
    typed: () => ({ with: 'child', outcome: 'spoken', rating: 'good', words: WHY }),
  }),
  step('RecordOtherGrade', 'other-grades', ANN, accepted, {
    typed: () => ({ of: 'partner_agency', agency: 'health', grade: 'good', reason: WHY }),
  }),
  step('GradeDomain', 'grade-domain', ANN, accepted, {
    domain: PLANNING,
    typed: () => ({ ...graded, 'question-plan-shared': 'no', 'reason-plan-shared': WHY }),
  }),
  step('AnswerQuestions', 'answer-questions', ANN, accepted, {
    domain: PLANNING,
    typed: () => ({ 'question-plan-shared': 'no', 'reason-plan-shared': WHY }),
  }),
  step('WriteStatement', 'statements', ANN, accepted, {
    typed: () => ({ 'statement-difference': WHY, 'value-difference': 'yes' }),
    mayBeEmpty: true,
  }),
  step('AssessStandard', 'assess-standard', ANN, accepted, {
    typed: () => ({ 'standard:supervision-in-timescale': 'not_met', 'note:supervision-in-timescale': WHY }),
    mayBeEmpty: true,
  }),
  step('RecordFinding', 'findings', ANN, accepted, {
    typed: () => ({ kind: 'strength', theme: 'Supervision', text: WHY }),
  }),
  step('SubmitFirstGrade', 'submit-first-grade', ANN, drafted, {
    typed: (world) => ({
      grade: 'inadequate',
      rationale: WHY,
      ...dateIn('auditedOn', world.today()),
      atRisk: 'yes',
      riskReason: WHY,
    }),
  }),
  step('RaiseSafetyConcern', 'safety-concerns', ANN, accepted, saying('reason')),
  step('AcknowledgeSafetyConcern', 'acknowledge-safety-concern', TESS, withConcern, {
    ...MAY_SAY('note'),
    isOfItem: true,
  }),
  step('ResolveSafetyConcern', 'resolve-safety-concern', TESS, acknowledgedConcern, {
    ...saying('outcome'),
    isOfItem: true,
  }),
  step('ClaimModeration', 'claim-moderation', MO, (world) => world.submitted(), NOTHING),
  step('ReleaseModeration', 'release-moderation', MO, claimed, MAY_SAY('reason')),
  step('RecordModeratorGrade', 'record-moderator-grade', MO, (world) => world.claimedBlind(), {
    typed: () => ({ ...graded, 'domain:planning': 'good' }),
    orNothing: ['domain:'],
    isPassedOn: true,
  }),
  step('UpholdGrade', 'uphold-grade', MO, claimed, MAY_SAY('rationale')),
  step('ChangeGrade', 'change-grade', MO, claimed, {
    typed: () => ({ ...graded, 'domain:planning': 'good' }),
    orNothing: ['domain:'],
  }),
  step('ChangeStatementValue', 'change-statement-value', MO, claimed, {
    typed: () => ({ value: 'difference=yes', reason: WHY }),
  }),
  step('ReturnToAuditor', 'return-to-auditor', MO, claimed, saying('reason')),
  step('ShareOutcome', 'share', CORA, (world) => world.moderated(), NOTHING),
  step('AcknowledgeOutcome', 'acknowledge-outcome', PAT, shared, MAY_SAY('comment')),
  step('RequireResponse', 'require-response', CORA, (world) => world.final('good'), {
    typed: (world) => dateIn('respondBy', world.today(14)),
    mayBeEmpty: true,
  }),
  step('RecordResponse', 'record-response', TESS, final, saying('plan')),
  step('SignOffResponse', 'sign-off-response', CORA, withPlan, MAY_SAY('note')),
  step('SendBackResponse', 'send-back-response', CORA, withPlan, saying('reason')),
  step('ReviewResponse', 'review-response', CORA, signedOff, {
    typed: (world) => ({
      ...dateIn('on', world.today()),
      found: WHY,
      outcome: 'continues',
      ...dateIn('nextOn', world.today(20)),
    }),
  }),
  step('DisputeOutcome', 'dispute', PAT, shared, saying('grounds')),
  step('ResolveDispute', 'resolve-dispute', LEE, (world) => world.disputed(), {
    typed: () => ({ outcome: 'grade_changed', grade: 'good', 'domain:planning': 'good', rationale: WHY }),
    orNothing: ['domain:'],
  }),
  step('FinaliseAudit', 'finalise', CORA, (world) => world.acknowledged(), NOTHING),
  step('AgreeAction', 'actions', ANN, final, {
    typed: (world) => ({
      text: WHY,
      ownerId: world.idOf('Pat'),
      when: 'day',
      ...dateIn('due', world.today(14)),
      domain: PLANNING,
      scope: 'child',
    }),
  }),
  step(
    'LinkAction',
    'link-action',
    ANN,
    async (world) => {
      await agreed({ scope: 'service' })(world);
      return world.final();
    },
    { typed: () => ({ action: ANY }) },
  ),
  step('AcknowledgeAction', 'acknowledge-action', TESS, urgent, { ...MAY_SAY('note'), isOfItem: true }),
  step('UpdateProgress', 'update-progress', PAT, agreed(), { ...saying('note'), isOfItem: true }),
  step('CompleteAction', 'complete-action', PAT, agreed(), {
    typed: () => ({ evidence: WHY, evidenceReference: 'Document 7' }),
    isOfItem: true,
  }),
  step('VerifyAction', 'verify-action', ANN, completed, { ...MAY_SAY('note'), isOfItem: true }),
  step('ReopenAction', 'reopen-action', ANN, completed, {
    typed: (world) => ({ reason: WHY, ...dateIn('due', world.today(14)) }),
    isOfItem: true,
  }),
  step('CancelAction', 'cancel-action', ANN, agreed(), { ...saying('reason'), isOfItem: true }),
  step('ChangeDueDate', 'change-due-date', CORA, agreed(), {
    typed: (world) => ({ ...dateIn('due', world.today(40)), reason: WHY }),
    isOfItem: true,
  }),
  step('RecordRetrospectiveGrade', 'retrospective-grades', MAX, final, { typed: () => graded }),
  step('ScheduleReaudit', 'schedule-reaudit', CORA, final, {
    typed: (world) => dateIn('dueOn', world.today(90)),
    mayBeEmpty: true,
  }),
  step('FileOnRecord', 'file-on-record', ANN, final, {
    typed: (world) => ({ ...dateIn('on', world.today()), reference: 'Document 7' }),
  }),
  step('CloseAudit', 'close', CORA, ready, { ...NOTHING, isPassedOn: true }),
  step('CorrectRecord', 'correct', CORA, final, {
    entry: 'audit-finalised',
    typed: () => ({ to: 'good', reason: WHY }),
    orNothing: ['domain'],
  }),
  step('ReassignPractitioner', 'reassign-practitioner', CORA, accepted, {
    typed: (world) => ({ to: world.idOf('Sue'), reason: WHY }),
  }),
  step('ChangeTeam', 'change-team', CORA, accepted, {
    typed: (world) => ({ teamId: world.idOf('South'), reason: WHY }),
  }),
  step('ReopenAudit', 'reopen', CORA, closed, { ...saying('reason'), isRegraded: true }),
  step('AskForExtension', 'ask-for-more-time', ANN, accepted, {
    typed: (world) => ({ obligation: 'grade', ...dateIn('to', world.today(60)), reason: WHY }),
  }),
  step('DecideExtension', 'decide-on-more-time', CORA, requested, {
    typed: () => ({ outcome: 'declined', note: WHY }),
    isOfItem: true,
  }),
  step('MoveDeadlines', 'move-deadlines', CORA, calendarMoved, { typed: () => ({ because: 'The council closes.' }) }),
];
