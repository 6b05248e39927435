import { questionsOf } from '#domain';
import { SummaryList } from '../components/summary-list.js';
import { answersGiven, scoreRows, statementsWritten } from './asked.js';
import type { OpenedAudit } from './opened-audit.js';

/** What was answered and written, before it is submitted; nothing where the tool asks for neither. */
export function CheckAnswers({ audit }: { readonly audit: OpenedAudit }) {
  const { tool, document } = audit;
  if (tool === undefined || (questionsOf(tool).length === 0 && (tool.statements ?? []).length === 0)) return null;
  const given = answersGiven(audit);
  const written = statementsWritten(audit);
  const scores = scoreRows(Object.fromEntries([...given].map(([key, { answer }]) => [key, answer])), tool);
  const domains = tool.domains.flatMap(({ key, label, questions = [] }) => {
    if (questions.length === 0) return [];
    const answered = questions.filter((question) => given.has(question.key)).length;
    const score = scores.find(({ domain }) => domain === label);
    const value = `${answered} of ${questions.length} questions answered${score ? `, score ${score.score}` : ''}`;
    return [{ key: label, value, href: `answer-questions/${key}` }];
  });
  const statements = (tool.statements ?? []).map(({ key, text }) => ({
    key: text,
    value: written.get(key)?.text ?? 'Not written',
    href: 'statements',
  }));
  const graded = audit.grades.length > 0;
  return (
    <SummaryList
      rows={[...domains, ...statements].map(({ key, value, href }) => ({
        key,
        value,
        actions: [
          {
            href: `/audits/${document.reference}/${graded ? href.replace('answer-questions', 'grade-domain') : href}`,
            text: 'Change',
            visuallyHiddenText: key,
          },
        ],
      }))}
    />
  );
}
