import type { Database } from 'better-sqlite3';
import { byCodeUnits, dayNumber, type DomainGrade, type StandardAssessed } from '#domain';
import { RowWriter } from '#disk';
import {
  COLUMN_PREFIXES,
  FOUND,
  THEME_PREFIXES,
  cellOfAnswer,
  cellOfDayNumber,
  cellOfStandardAnswer,
  type ColumnPrefix,
} from './columns.js';
import { namesByCode, openDictionary } from './dictionary.js';
import { prepareFactBlocks } from './fact-blocks.js';
import type { FactChanges } from './fact-changes.js';

/**
 * Writes the facts of one batch. A fact is what was known of one audit from one recorded instant to another.
 * A change closes the audit's open fact and opens the next; changes recorded at the same instant are one fact,
 * since nobody could have asked in between. Nothing is sure to be in the file before `flush`.
 */
export interface FactWriter {
  /** Whether the audit's grades are final as far as is known. */
  isFinal(auditId: string): boolean;
  /** @param recordedAt milliseconds since 1970 */
  record(auditId: string, revision: number, recordedAt: number, changes: FactChanges): void;
  flush(): void;
}

/** A row of the table `fact`. */
interface FactRow {
  readonly fact: number;
  readonly recordedFrom: number;
  revision: number;
  recordedTo: number | null;
}

const FINAL = cellOfAnswer('stage', 'final');

/** @returns opens a writer for one batch: what a batch that was rolled back had in memory must not outlive it */
export function prepareFactWriter(db: Database): () => FactWriter {
  const newestFact = db.prepare<[], { fact: number | null }>('SELECT max(fact) AS fact FROM fact');
  const openFactOf = db.prepare<[string], FactRow>(
    `SELECT fact, recorded_from AS recordedFrom, revision, recorded_to AS recordedTo
     FROM fact WHERE audit = ? AND recorded_to IS NULL`,
  );
  const changeFact = db.prepare('UPDATE fact SET revision = ?, recorded_to = ? WHERE fact = ?');
  const factRows = new RowWriter(db, 'fact', ['fact', 'audit', 'revision', 'recorded_from', 'recorded_to']);
  const openBlocks = prepareFactBlocks(db);

  return () => {
    const newest = newestFact.get()?.fact ?? null;
    const factsBefore = newest === null ? 0 : newest + 1;
    const blocks = openBlocks();
    const dictionary = openDictionary(db);
    const scaleNames = new Map(namesByCode(db));
    const openFacts = new Map<string, FactRow>();
    const added: { readonly auditId: string; readonly row: FactRow }[] = [];

    const openFact = (auditId: string): FactRow | undefined => {
      let open = openFacts.get(auditId);
      if (open === undefined) {
        open = openFactOf.get(auditId);
        if (open !== undefined) openFacts.set(auditId, open);
      }
      return open;
    };
    const change = (row: FactRow, changes: Partial<Pick<FactRow, 'revision' | 'recordedTo'>>): void => {
      Object.assign(row, changes);
      if (row.fact < factsBefore) changeFact.run(row.revision, row.recordedTo, row.fact);
    };
    /** The fact that the changes belong to: a new one, or the open one where it was recorded at the same instant. */
    const factFor = (auditId: string, revision: number, recordedAt: number): number => {
      const open = revision === 0 ? undefined : openFact(auditId);
      if (open !== undefined && open.recordedFrom === recordedAt) {
        change(open, { revision });
        return open.fact;
      }
      const fact = factsBefore + added.length;
      const row = { fact, recordedFrom: recordedAt, revision, recordedTo: null };
      added.push({ auditId, row });
      openFacts.set(auditId, row);
      if (open !== undefined) {
        blocks.copy(open.fact, fact);
        change(open, { recordedTo: recordedAt });
        blocks.set(open.fact, 'recorded_to', recordedAt);
      }
      blocks.set(fact, 'recorded_from', recordedAt);
      blocks.set(fact, 'recorded_to', Infinity);
      return fact;
    };

    const setName = (fact: number, column: string, name: string | null): void => {
      const code = name === null ? 0 : dictionary.name(name);
      if (column === 'scale' && name !== null) scaleNames.set(code, name);
      blocks.set(fact, column, code);
    };
    const gradeCell = (fact: number, grade: string | null): number =>
      grade === null ? 0 : dictionary.grade(scaleNames.get(blocks.get(fact, 'scale')) ?? '', grade);
    const columnNames = new Map(COLUMN_PREFIXES.map((prefix) => [prefix, new Map<string, string>()]));
    /** Kept, because joining and hashing a name for every cell takes longer than writing the cell. */
    const columnNamed = (prefix: ColumnPrefix, of: string): string => {
      const known = columnNames.get(prefix);
      let name = known?.get(of);
      if (name === undefined) known?.set(of, (name = prefix + of));
      return name ?? prefix + of;
    };

    const setDomain = (fact: number, { domain, grade }: DomainGrade): void =>
      blocks.set(fact, columnNamed('domain:', domain), gradeCell(fact, grade));
    const setStandard = (fact: number, { standard, answer }: StandardAssessed): void =>
      blocks.set(fact, columnNamed('standard:', standard), cellOfStandardAnswer(answer));
    /** Which scale a word is of, its question says. */
    const setWord = (fact: number, prefix: 'question:' | 'statement:', of: string, word: string | null): void =>
      blocks.set(fact, columnNamed(prefix, of), word === null ? 0 : dictionary.grade('', word));

    return {
      isFinal(auditId) {
        const open = openFact(auditId);
        return open !== undefined && blocks.get(open.fact, 'stage') === FINAL;
      },

      record(auditId, revision, recordedAt, changes) {
        const { answers, names, days, grades, domains, domain, standards, standard } = changes;
        const fact = factFor(auditId, revision, recordedAt);
        for (const [column, answer] of Object.entries(answers ?? {}))
          blocks.set(fact, column, cellOfAnswer(column, answer));
        for (const [column, name] of Object.entries(names ?? {})) setName(fact, column, name);
        for (const [column, day] of Object.entries(days ?? {}))
          blocks.set(fact, column, day === null ? 0 : cellOfDayNumber(dayNumber(day)));
        for (const [column, grade] of Object.entries(grades ?? {})) blocks.set(fact, column, gradeCell(fact, grade));
        if (domains !== undefined && revision > 0) blocks.empty(fact, 'domain:');
        for (const graded of domains ?? []) setDomain(fact, graded);
        if (domain !== undefined) setDomain(fact, domain);
        if (standards !== undefined && revision > 0) blocks.empty(fact, 'standard:');
        for (const assessed of standards ?? []) setStandard(fact, assessed);
        if (standard !== undefined) setStandard(fact, standard);
        for (const { question, answer } of changes.questions ?? []) setWord(fact, 'question:', question, answer);
        for (const { statement, value } of changes.statements ?? []) setWord(fact, 'statement:', statement, value);
        if (changes.findings !== undefined) for (const prefix of THEME_PREFIXES) blocks.empty(fact, prefix);
        for (const { kind, theme } of changes.findings ?? []) blocks.set(fact, columnNamed(`${kind}:`, theme), FOUND);
      },

      flush() {
        // In the order of the audits' index: each page of it is touched once.
        added.sort((one, other) => byCodeUnits(one.auditId, other.auditId));
        factRows.write(
          added.map(({ auditId, row }) => [row.fact, auditId, row.revision, row.recordedFrom, row.recordedTo]),
        );
        blocks.flush();
      },
    };
  };
}
