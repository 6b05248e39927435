import type { Database } from 'better-sqlite3';
import { dayNumber } from '#domain';
import {
  bytesOfCells,
  cellOfAnswer,
  cellOfDayNumber,
  cellsFromBytes,
  emptyCells,
  FACTS_PER_BLOCK,
  cellOfStandardAnswer,
  type Cells,
  type Column,
  type ColumnPrefix,
} from './columns.js';
import { knownNames, openDictionary } from './dictionary.js';
import type { FactChanges } from './fact-changes.js';

/**
 * Writes the facts of one batch. A fact is what was known of one audit from one recorded instant to another.
 * A change closes the audit's open fact and opens the next; changes recorded at the same instant are one fact,
 * since nobody could have asked in between. Nothing is written before `flush`, save the rows that find an audit's facts.
 */
export interface FactWriter {
  /** Whether the audit's grades are final as far as is known. */
  isFinal(auditId: string): boolean;
  /** @param recordedAt milliseconds since 1970 */
  record(auditId: string, revision: number, recordedAt: number, changes: FactChanges): void;
  flush(): void;
}

interface BlockColumn {
  readonly cells: Cells;
  changed: boolean;
}
type Block = Map<string, BlockColumn>;

interface OpenFact {
  fact: number;
  recordedFrom: number;
}

const FINAL = cellOfAnswer('stage', 'final');

export function openFactWriter(db: Database): FactWriter {
  const newestFact = db.prepare<[], { fact: number | null }>('SELECT max(fact) AS fact FROM fact');
  const openFactOf = db.prepare<[string], OpenFact>(
    'SELECT fact, recorded_from AS recordedFrom FROM fact WHERE audit = ? ORDER BY fact DESC LIMIT 1',
  );
  const insertFact = db.prepare('INSERT INTO fact (fact, audit, revision, recorded_from) VALUES (?, ?, ?, ?)');
  const closeFact = db.prepare('UPDATE fact SET recorded_to = ? WHERE fact = ?');
  const amendFact = db.prepare('UPDATE fact SET revision = ? WHERE fact = ?');
  const readBlock = db.prepare<[number], { name: string; cells: Uint8Array }>(
    'SELECT name, cells FROM fact_column WHERE block = ?',
  );
  const writeCells = db.prepare(
    'INSERT INTO fact_column (block, name, cells) VALUES (?, ?, ?) ON CONFLICT (block, name) DO UPDATE SET cells = excluded.cells',
  );

  const dictionary = openDictionary(db);
  const scaleNames = new Map(knownNames(db).map(({ code, name }) => [code, name]));
  const blocks = new Map<number, Block>();
  const openFacts = new Map<string, OpenFact>();
  const newest = newestFact.get()?.fact ?? null;
  const factsBefore = newest === null ? 0 : newest + 1;
  let facts = factsBefore;

  let current: Block = new Map();
  let currentNumber = -1;
  const blockOf = (fact: number): Block => {
    const number = Math.floor(fact / FACTS_PER_BLOCK);
    if (number === currentNumber) return current;
    let block = blocks.get(number);
    if (block === undefined) {
      block = new Map();
      if (number * FACTS_PER_BLOCK < factsBefore)
        for (const { name, cells } of readBlock.all(number))
          block.set(name, { cells: cellsFromBytes(name, cells), changed: false });
      blocks.set(number, block);
    }
    current = block;
    currentNumber = number;
    return block;
  };
  const get = (fact: number, column: Column): number => blockOf(fact).get(column)?.cells[fact % FACTS_PER_BLOCK] ?? 0;
  const set = (fact: number, name: string, value: number): void => {
    const block = blockOf(fact);
    let column = block.get(name);
    if (column === undefined) {
      if (value === 0) return;
      column = { cells: emptyCells(name), changed: true };
      block.set(name, column);
    }
    column.cells[fact % FACTS_PER_BLOCK] = value;
    column.changed = true;
  };

  const openFact = (auditId: string): OpenFact | undefined => {
    let open = openFacts.get(auditId);
    if (open === undefined) {
      open = openFactOf.get(auditId);
      if (open !== undefined) openFacts.set(auditId, open);
    }
    return open;
  };
  const addFact = (auditId: string, revision: number, recordedAt: number): number => {
    const fact = facts;
    facts += 1;
    insertFact.run(fact, auditId, revision, recordedAt);
    openFacts.set(auditId, { fact, recordedFrom: recordedAt });
    return fact;
  };
  const copyFact = (from: number, to: number): void => {
    for (const [column, { cells }] of blockOf(from)) {
      const value = cells[from % FACTS_PER_BLOCK] ?? 0;
      if (value !== 0) set(to, column, value);
    }
  };
  /** The fact that the changes belong to: a new one, or the open one where it was recorded at the same instant. */
  const factFor = (auditId: string, revision: number, recordedAt: number): number => {
    const open = revision === 0 ? undefined : openFact(auditId);
    if (open !== undefined && open.recordedFrom === recordedAt) {
      amendFact.run(revision, open.fact);
      return open.fact;
    }
    const fact = addFact(auditId, revision, recordedAt);
    if (open !== undefined) {
      copyFact(open.fact, fact);
      closeFact.run(recordedAt, open.fact);
      set(open.fact, 'recorded_to', recordedAt);
    }
    set(fact, 'recorded_from', recordedAt);
    set(fact, 'recorded_to', Infinity);
    return fact;
  };

  const setName = (fact: number, column: string, name: string | null): void => {
    const code = name === null ? 0 : dictionary.name(name);
    if (column === 'scale' && name !== null) scaleNames.set(code, name);
    set(fact, column, code);
  };
  const gradeCell = (fact: number, grade: string | null): number =>
    grade === null ? 0 : dictionary.grade(scaleNames.get(get(fact, 'scale')) ?? '', grade);
  const columnNames = { 'domain:': new Map<string, string>(), 'standard:': new Map<string, string>() };
  /** Kept, because joining and hashing a name for every cell takes longer than writing the cell. */
  const columnNamed = (prefix: ColumnPrefix, of: string): string => {
    let name = columnNames[prefix].get(of);
    if (name === undefined) columnNames[prefix].set(of, (name = prefix + of));
    return name;
  };
  const forget = (fact: number, prefix: ColumnPrefix): void => {
    for (const column of blockOf(fact).keys()) if (column.startsWith(prefix)) set(fact, column, 0);
  };

  return {
    isFinal(auditId) {
      const open = openFact(auditId);
      return open !== undefined && get(open.fact, 'stage') === FINAL;
    },

    record(auditId, revision, recordedAt, changes) {
      const fact = factFor(auditId, revision, recordedAt);
      for (const [column, answer] of Object.entries(changes.answers ?? {}))
        set(fact, column, cellOfAnswer(column, answer));
      for (const [column, name] of Object.entries(changes.names ?? {})) setName(fact, column, name);
      for (const [column, day] of Object.entries(changes.days ?? {}))
        set(fact, column, day === null ? 0 : cellOfDayNumber(dayNumber(day)));
      for (const [column, grade] of Object.entries(changes.grades ?? {})) set(fact, column, gradeCell(fact, grade));
      if (changes.domains !== undefined && revision > 0) forget(fact, 'domain:');
      for (const { domain, grade } of changes.domains ?? [])
        set(fact, columnNamed('domain:', domain), gradeCell(fact, grade));
      if (changes.domain !== undefined)
        set(fact, columnNamed('domain:', changes.domain.domain), gradeCell(fact, changes.domain.grade));
      if (changes.standards !== undefined && revision > 0) forget(fact, 'standard:');
      for (const { standard, answer } of changes.standards ?? [])
        set(fact, columnNamed('standard:', standard), cellOfStandardAnswer(answer));
      if (changes.standard !== undefined)
        set(fact, columnNamed('standard:', changes.standard.standard), cellOfStandardAnswer(changes.standard.answer));
    },

    flush() {
      for (const [number, block] of blocks) {
        for (const [name, column] of block) {
          if (!column.changed) continue;
          writeCells.run(number, name, bytesOfCells(column.cells));
          column.changed = false;
        }
      }
    },
  };
}
