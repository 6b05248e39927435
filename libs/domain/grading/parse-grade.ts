import type { Grade, GradeScale } from './grade-scale.js';

/**
 * The grade a text stands for, by key, label or alias, in any case and with any spaces, hyphens or underscores between
 * the words (`Requires Improvement`, `requires_improvement`, `RI`); null where the scale has none.
 */
export function parseGrade(scale: GradeScale, text: string): Grade | null {
  return gradesBySpelling(scale).get(spelling(text)) ?? null;
}

/** What is wrong with a scale, as sentences; empty when it can be used. */
export function scaleProblems(scale: GradeScale): readonly string[] {
  const problems: string[] = [];
  if (!/^[a-z][a-z0-9-]*$/.test(scale.key)) {
    problems.push('A scale is known by a key of lower-case letters, digits and hyphens.');
  }
  if (scale.grades.length < 2) problems.push('A scale has at least two grades.');
  for (const { key } of scale.grades) {
    if (!/^[a-z][a-z0-9_]*$/.test(key)) {
      problems.push(`The grade key "${key}" must be lower-case letters, digits and underscores.`);
    }
  }
  const gradeBySpelling = new Map<string, Grade>();
  for (const grade of scale.grades) {
    for (const text of spellingsOf(grade)) {
      const other = gradeBySpelling.get(text);
      if (text === '') problems.push(`A label or alias of the grade "${grade.key}" is empty.`);
      else if (other !== undefined && other !== grade) {
        problems.push(`"${text}" could mean the grade "${other.key}" or the grade "${grade.key}".`);
      }
      gradeBySpelling.set(text, other ?? grade);
    }
  }
  return problems;
}

const spellings = new WeakMap<GradeScale, ReadonlyMap<string, Grade>>();

/** Made once for a scale: an import reads a million grades. */
function gradesBySpelling(scale: GradeScale): ReadonlyMap<string, Grade> {
  let known = spellings.get(scale);
  if (known === undefined) {
    known = new Map(scale.grades.flatMap((grade) => spellingsOf(grade).map((text) => [text, grade] as const)));
    spellings.set(scale, known);
  }
  return known;
}

function spellingsOf(grade: Grade): readonly string[] {
  return [grade.key, grade.label, ...(grade.aliases ?? [])].map(spelling);
}

function spelling(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-\u2010-\u2015]+/gu, ' ')
    .trim();
}
