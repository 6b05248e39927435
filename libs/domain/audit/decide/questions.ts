import type { AuditCommandName } from '../../audit-language/commands.js';
import type { AuditEvent, QuestionAnswered, StatementValued } from '../../audit-language/events.js';
import { answersLimitingDomain, type AnsweredLimit } from '../../questions/critical-answers.js';
import {
  NOT_APPLICABLE,
  isWorst,
  questionsOf,
  answerWords,
  type AnswerWord,
  type ToolQuestion,
} from '../../questions/questions.js';
import { nearestNames } from '../../nearest-names.js';
import type { Refusal } from '../../refusal.js';
import type { AuditTool } from '../../settings/programme-settings.js';
import { isAskedOf } from '../asked-steps.js';
import { refusal, refusalUnder } from '../refusals.js';
import type { Drafts, Graded, QuestionAnswers, SelectedAudit } from '../state.js';
import { firstOf, textIsGiven, textIsSound, toolOf } from './checks.js';
import type { Bars, CommandNamed, Handlers, StepContext } from './handler.js';

export const questions: Pick<Handlers, 'AnswerQuestions' | 'WriteStatement' | 'ChangeStatementValue'> = {
  AnswerQuestions({ domain, answers }, state, context) {
    return answers.length === 0 ? refusal('answers-missing') : answered(domain, answers, state, context);
  },

  WriteStatement({ statement: key, text, value }, state, context) {
    return (
      firstOf(
        value === null ? statementIsOfTool(key, state, context) : valueIsOfStatement(key, value, state, context),
        textIsGiven(text),
      ) ?? [{ type: 'statement-written', data: { statement: key, text, value, subjectId: state.subjectId } }]
    );
  },

  ChangeStatementValue({ statement: key, value: to, reason }, state, context) {
    const refused = firstOf(valueIsOfStatement(key, to, state, context), textIsGiven(reason));
    if (refused !== null) return refused;
    const from = state.graded.standing.statements?.[key] ?? null;
    if (from === null) return refusal('statement-not-written');
    if (from === to) return refusal('value-unchanged');
    const { subjectId } = state;
    return [
      {
        type: 'statement-value-changed',
        data: { statement: key, from, to, reason, moderatorId: context.actor.id, subjectId },
      },
    ];
  },
};

const isAsked =
  (step: AuditCommandName) =>
  (audit: SelectedAudit, context: StepContext): Refusal | null =>
    isAskedOf(step, audit, context.settings) ? null : refusal('not-asked');

export const questionBars: Bars = {
  AnswerQuestions: isAsked('AnswerQuestions'),
  WriteStatement: isAsked('WriteStatement'),
};

export const statementValueIsAsked = isAsked('ChangeStatementValue');

export function statementIsRated({ standing }: Graded): Refusal | null {
  const isRated = Object.values(standing.statements ?? {}).some((value) => value !== null);
  return isRated ? null : refusal('statement-not-written');
}

type Answers = CommandNamed['AnswerQuestions']['answers'];

/** Answers as they are recorded, nothing where none are given; or why they may not be given so. */
export function answered(
  domain: string,
  answers: Answers,
  audit: SelectedAudit,
  context: StepContext,
): readonly AuditEvent[] | Refusal {
  if (answers.length === 0) return [];
  const tool = toolOf(audit, context);
  const asked = tool.domains.find(({ key }) => key === domain);
  if (asked === undefined) return refusal('domain-unknown');
  if (new Set(answers.map(({ question }) => question)).size < answers.length) return refusal('question-twice');
  const refused = firstOf(...answers.map((answer) => answerIsSound(answer, asked.questions ?? [], tool)));
  if (refused !== null) return refused;
  return [{ type: 'questions-answered', data: { domain, answers, subjectId: audit.subjectId } }];
}

function answerIsSound(
  { question: key, answer, reason }: Answers[number],
  asked: readonly ToolQuestion[],
  tool: AuditTool,
): Refusal | null {
  const question = asked.find((each) => each.key === key);
  if (question === undefined)
    return refusalUnder(
      'question-unknown',
      nearest(
        key,
        asked.map((each) => each.key),
      ),
    );
  const words = [...answerWords(question.answers, tool), NOT_APPLICABLE];
  if (!words.some((word) => word.key === answer)) return refusalUnder('answer-unknown', nearestWords(answer, words));
  if (question.critical && isWorst(question, answer, tool) && (reason ?? '').trim() === '')
    return refusalUnder('answer-reason-missing', [named(question)]);
  return textIsSound(reason);
}

/** Whether an answer of an audit that was submitted may be put right so. */
export function answerIsOfQuestion(
  key: string,
  answer: string,
  audit: SelectedAudit,
  context: StepContext,
): Refusal | null {
  const tool = toolOf(audit, context);
  return answerIsSound({ question: key, answer, reason: 'In the correction.' }, questionsOf(tool), tool);
}

function statementIsOfTool(key: string, audit: SelectedAudit, context: StepContext): Refusal | null {
  const { statements = [] } = toolOf(audit, context);
  if (statements.some((statement) => statement.key === key)) return null;
  return refusalUnder(
    'statement-unknown',
    nearest(
      key,
      statements.map((statement) => statement.key),
    ),
  );
}

export function valueIsOfStatement(
  key: string,
  value: string,
  audit: SelectedAudit,
  context: StepContext,
): Refusal | null {
  const tool = toolOf(audit, context);
  const scale = tool.statements?.find((statement) => statement.key === key)?.scale ?? null;
  if (scale === null) return statementIsOfTool(key, audit, context) ?? refusal('value-unasked');
  const words = answerWords(scale, tool);
  return words.some((word) => word.key === value) ? null : refusalUnder('value-unknown', nearestWords(value, words));
}

/** What a tool asks for and a submission lacks, by name. A domain that may be left out asks nothing while it is. */
export function askedIsGiven({ drafts, ...audit }: SelectedAudit, context: StepContext): Refusal | null {
  const tool = toolOf(audit, context);
  const { answers = {}, statements = {} } = drafts;
  const unanswered = tool.domains.flatMap(({ key, required, questions: asked = [] }) => {
    const isUsed =
      required || drafts.domains[key] !== undefined || asked.some((each) => answers[each.key] !== undefined);
    return isUsed ? asked.filter((each) => each.required && answers[each.key] === undefined) : [];
  });
  if (unanswered.length > 0) return refusalUnder('questions-missing', listed(unanswered.map(named)));
  const unwritten = (tool.statements ?? []).filter(({ key, required, scale }) => {
    const value = statements[key];
    return required && (value === undefined || (scale !== null && value === null));
  });
  return unwritten.length > 0 ? refusalUnder('statements-missing', listed(unwritten.map(named))) : null;
}

/** Grades of domains within what critical answers leave of them. */
export function domainsAreWithinAnswers(
  domains: Readonly<Record<string, string>>,
  answers: QuestionAnswers | undefined,
  audit: SelectedAudit,
  context: StepContext,
): Refusal | null {
  const scale = context.settings.scales.find(({ key }) => key === audit.scale);
  if (scale === undefined || answers === undefined) return null;
  const tool = toolOf(audit, context);
  const exceeded = Object.entries(domains).flatMap(([domain, grade]) =>
    answersLimitingDomain(tool, scale, { domain, grade }, answers),
  );
  const gradeNamed = (grade: string): string => scale.grades.find(({ key }) => key === grade)?.label ?? grade;
  return exceeded.length === 0
    ? null
    : refusalUnder(
        'domain-grade-limited',
        exceeded.map((limit) => limitQuoted(limit, gradeNamed)),
      );
}

export const limitQuoted = ({ label, noBetterThan }: AnsweredLimit, gradeNamed: (grade: string) => string): string =>
  `The answer to “${label}” leaves it no better than ${gradeNamed(noBetterThan)}.`;

/** What a submission says of them; nothing where the tool asks for neither. */
export function alsoAskedIn({ answers, statements }: Pick<Drafts, 'answers' | 'statements'>): {
  answers?: readonly QuestionAnswered[];
  statements?: readonly StatementValued[];
} {
  return {
    ...(answers && { answers: Object.entries(answers).map(([question, answer]) => ({ question, answer })) }),
    ...(statements && {
      statements: Object.entries(statements).map(([statement, value]) => ({ statement, value })),
    }),
  };
}

const named = ({ text }: { readonly text: string }): string => `“${text}”`;

/** As many as one reads. */
const MOST_NAMED = 5;

function listed(names: readonly string[]): readonly string[] {
  const others = names.length - MOST_NAMED;
  const first = names.slice(0, MOST_NAMED).join(', ');
  return [others > 0 ? `${first} and ${others} more.` : `${first}.`];
}

export const nearestWords = (written: string, words: readonly AnswerWord[]): readonly string[] =>
  nearest(
    written,
    words.map(({ key }) => key),
  );

/** The names it could have been meant for; all where none is near and they are few. */
function nearest(written: string, known: readonly string[]): readonly string[] {
  const near = nearestNames(written, known);
  const offered = near.length > 0 ? near : known.length <= MOST_NAMED ? known : [];
  return offered.length === 0 ? [] : [`Did you mean ${offered.map((name) => `“${name}”`).join(', ')}?`];
}
