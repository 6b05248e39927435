import type { Database } from 'better-sqlite3';
import { auditsWhere, type AuditsBehind } from './audits-where.js';
import { cellOfAnswer, type TimedStage } from './columns.js';
import { namesByCode } from './dictionary.js';
import { factNamesAsAt, type JoinedColumn } from './fact-names.js';
import type { FactSelection, SelectedFacts } from './fact-scan.js';
import { ModeratedCounts } from './moderated-audits.js';
import type { Counted } from './audits-where.js';

/** One count of `tallyDone` or `tallySelected`. */
export type ActivityCount =
  | { readonly of: 'done' }
  | {
      readonly of: 'named';
      readonly column: Extract<JoinedColumn, 'activity' | 'service'>;
      readonly name: string | null;
    }
  | { readonly of: 'origin' | 'conversation'; readonly answer: string }
  | { readonly of: 'not-held'; readonly reason: string | null }
  | { readonly of: 'moderated'; readonly answer: string }
  | { readonly of: 'in-time'; readonly stage: TimedStage }
  /** `outcome`: `done`, `open`, `exempted`, `withdrawn` or `substituted` */
  | { readonly of: 'outcome'; readonly outcome: string }
  | { readonly of: 'not-done'; readonly outcome: string; readonly reason: string | null }
  | { readonly of: 'samples'; readonly samples: ReadonlySet<string | null> };

const [FINAL, GRADED] = [cellOfAnswer('stage', 'final'), cellOfAnswer('stage', 'graded')];
const MODERATED = cellOfAnswer('moderated', 'yes');
const NOT_HELD = cellOfAnswer('conversation', 'not_held');

type At = (place: number) => boolean;

/** Opens one count of the audits carried out, or of those selected, down to its audits. @param most how many to list */
export function activityBehind(
  db: Database,
  selection: FactSelection,
  count: ActivityCount,
  most: number,
): AuditsBehind {
  return auditsWhere(db, selection, countedBy(db, selection, count), most);
}

function countedBy(db: Database, { asAt }: FactSelection, count: ActivityCount): Counted {
  switch (count.of) {
    case 'done':
      return done([], () => () => true);
    case 'named': {
      const names = factNamesAsAt(db, asAt).namesOf(count.column);
      return done([count.column], ({ cells }) => {
        const named = cells(count.column);
        return (place) => (names[named?.[place] ?? 0] ?? null) === count.name;
      });
    }
    case 'origin':
    case 'conversation': {
      const wanted = cellOfAnswer(count.of, count.answer);
      return done([count.of], ({ cells }) => {
        const answered = cells(count.of);
        return (place) => answered?.[place] === wanted;
      });
    }
    case 'not-held': {
      const names = namesByCode(db);
      return done(['conversation', 'conversation_reason'], ({ cells }) => {
        const [conversation, reason] = [cells('conversation'), cells('conversation_reason')];
        return (place) =>
          conversation?.[place] === NOT_HELD && (names.get(reason?.[place] ?? 0) ?? null) === count.reason;
      });
    }
    case 'moderated':
      return {
        day: 'audited_on',
        columns: ModeratedCounts.columns,
        prefixes: [],
        counts: ({ cells }) => {
          const [stage, moderated, final] = [cells('stage'), cells('moderated'), cells('final')];
          return (place) => {
            if (stage?.[place] !== FINAL) return false;
            const was = moderated?.[place] === MODERATED;
            return count.answer === 'yes' ? was : !was && (final?.[place] ?? 0) > 0;
          };
        },
      };
    case 'in-time': {
      const { stage } = count;
      const columns = [`${stage}_from`, `${stage}_due`, `${stage}_done`] as const;
      return done(columns, ({ cells }) => {
        const [from, due, ended] = columns.map((column) => cells(column));
        return (place) => {
          const [began, deadline, end] = [from?.[place] ?? 0, due?.[place] ?? 0, ended?.[place] ?? 0];
          return began > 0 && deadline > 0 && end > 0 && end <= deadline;
        };
      });
    }
    case 'outcome':
      return selected([], ({ cells }) => became(cells('stage'), count.outcome));
    case 'not-done': {
      const names = namesByCode(db);
      return selected(['reason'], ({ cells }) => {
        const [is, reason] = [became(cells('stage'), count.outcome), cells('reason')];
        return (place) => is(place) && (names.get(reason?.[place] ?? 0) ?? null) === count.reason;
      });
    }
    case 'samples': {
      const names = namesByCode(db);
      return selected(['sample'], ({ cells }) => {
        const [is, sample] = [became(cells('stage'), 'done'), cells('sample')];
        return (place) => is(place) && count.samples.has(names.get(sample?.[place] ?? 0) ?? null);
      });
    }
  }
}

/** Of the audits carried out, by the day of the audit. */
const done = (columns: Counted['columns'], of: (facts: SelectedFacts) => At): Counted => ({
  day: 'audited_on',
  columns: ['stage', ...columns],
  prefixes: [],
  counts: (facts) => {
    const [stage, also] = [facts.cells('stage'), of(facts)];
    return (place) => (stage?.[place] === FINAL || stage?.[place] === GRADED) && also(place);
  },
});

/** Of the audits selected, by the month they were selected for. */
const selected = (columns: Counted['columns'], counts: (facts: SelectedFacts) => At): Counted => ({
  day: 'planned_on',
  columns: ['stage', ...columns],
  prefixes: [],
  counts,
});

const STAGE_OF: Readonly<Record<string, string>> = { open: 'selected' };

function became(stage: ReturnType<SelectedFacts['cells']>, outcome: string): At {
  if (outcome === 'done') return (place) => stage?.[place] === FINAL || stage?.[place] === GRADED;
  const wanted = cellOfAnswer('stage', STAGE_OF[outcome] ?? outcome);
  return (place) => wanted > 0 && stage?.[place] === wanted;
}
