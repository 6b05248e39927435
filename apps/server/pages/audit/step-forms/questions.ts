import { NOT_APPLICABLE, answerWords, isWorst } from '#domain';
import type { AuditTool, ToolQuestion } from '#domain';
import type { Field, Option } from '../../forms/field.js';
import type { Values } from '../../forms/values-of.js';
import { answersGiven, statementsWritten } from '../asked.js';
import type { OpenedAudit } from '../opened-audit.js';
import type { StepForms } from '../step-form.js';
import { optionalText, text } from './fields.js';

const QUESTION = 'question-';
const REASON = 'reason-';
const STATEMENT = 'statement-';
const VALUE = 'value-';

/** The questions of a domain; none where its tool asks none. */
export function questionFields(audit: OpenedAudit, domain: string | null): readonly Field[] {
  const { tool } = audit;
  if (tool === undefined) return [];
  const given = answersGiven(audit);
  return questionsIn(tool, domain).map((question): Field => {
    const { key, text: label, guidance, required } = question;
    const before = given.get(key);
    return {
      kind: 'choice',
      name: `${QUESTION}${key}`,
      label,
      asks: '',
      ...(guidance === '' ? {} : { hint: guidance }),
      ...(required ? {} : { optional: true as const }),
      value: before?.answer,
      options: optionsOf(question, tool, before?.reason),
    };
  });
}

function optionsOf(question: ToolQuestion, tool: AuditTool, reason: string | undefined): readonly Option[] {
  return [...answerWords(question.answers, tool), NOT_APPLICABLE].map(({ key: value, label }): Option => {
    if (!isWorst(question, value, tool)) return { value, text: label };
    const name = `${REASON}${question.key}`;
    return {
      value,
      text: label,
      reveals: [
        question.critical
          ? text(name, 'Why', `Say why the answer to “${question.text}” is “${label}”`, { value: reason, rows: 3 })
          : optionalText(name, 'Why', { value: reason, rows: 3 }),
      ],
    };
  });
}

const questionsIn = (tool: AuditTool, domain: string | null): readonly ToolQuestion[] =>
  tool.domains.find(({ key }) => key === domain)?.questions ?? [];

/** What is answered otherwise than before. */
export function answersSaid(values: Values, audit: OpenedAudit, domain: string | null) {
  const given = answersGiven(audit);
  const asked = audit.tool === undefined ? [] : questionsIn(audit.tool, domain);
  return asked.flatMap(({ key }) => {
    const [answer, reason] = [values[`${QUESTION}${key}`], values[`${REASON}${key}`]];
    const before = given.get(key);
    const isAsBefore = before?.answer === answer && before?.reason === reason;
    return answer === undefined || isAsBefore ? [] : [{ question: key, answer, reason }];
  });
}

/** Which question a member of the answers stands in: `answers.0.reason`. */
export function fieldOfAnswer(member: string, said: object): string {
  const [, index, part] = /^answers\.(\d+)\.(\w+)$/.exec(member) ?? [];
  const answers: readonly unknown[] = 'answers' in said && Array.isArray(said.answers) ? said.answers : [];
  const { question } = Object(answers[Number(index)]);
  return question === undefined ? member : `${part === 'reason' ? REASON : QUESTION}${String(question)}`;
}

/** Of the statements that were written, those with a word of their scale. */
const valued = (audit: OpenedAudit) => {
  const { tool } = audit;
  const written = statementsWritten(audit);
  return (tool?.statements ?? []).flatMap(({ key, text: asked, scale }) => {
    const value = written.get(key)?.value;
    if (tool === undefined || scale === null || value === undefined || value === null) return [];
    return [{ key, text: asked, value, words: answerWords(scale, tool) }];
  });
};

/** What a tool asks besides grades. */
export const questions: StepForms = {
  AnswerQuestions: {
    button: 'Save and continue',
    done: 'Your answers are saved.',
    lead: ({ tool }, item) => tool?.domains.find(({ key }) => key === item)?.prompt,
    fields: questionFields,
    says: (values, audit, item) => ({ domain: item ?? '', answers: answersSaid(values, audit, item) }),
    fieldOf: fieldOfAnswer,
    next: ({ document }) => `/audits/${document.reference}#grading`,
  },
  /** All statements on one page; only what changed is recorded. */
  WriteStatement: {
    button: 'Save the statements',
    done: 'The statements are saved.',
    fields: (audit) => {
      const { tool } = audit;
      const written = statementsWritten(audit);
      return (tool?.statements ?? []).flatMap(({ key, text: label, guidance, required, scale }): Field[] => {
        const before = written.get(key);
        const hint = guidance === '' ? {} : { hint: guidance };
        const optional = required ? {} : { optional: true as const };
        const words: Field[] =
          tool === undefined || scale === null
            ? []
            : [
                {
                  kind: 'choice',
                  name: `${VALUE}${key}`,
                  label: `${label} – ${tool.answerScales?.find((each) => each.key === scale)?.label ?? ''}`,
                  asks: '',
                  ...optional,
                  value: before?.value ?? undefined,
                  options: answerWords(scale, tool).map((word) => ({ value: word.key, text: word.label })),
                },
              ];
        const asks = 'Write this statement too';
        return [text(`${STATEMENT}${key}`, label, asks, { ...hint, ...optional, value: before?.text }), ...words];
      });
    },
    says: (values, audit) => {
      const written = statementsWritten(audit);
      return (audit.tool?.statements ?? []).flatMap(({ key }) => {
        const [said, value] = [values[`${STATEMENT}${key}`], values[`${VALUE}${key}`]];
        const before = written.get(key);
        const isAsBefore = before?.text === said && (before?.value ?? undefined) === value;
        return isAsBefore ? [] : [{ statement: key, text: said, value }];
      });
    },
    fieldOf: (member, said) =>
      'statement' in said ? `${member === 'value' ? VALUE : STATEMENT}${String(said.statement)}` : member,
    next: ({ document }) => `/audits/${document.reference}#grading`,
  },
  ChangeStatementValue: {
    done: 'The scale of the statement is changed. Its text stays the auditor’s.',
    fields: (audit) => [
      {
        kind: 'pick',
        name: 'value',
        label: 'Which statement, and what its scale should be',
        asks: 'Choose the statement and its scale',
        options: valued(audit).flatMap(({ key, text: asked, value, words }) =>
          words
            .filter((word) => word.key !== value)
            .map((word) => ({ value: `${key}=${word.key}`, text: `${asked} – ${word.label}` })),
        ),
      },
      text('reason', 'Why', 'Say why'),
    ],
    says: ({ value, reason }, audit) => {
      const [statement, word] = String(value ?? `${valued(audit)[0]?.key ?? ''}=`).split('=');
      return { statement, value: word === '' ? undefined : word, reason };
    },
  },
};
