import fc from 'fast-check';
import { isRefusal, type Refusal } from '../refusal.js';
import type { AuditCommand } from '../audit-language/commands.js';
import { auditDecider } from './decider.js';
import type { AuditEvent, AuditEventType } from '../audit-language/events.js';
import { asking, contextFor, planningLeads } from './scenarios/council.fixture.js';
import { until, was } from './scenarios/history.fixture.js';
import type { AuditState } from './state.js';

const decider = auditDecider();
const stateAfter = (events: readonly AuditEvent[]): AuditState =>
  events.reduce<AuditState>(decider.evolve, decider.initial);

/** Settings under which every kind of value can be refused. */
const ruled = { ...asking, overallGradeLimits: [planningLeads] };
const SUBMITTED_ON = '2026-05-19';
const CORRECTED_ON = '2026-06-30';

const answers = (
  command: AuditCommand,
  by: string,
  history: readonly AuditEvent[],
  on: string,
  corrects?: AuditEventType,
) => {
  const facts = {
    recordedEvent: () => corrects ?? null,
    recordedItem: () => 'item-1',
    submittedOn: () => SUBMITTED_ON,
  };
  return decider.decide(command, stateAfter(history), contextFor(by, { on, settings: ruled, facts }));
};

/** Text of a record, some of it not fit for one. */
const text = fc.constantFrom('Seen.', '', '  \n', 'x'.repeat(10_001), 'x'.repeat(10_000));
const code = fc.constantFrom('good', 'planning', 'Not a code', '', 'weather', '-');
const grade = fc.constantFrom('outstanding', 'good', 'requires_improvement', 'inadequate', 'adequate', 'weather', '');
const date = fc.oneof(
  fc.constantFrom('2026-02-30', 'yesterday', '2026-05-01', '2026-04-30', SUBMITTED_ON, '2026-05-20', CORRECTED_ON),
  fc.integer({ min: -60, max: 60 }).map((days) => new Date(Date.UTC(2026, 4, 18 + days)).toISOString().slice(0, 10)),
);
const domain = fc.constantFrom('assessment', 'planning', 'weather', '');

/** One value, as it is first recorded and as the record is put right by it. */
interface Value {
  readonly first: AuditCommand;
  readonly change: Extract<AuditCommand, { type: 'CorrectRecord' }>['change'];
}

interface Field {
  readonly values: fc.Arbitrary<Value>;
  readonly corrects: AuditEventType;
  /** Who records it first, in which history; the auditor in grading where nothing is said. */
  readonly by?: string;
  readonly given?: readonly AuditEvent[];
}

/** Undisputed, so that nothing but the moderator's grade stands. */
const final = until['action-tracking'].filter(({ type }) => type !== 'outcome-disputed' && type !== 'dispute-resolved');

const FIELDS: Readonly<Record<Value['change']['field'], Field | null>> = {
  finding: {
    corrects: 'finding-recorded',
    values: fc
      .record({ kind: fc.constantFrom('strength' as const, 'improvement' as const), theme: code, text })
      .map((value) => ({ first: { type: 'RecordFinding', ...value }, change: { field: 'finding', ...value } })),
  },
  familyContact: {
    corrects: 'family-contact-recorded',
    values: fc
      .record({
        with: fc.constantFrom('child' as const, 'parent_or_carer' as const),
        outcome: fc.constantFrom('spoken' as const, 'declined' as const),
        rating: fc.option(code),
        words: fc.option(text),
      })
      .map((value) => ({
        first: { type: 'RecordFamilyContact', ...value },
        change: { field: 'familyContact', ...value },
      })),
  },
  auditedOn: {
    corrects: 'first-grade-submitted',
    values: date.map((to) => ({
      first: {
        type: 'SubmitFirstGrade',
        grade: 'inadequate',
        rationale: 'So.',
        auditedOn: to,
        atRisk: false,
        riskReason: null,
      },
      change: { field: 'auditedOn', from: '2026-05-18', to },
    })),
  },
  standard: {
    corrects: 'standard-assessed',
    values: fc.constantFrom('visited', 'supervised', 'weather', '').map((standard) => ({
      first: { type: 'AssessStandard', standard, answer: 'na', note: null },
      change: { field: 'standard', standard, from: 'met', to: 'na' },
    })),
  },
  answer: {
    corrects: 'questions-answered',
    values: fc
      .record({
        question: fc.constantFrom('plan-shared', 'plan-followed', 'weather', ''),
        answer: fc.constantFrom('yes', 'partly', 'no', 'na', 'great', ''),
      })
      .map(({ question, answer }) => ({
        first: { type: 'AnswerQuestions', domain: 'planning', answers: [{ question, answer, reason: 'So.' }] },
        change: { field: 'answer', question, from: 'yes', to: answer },
      })),
  },
  statement: {
    corrects: 'statement-written',
    values: fc
      .record({
        statement: fc.constantFrom('difference', 'life', 'weather'),
        value: fc.constantFrom('great', 'none', 'yes', ''),
      })
      .map(({ statement, value }) => ({
        first: { type: 'WriteStatement', statement, text: 'So.', value },
        change: { field: 'statement', statement, from: 'some', to: value },
      })),
  },
  finalGrade: {
    corrects: 'audit-finalised',
    by: 'mona',
    given: until.moderation,
    values: grade.map((to) => ({
      first: { type: 'ChangeGrade', grade: to, rationale: 'So.', domains: [] },
      change: { field: 'finalGrade', from: 'inadequate', to },
    })),
  },
  domainGrade: {
    corrects: 'audit-finalised',
    by: 'mona',
    given: until.moderation,
    values: fc.record({ domain, to: grade }).map(({ domain: of, to }) => {
      const from = of === 'assessment' ? 'requires_improvement' : 'inadequate';
      return {
        first: { type: 'ChangeGrade', grade: 'inadequate', rationale: 'So.', domains: [{ domain: of, from, to }] },
        change: { field: 'domainGrade', domain: of, from, to },
      };
    }),
  },
  // Corrects no value.
  note: null,
};

/** Where nothing is changed, each command says so in its own words. */
const SAME: Readonly<Record<string, string>> = {
  'nothing-changed': 'correction-changes-nothing',
  'domain-unchanged': 'correction-changes-nothing',
};
const codeOf = (answer: readonly unknown[] | Refusal): string =>
  isRefusal(answer) ? (SAME[answer.code] ?? answer.code) : 'accepted';

describe('a correction obeys every rule of what it corrects', () => {
  const fields = Object.entries(FIELDS).flatMap(([name, field]) => (field === null ? [] : [[name, field] as const]));

  it.each(fields)('%s: what is refused when it is first recorded is refused with the same code', (_name, field) => {
    const refused = new Set<string>();
    fc.assert(
      fc.property(field.values, ({ first, change }) => {
        const original = codeOf(answers(first, field.by ?? 'amir', field.given ?? until.grading, SUBMITTED_ON));
        fc.pre(original !== 'accepted');
        const correction: AuditCommand = { type: 'CorrectRecord', corrects: 'event-1', change, reason: 'A slip.' };
        expect([original, codeOf(answers(correction, 'cora', final, CORRECTED_ON, field.corrects))]).toEqual([
          original,
          original,
        ]);
        refused.add(original);
      }),
      { numRuns: 200, maxSkipsPerRun: 1_000 },
    );
    expect(refused.size).toBeGreaterThan(0);
  });

  it.each(fields)('%s: what can be recorded can be put right', (_name, field) => {
    fc.assert(
      fc.property(field.values, ({ first, change }) => {
        fc.pre(codeOf(answers(first, field.by ?? 'amir', field.given ?? until.grading, SUBMITTED_ON)) === 'accepted');
        const correction: AuditCommand = { type: 'CorrectRecord', corrects: 'event-1', change, reason: 'A slip.' };
        const code_ = codeOf(answers(correction, 'cora', final, CORRECTED_ON, field.corrects));
        expect(['accepted', 'correction-changes-nothing', 'correction-from-differs']).toContain(code_);
      }),
      { numRuns: 100, maxSkipsPerRun: 1_000 },
    );
  });

  it('a contact is not put right where audits of the type have none', () => {
    const given = final.map((event) =>
      event.type === 'audit-selected'
        ? was.selected({ plan: { ...event.data.plan, familyContact: 'skipped' } })
        : event,
    );
    const change = { field: 'familyContact', with: 'child', outcome: 'declined', rating: null, words: null } as const;
    const correction: AuditCommand = { type: 'CorrectRecord', corrects: 'event-1', change, reason: 'A slip.' };
    expect(codeOf(answers(correction, 'cora', given, CORRECTED_ON, 'family-contact-recorded'))).toBe('stage-not-used');
  });
});
