import fc from 'fast-check';
import { isRefusal } from '../refusal.js';
import { DEFAULT_FAMILY_VOICE, FAMILY_MEMBERS, familyVoiceOf, type FamilyVoice } from '../questions/family-voice.js';
import { answerWords, type AnswerScale, type Statement, type ToolQuestion } from '../questions/questions.js';
import { settingsProblems } from '../settings/settings-problems.js';
import type { AuditTool, ProgrammeSettings } from '../settings/programme-settings.js';
import type { AuditCommand } from '../audit-language/commands.js';
import { blindSettings, contextFor, settings } from './scenarios/council.fixture.js';
import { decider, draws, run } from './scenarios/random-audits.fixture.js';
import { everybody } from './scenarios/who-may-what.fixture.js';
import { isSelected, type AuditState, type SelectedAudit } from './state.js';

const SCALES: readonly AnswerScale[] = [
  { key: 'impact', label: 'Impact', words: ['great', 'some', 'little', 'none'].map((key) => ({ key, label: key })) },
  { key: 'how-often', label: 'How often', words: ['always', 'never'].map((key) => ({ key, label: key })) },
];
const GRADES = ['outstanding', 'good', 'requires_improvement', 'inadequate'];
const anyLimit = fc.option(fc.constantFrom('good', 'requires_improvement', 'inadequate'));

/** Questions that any domain may have, by the names that random audits answer too. */
const anyQuestions = (domain: string, named: string): fc.Arbitrary<readonly ToolQuestion[]> =>
  fc
    .array(
      fc.record({
        answers: fc.constantFrom('yes-partly-no', 'impact', 'how-often'),
        required: fc.boolean(),
        critical: fc.boolean(),
        domainNoBetterThan: anyLimit,
        overallNoBetterThan: anyLimit,
        exception: fc.constantFrom('none' as const, 'with-reason' as const),
        weight: fc.option(fc.integer({ min: 1, max: 100 })),
      }),
      { maxLength: 4 },
    )
    .map((all) =>
      all.map(({ critical, domainNoBetterThan, overallNoBetterThan, exception, ...question }, index) => ({
        ...question,
        key: index === 0 ? named : `${domain}-${index}`,
        text: `${domain} ${index}?`,
        guidance: '',
        critical,
        domainNoBetterThan: critical ? domainNoBetterThan : null,
        overallNoBetterThan: critical ? overallNoBetterThan : null,
        exception: critical && overallNoBetterThan !== null ? exception : 'none',
      })),
    );

const anyStatements: fc.Arbitrary<readonly Statement[]> = fc
  .record({ life: fc.boolean(), scale: fc.constantFrom(null, 'impact'), required: fc.boolean() })
  .map(({ life, scale, required }) => [
    { key: 'difference', text: 'What difference?', guidance: '', required, scale },
    ...(life ? [{ key: 'life', text: 'What life?', guidance: '', required, scale: null }] : []),
  ]);

const anyFamily: fc.Arbitrary<FamilyVoice> = fc.record({
  ratings: fc.constantFrom(
    [],
    ['helpful', 'not-helpful'].map((key) => ({ key, label: key })),
  ),
  tooEarlyToSay: fc.boolean(),
  noRating: fc.boolean(),
  attempts: fc.nat({ max: 3 }),
  late: fc.boolean(),
  askedApart: fc.subarray([...FAMILY_MEMBERS]),
});

/** A tool of the small council, with whatever a council may have it ask. */
const anySettings: fc.Arbitrary<ProgrammeSettings> = fc
  .record({
    assessment: anyQuestions('assessment', 'risk-assessed'),
    planning: anyQuestions('planning', 'plan-followed'),
    voice: anyQuestions('voice', 'heard'),
    statements: fc.oneof(fc.constant([]), anyStatements),
    family: fc.oneof(fc.constant(DEFAULT_FAMILY_VOICE), anyFamily),
    contact: fc.constantFrom('required' as const, 'optional' as const),
    blind: fc.boolean(),
  })
  .map(({ statements, family, contact, blind, ...questions }) => {
    const { moderation } = blind ? blindSettings : settings;
    const asking = (tool: AuditTool): AuditTool => ({
      ...tool,
      answerScales: SCALES,
      statements,
      family,
      domains: tool.domains.map((domain) => {
        const asked = Object.entries(questions).find(([key]) => key === domain.key)?.[1] ?? [];
        // Where nothing is graded there is nothing to limit.
        const unlimited = { domainNoBetterThan: null, overallNoBetterThan: null, exception: 'none' as const };
        return {
          ...domain,
          questions: tool.scale === null ? asked.map((question) => ({ ...question, ...unlimited })) : asked,
        };
      }),
    });
    return {
      ...settings,
      moderation,
      tools: settings.tools.map(asking),
      auditTypes: settings.auditTypes.map((type) => ({
        ...type,
        stages: { ...type.stages, familyContact: type.stages.familyContact === 'skipped' ? 'skipped' : contact },
      })),
    };
  });

const AUDITORS = ['amir', 'pia', 'ada', 'nia', 'rita', 'paul'];

/**
 * What somebody could do next to bring the audit on, the likelier first: the worst grade is within every limit. Nothing that
 * was done is done once more, and whoever was tried as auditor is tried again after the others.
 */
function* waysOn(audit: SelectedAudit, asked: ProgrammeSettings, step: number): Generator<AuditCommand> {
  const tool = asked.tools.find(({ key }) => key === audit.tool.key);
  if (tool === undefined) return;
  const worst = tool.scale === null ? null : 'inadequate';
  const { answers = {}, statements = {}, domains } = audit.drafts;
  const auditors = AUDITORS.map((_, index) => AUDITORS[(index + step) % AUDITORS.length] ?? '');
  for (const auditorId of auditors) yield { type: 'AllocateAuditor', auditorId, independenceNote: 'Asked.' };
  yield { type: 'AcceptAudit' };
  yield {
    type: 'SubmitFirstGrade',
    grade: worst,
    rationale: 'So.',
    auditedOn: audit.graded?.auditedOn ?? '2026-05-11',
    atRisk: false,
    riskReason: null,
  };
  yield { type: 'RecordConversationNotHeld', reasonCode: 'worker-left', reason: 'Left.' };
  for (const { key, required, questions = [] } of tool.domains) {
    const open = questions.filter((question) => question.required && answers[question.key] === undefined);
    if (open.length > 0)
      yield {
        type: 'AnswerQuestions',
        domain: key,
        answers: open.map((question) => ({
          question: question.key,
          answer: answerWords(question.answers, tool).at(-1)?.key ?? 'na',
          reason: 'So.',
        })),
      };
    if (worst !== null && (required || domains[key] !== undefined) && domains[key] !== worst)
      yield { type: 'GradeDomain', domain: key, grade: worst, rationale: 'So.' };
  }
  for (const { key, scale } of tool.statements ?? [])
    if (statements[key] === undefined || (scale !== null && statements[key] === null))
      yield {
        type: 'WriteStatement',
        statement: key,
        text: 'So.',
        value: scale === null ? null : (answerWords(scale, tool)[0]?.key ?? null),
      };
  const { attempts, askedApart } = familyVoiceOf(tool);
  for (const person of [...FAMILY_MEMBERS, 'other' as const]) {
    const isOf = (one: string): boolean => one === person;
    const contact = { with: person, rating: null, words: null } as const;
    const isAsked = askedApart.some(isOf) && !Object.values(audit.askedApart ?? {}).some(isOf);
    if (audit.familyContacts > 0 && !isAsked) continue;
    if (Object.values(audit.attempts ?? {}).filter(isOf).length < attempts)
      yield { type: 'RecordFamilyContact', ...contact, outcome: 'no_answer' };
    yield { type: 'RecordFamilyContact', ...contact, outcome: 'unable' };
  }
  yield { type: 'ClaimModeration' };
  yield { type: 'UpholdGrade', rationale: null };
  yield { type: 'RecordModeratorGrade', grade: 'inadequate', rationale: 'So.', domains: [] };
  yield { type: 'ShareOutcome' };
  yield { type: 'ResolveDispute', outcome: 'grade_stands', grade: null, domains: [], rationale: 'So.' };
  yield { type: 'FinaliseAudit' };
  for (const auditorId of auditors)
    if (audit.auditor?.auditorId !== auditorId)
      yield { type: 'ReallocateAuditor', auditorId, reason: 'Left.', independenceNote: 'Asked.' };
  // Whoever might have audited or moderated it is barred, which no tool has a part in.
  const gone = { reasonCode: 'nobody', reason: 'Nobody is free.' };
  for (const { concernId, status } of audit.concerns)
    if (status === 'raised') yield { type: 'AcknowledgeSafetyConcern', concernId, note: null };
    else if (status === 'acknowledged') yield { type: 'ResolveSafetyConcern', concernId, outcome: 'Seen.' };
  for (const approvedBy of ['lena', 'hana', 'cora']) {
    if (audit.stage === 'allocation') yield { type: 'ExemptAudit', ...gone, approvedBy };
    if (audit.stage === 'moderation') yield { type: 'WithdrawAudit', ...gone, approvedBy };
  }
}

const PEOPLE = [...everybody, ...AUDITORS, 'gwen'];

/** Takes a step that changes the audit; null where nobody has one. */
function onward(audit: SelectedAudit, asked: ProgrammeSettings, on: string, step: number): AuditState | null {
  for (const command of waysOn(audit, asked, step))
    for (const by of PEOPLE) {
      const context = contextFor(by, { on, settings: asked });
      const outcome = decider.decide(command, audit, { ...context, newId: (what) => `${what}-onward-${step}` });
      if (!isRefusal(outcome)) return outcome.reduce<AuditState>(decider.evolve, audit);
    }
  return null;
}

const FINAL = ['action-tracking', 'closed', 'ended'];

describe('whatever a tool asks', () => {
  it('is what a council may publish', () => {
    fc.assert(
      fc.property(anySettings, (asked) => expect(settingsProblems(asked)).toEqual([])),
      { numRuns: 200 },
    );
  });

  it('no audit gets stuck: from wherever it is, somebody brings it to its final grades', () => {
    fc.assert(
      fc.property(anySettings, draws, fc.nat(), (asked, all, place) => {
        const steps = run(all, false, { settings: asked });
        const reached = steps[place % Math.max(1, steps.length)];
        if (reached === undefined || !isSelected(reached.after)) return;
        let state: AuditState = reached.after;
        for (let step = 0; isSelected(state) && !FINAL.includes(state.stage); step += 1) {
          // A month later each time, so that every window passes.
          const on = new Date(Date.UTC(2027, step, 1)).toISOString().slice(0, 10);
          const next: AuditState | null = step > 60 ? null : onward(state, asked, on, step);
          if (next === null) throw new Error(`Nobody leads on from ${state.stage}: ${JSON.stringify(state.drafts)}`);
          state = next;
        }
      }),
      { numRuns: 40 },
    );
  });

  it('every event folds, and a history folded again is the same audit', () => {
    fc.assert(
      fc.property(anySettings, draws, (asked, all) => {
        const steps = run(all, false, { settings: asked });
        const events = steps.flatMap((step) => step.events);
        expect(events.reduce<AuditState>(decider.evolve, decider.initial)).toEqual(
          steps.at(-1)?.after ?? decider.initial,
        );
      }),
      { numRuns: 40 },
    );
  });

  it('what was submitted is within what its critical answers leave', () => {
    fc.assert(
      fc.property(anySettings, draws, (asked, all) => {
        for (const { events, after } of run(all, false, { settings: asked })) {
          const excepted = events.some(({ type }) => type === 'overall-grade-excepted');
          for (const event of events) {
            if (event.type !== 'first-grade-submitted' || event.data.grade === null || !isSelected(after)) continue;
            const { tool: pinned } = after;
            const tool = asked.tools.find(({ key }) => key === pinned.key);
            const given = new Map(event.data.answers?.map(({ question, answer }) => [question, answer]));
            for (const { key: domain, questions = [] } of tool?.domains ?? [])
              for (const question of questions) {
                const words = answerWords(question.answers, tool ?? {});
                if (!question.critical || given.get(question.key) !== words.at(-1)?.key) continue;
                const graded = event.data.domains.find((each) => each.domain === domain)?.grade;
                const isBetter = (grade: string, limit: string): boolean =>
                  GRADES.indexOf(grade) < GRADES.indexOf(limit);
                if (question.domainNoBetterThan !== null && graded !== undefined)
                  expect(isBetter(graded, question.domainNoBetterThan)).toBe(false);
                if (question.overallNoBetterThan !== null && !excepted)
                  expect(isBetter(event.data.grade, question.overallNoBetterThan)).toBe(false);
              }
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});
