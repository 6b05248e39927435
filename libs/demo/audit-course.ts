import { OPERATOR, isSelected } from '#domain';
import type { Actor, AuditState, AuditTool } from '#domain';
import type { Pause, Course } from './agenda.js';
import type { Chance } from './chance.js';
import type { Cast } from './cast.js';
import { actionTexts, improvements, rationaleByGrade, strengths } from './words.js';

/** What a course does in the programme. `step` throws where the engine refuses: an invented council makes no mistakes it does not mean to. */
export interface Stagehand {
  readonly auditId: string;
  readonly cast: Cast;
  readonly luck: Chance;
  /** Later audits are a little better: the council is improving. 0 at the start of the period, 1 at its end. */
  readonly progress: number;
  state(): Promise<AuditState>;
  tool(key: string): AuditTool | undefined;
  step(actor: Actor, command: string, body: object, now: string): Promise<void>;
  /** As `step`, but a refusal is taken for an answer: true where it was accepted. */
  attempt(actor: Actor, command: string, body: object, now: string): Promise<boolean>;
}

const GRADES = ['outstanding', 'good', 'requires_improvement', 'inadequate'] as const;
type Grade = (typeof GRADES)[number];

/** From selection to closure, as people would take it. */
export async function* auditCourse(hand: Stagehand): Course {
  const { luck, cast, step, attempt } = hand;
  const wait = (least: number, most: number): Pause => ({
    workingDays: luck.between(least, most),
    hour: luck.between(8, 16),
  });
  const overall = gradeBy(luck, hand.progress);

  // a month's cases are given out over three weeks, as auditors have time
  let now = yield inTurn(wait(0, 15));
  const selected = await hand.state();
  if (!isSelected(selected) || selected.stage !== 'allocation') return;
  if (luck.happens(0.03)) {
    await step(
      OPERATOR,
      'SubstituteSubject',
      leftOut('family-moved-away', 'The family has moved to another area.', cast),
      now,
    );
    return;
  }
  if (luck.happens(0.02)) {
    await step(
      OPERATOR,
      'ExemptAudit',
      leftOut('criminal-proceedings', 'Criminal proceedings are under way.', cast),
      now,
    );
    return;
  }
  let auditor = await allocate(hand, now);
  while (auditor === null) {
    now = yield inTurn(wait(1, 2));
    auditor = await allocate(hand, now);
  }

  now = yield wait(1, 4);
  if (luck.happens(0.04)) {
    await step(auditor, 'DeclareConflict', { reason: 'I supervised the worker until last year.' }, now);
    now = yield inTurn(wait(1, 1));
    auditor = await allocate(hand, now, auditor.id);
    while (auditor === null) {
      now = yield inTurn(wait(1, 2));
      auditor = await allocate(hand, now);
    }
    now = yield wait(1, 2);
  }
  await step(auditor, 'AcceptAudit', {}, now);

  const practitioner = cast.person(selected.practitionerId);
  const manager = cast.managerOf(selected.teamId);
  if (selected.plan.conversation === 'required') {
    const participants = [
      { as: 'practitioner', personId: practitioner?.id ?? null },
      ...(manager ? [{ as: 'team_manager', personId: manager.id }] : []),
    ];
    now = yield wait(1, 2);
    await step(auditor, 'ScheduleConversation', { on: dayAfter(now, 3), participants }, now);
    now = yield wait(3, 6);
    if (luck.happens(0.9)) {
      const summary = 'We talked through what the family wanted, what has changed and what is worrying us still.';
      await step(auditor, 'RecordConversation', { on: now.slice(0, 10), participants, summary }, now);
    } else {
      const body = { reasonCode: 'worker-absent', reason: 'The worker is on long-term leave.' };
      await step(auditor, 'RecordConversationNotHeld', body, now);
    }
    if (selected.plan.graded && luck.happens(0.3)) {
      const of = luck.pick(['practitioner', 'team_manager']);
      const grade = luck.happens(0.6) ? overall : luck.pick(GRADES);
      await step(auditor, 'RecordOtherGrade', { of, grade }, now);
    }
    if (luck.happens(0.7)) {
      const spoke = luck.happens(0.75);
      await step(
        auditor,
        'RecordFamilyContact',
        spoke
          ? {
              with: luck.pick(['child', 'parent_or_carer']),
              outcome: 'spoken',
              rating: luck.pick(['excellent', 'good', 'average', 'poor']),
              words: 'She listens and she does what she says she will do.',
            }
          : { with: 'parent_or_carer', outcome: luck.pick(['declined', 'unable']) },
        now,
      );
    }
  }

  now = yield wait(1, 4);
  await gradeAll(hand, selected.tool.key, auditor, overall, now);
  now = yield wait(0, 3);
  const atRisk = overall === 'inadequate' && luck.happens(0.4);
  await step(
    auditor,
    'SubmitFirstGrade',
    {
      grade: overall,
      rationale: luck.pick(rationaleByGrade[overall] ?? ['See the domains.']),
      auditedOn: now.slice(0, 10),
      atRisk,
      ...(atRisk ? { riskReason: 'The child has not been seen and the last contact raised worries about home.' } : {}),
    },
    now,
  );
  if (atRisk && manager) yield* settleConcern(hand, manager, wait);

  yield* moderate(hand, auditor, overall, wait);

  now = yield wait(1, 3);
  if ((await hand.state()).stage === 'sharing') await step(auditor, 'ShareOutcome', {}, now);
  const owners = [practitioner, manager].filter((person) => person !== null);
  for (const person of luck.shuffled(owners)) {
    now = yield wait(1, 3);
    if ((await hand.state()).stage !== 'dispute-window') break;
    if (luck.happens(0.07)) {
      await step(
        person,
        'DisputeOutcome',
        { grounds: 'The visits in March are on the record under another heading.' },
        now,
      );
      now = yield wait(4, 10);
      yield* resolve(hand, overall, now);
      break;
    }
    if (luck.happens(0.85)) await attempt(person, 'AcknowledgeOutcome', { comment: 'Thank you, this is fair.' }, now);
  }

  now = yield wait(1, 2);
  const finished = await hand.state();
  if (manager && isSelected(finished) && finished.response?.recorded === false) {
    await attempt(
      manager,
      'RecordResponse',
      { plan: 'Visit this week, update the plan, and review in supervision in two weeks.' },
      now,
    );
  }
  if (owners.length > 0) yield* followActions(hand, auditor, owners, overall, wait);
}

/** Allocating competes with other audits for the auditors' places. */
const inTurn = (pause: Pause): Pause => ({ ...pause, alone: true });

const leftOut = (reasonCode: string, reason: string, cast: Cast) => ({
  reasonCode,
  reason,
  approvedBy: cast.approver.id,
});

function gradeBy(luck: Chance, progress: number): Grade {
  const at = luck.next();
  const inadequate = 0.2 - 0.13 * progress;
  const requires = inadequate + 0.46 - 0.12 * progress;
  const good = requires + 0.3 + 0.2 * progress;
  return at < inadequate ? 'inadequate' : at < requires ? 'requires_improvement' : at < good ? 'good' : 'outstanding';
}

/** One grade up or down at most. */
function near(luck: Chance, grade: Grade): Grade {
  const index = GRADES.indexOf(grade) + (luck.happens(0.6) ? 0 : luck.pick([-1, 1]));
  return GRADES[Math.min(GRADES.length - 1, Math.max(0, index))] ?? grade;
}

const dayAfter = (now: string, days: number): string =>
  new Date(Date.parse(now) + days * 86_400_000).toISOString().slice(0, 10);

/** Tries auditors until one is independent of the case and has room; null where today nobody is. */
async function allocate({ cast, luck, attempt }: Stagehand, now: string, but = ''): Promise<Actor | null> {
  for (const auditor of luck.shuffled(cast.auditors)) {
    if (auditor.id === but) continue;
    const body = { auditorId: auditor.id, independenceNote: 'Checked with the service manager: no link to the case.' };
    if (await attempt(OPERATOR, 'AllocateAuditor', body, now)) return auditor;
  }
  return null;
}

async function gradeAll(
  { luck, step, tool }: Stagehand,
  key: string,
  auditor: Actor,
  overall: Grade,
  now: string,
): Promise<void> {
  const { domains, standards, themes } = tool(key) ?? { domains: [], standards: [], themes: [] };
  for (const domain of domains) {
    if (!domain.required && luck.happens(0.5)) continue;
    const grade = near(luck, overall);
    await step(
      auditor,
      'GradeDomain',
      { domain: domain.key, grade, rationale: luck.pick(rationaleByGrade[grade] ?? ['-']) },
      now,
    );
  }
  for (const standard of standards) {
    const met = luck.happens(overall === 'inadequate' ? 0.45 : overall === 'requires_improvement' ? 0.7 : 0.92);
    const answer = luck.happens(0.06) ? 'na' : met ? 'met' : 'not_met';
    await step(auditor, 'AssessStandard', { standard: standard.key, answer }, now);
  }
  const theme = () => themes[luck.between(0, themes.length - 1)] ?? 'Recording';
  await step(auditor, 'RecordFinding', { kind: 'strength', theme: theme(), text: luck.pick(strengths) }, now);
  await step(auditor, 'RecordFinding', { kind: 'improvement', theme: theme(), text: luck.pick(improvements) }, now);
}

type Wait = (least: number, most: number) => Pause;

async function* settleConcern({ state, step }: Stagehand, manager: Actor, wait: Wait): Course {
  let now = yield wait(0, 0);
  const audit = await state();
  const concern = isSelected(audit) ? audit.concerns.find(({ status }) => status === 'raised') : undefined;
  if (concern === undefined) return;
  const { concernId } = concern;
  await step(manager, 'AcknowledgeSafetyConcern', { concernId, note: 'Visiting today with a colleague.' }, now);
  now = yield wait(1, 3);
  const outcome = 'The child was seen at home and is safe; the plan has been changed.';
  await step(manager, 'ResolveSafetyConcern', { concernId, outcome }, now);
}

async function* moderate(hand: Stagehand, auditor: Actor, overall: Grade, wait: Wait): Course {
  const { cast, luck, state, step, attempt } = hand;
  for (;;) {
    let now = yield wait(2, 9);
    if ((await state()).stage !== 'moderation') return;
    let moderator: Actor | null = null;
    for (const candidate of luck.shuffled(cast.moderators)) {
      moderator ??= (await attempt(candidate, 'ClaimModeration', {}, now)) ? candidate : null;
    }
    if (moderator === null) continue;
    now = yield wait(0, 2);
    const fate = luck.next();
    if (fate < 0.06) {
      await step(moderator, 'ReturnToAuditor', { reason: 'Say more about what supervision has changed.' }, now);
      now = yield wait(2, 4);
      const returned = await state();
      const auditedOn = isSelected(returned) ? returned.graded?.auditedOn : undefined;
      const rationale = 'Supervision is now described, and what came of it.';
      await step(auditor, 'SubmitFirstGrade', { grade: overall, rationale, auditedOn, atRisk: false }, now);
      continue;
    }
    const other = near(luck, overall);
    if (fate < 0.4 && other !== overall) {
      const rationale = 'The evidence in the record points to another grade than the one given.';
      await step(moderator, 'ChangeGrade', { grade: other, rationale, domains: [] }, now);
    } else {
      await step(moderator, 'UpholdGrade', { rationale: 'The grade is well evidenced.' }, now);
    }
    return;
  }
}

async function* resolve({ cast, luck, state, attempt }: Stagehand, overall: Grade, now: string): Course {
  const audit = await state();
  const standing = isSelected(audit) ? audit.graded?.standing.grade : null;
  const rationale = 'The panel read the visits again and agrees with the moderated grade.';
  for (const member of luck.shuffled(cast.panel)) {
    const body = { outcome: 'grade_stands', grade: standing ?? overall, domains: [], rationale };
    if (await attempt(member, 'ResolveDispute', body, now)) return;
  }
  yield { workingDays: 1, hour: 9 };
}

async function* followActions(
  hand: Stagehand,
  auditor: Actor,
  owners: readonly Actor[],
  overall: Grade,
  wait: Wait,
): Course {
  const { luck, state, step, attempt } = hand;
  const wanted = { outstanding: 0, good: 1, requires_improvement: 2, inadequate: 3 }[overall];
  let now = yield wait(0, 1);
  for (let index = 0; index < wanted; index++) {
    const owner = owners[index % owners.length] ?? auditor;
    await attempt(auditor, 'AgreeAction', { text: luck.pick(actionTexts), ownerId: owner.id }, now);
  }
  const agreed = await state();
  for (const action of isSelected(agreed) ? agreed.actions : []) {
    const { actionId } = action;
    const owner = owners.find(({ id }) => id === action.ownerId) ?? auditor;
    now = yield wait(3, 9);
    await attempt(owner, 'UpdateProgress', { actionId, note: 'Begun; a date is set.' }, now);
    now = yield wait(2, 8);
    if (luck.happens(0.06)) {
      await attempt(auditor, 'CancelAction', { actionId, reason: 'The case has closed since.' }, now);
      continue;
    }
    // a few are forgotten, as they are everywhere
    if (luck.happens(0.05)) continue;
    await attempt(
      owner,
      'CompleteAction',
      { actionId, evidence: 'Recorded on the case file.', evidenceReference: 'Case note' },
      now,
    );
    now = yield wait(1, 5);
    if (luck.happens(0.95)) await step(auditor, 'VerifyAction', { actionId, note: 'Seen on the record.' }, now);
  }
}
