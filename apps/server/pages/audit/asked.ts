import { questionsOf, weightedScore } from '#domain';
import type { OpenedAudit } from './opened-audit.js';

interface AnswerGiven {
  readonly answer: string;
  readonly reason: string | undefined;
}

interface StatementShown {
  readonly text: string | undefined;
  readonly value: string | null;
}

const words = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** The answers to an audit's questions as they were given last, by question. */
export function answersGiven({ document }: Pick<OpenedAudit, 'document'>): ReadonlyMap<string, AnswerGiven> {
  return new Map(
    document.sections.questions.flatMap(({ data }) =>
      (data.answers ?? []).map(
        ({ question, answer, reason }) => [question, { answer, reason: words(reason) }] as const,
      ),
    ),
  );
}

/** The statements as they were written last, by statement, with the word of the scale that stands. */
export function statementsWritten({ document }: Pick<OpenedAudit, 'document'>): ReadonlyMap<string, StatementShown> {
  const written = new Map<string, StatementShown>();
  for (const { data } of document.sections.statements) {
    const { statement } = data;
    if (statement === undefined) continue;
    if ('text' in data) written.set(statement, { text: words(data.text), value: data.value ?? null });
    else if ('to' in data && data.to !== undefined)
      written.set(statement, { text: written.get(statement)?.text, value: data.to });
  }
  return written;
}

export interface ScoreRow {
  readonly domain: string;
  /** `67 of 100`; a dash where nothing that counts was answered. */
  readonly score: string;
  /** `8 of 10` */
  readonly answered: string;
}

/** The scores of questions, by domain and of all; none where no question of the tool has a weight. */
export function scoreRows(
  answers: Readonly<Record<string, string>> | undefined,
  tool: OpenedAudit['tool'],
): readonly ScoreRow[] {
  if (tool === undefined || answers === undefined) return [];
  const rowOf = (domain: string, questions: ReturnType<typeof questionsOf>): ScoreRow[] => {
    const { score, answered, of } = weightedScore(questions, answers, tool);
    if (of === 0) return [];
    return [{ domain, score: score === null ? '–' : `${score} of 100`, answered: `${answered} of ${of}` }];
  };
  return [
    ...rowOf('All questions', questionsOf(tool)),
    ...tool.domains.flatMap(({ label, questions = [] }) => rowOf(label, questions)),
  ];
}
