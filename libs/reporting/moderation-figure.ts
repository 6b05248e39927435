import type { Database } from 'better-sqlite3';
import { activityBehind, moderationBehind, type AuditsBehind } from '#facts';
import { countModeration } from './moderation.js';
import type { FigureAsked } from './figure-asked.js';

/** Opens a figure of the report of moderation: a pair of grades, or all pairs of one direction. */
export function moderationFigure(db: Database, { request, row, selection, most }: FigureAsked): AuditsBehind | null {
  if (row.series === 'moderated') return activityBehind(db, selection, { of: 'moderated', answer: row.key }, most);
  const { series } = countModeration(db, request);
  const [what] = (['first_x_final', 'agreement'] as const).filter((one) => row.series.startsWith(one));
  const one = what && series.find(({ suffix }) => row.series === `${what}${suffix}`);
  if (one === undefined) return null;
  const grades = one.scale.grades.map(({ key }) => key);
  const place = (grade: string): number => grades.indexOf(grade);
  return moderationBehind(
    db,
    selection,
    (audit) => {
      const [first, final] = [place(audit.first), place(audit.final)];
      if (first < 0 || final < 0 || !one.holds(audit)) return false;
      return what === 'first_x_final'
        ? row.key === `${audit.first}>${audit.final}`
        : row.key === (first === final ? 'agreed' : final < first ? 'upgraded' : 'downgraded');
    },
    most,
  );
}
