import type { Database } from 'better-sqlite3';

/**
 * Numbers for names and for grades, given out in the order of the log, so that a rebuild gives the same ones.
 * Read afresh for every batch: a batch that was rolled back must leave nothing behind.
 */
export function openDictionary(db: Database): Dictionary {
  const insertName = db.prepare('INSERT INTO fact_name (code, name) VALUES (?, ?)');
  const insertGrade = db.prepare('INSERT INTO fact_grade (code, scale, grade) VALUES (?, ?, ?)');
  const names = new Map(knownNames(db).map(({ code, name }) => [name, code]));
  const gradesByScale = new Map<string, Map<string, number>>();
  let grades = 0;
  const scaleOf = (scale: string): Map<string, number> => {
    let known = gradesByScale.get(scale);
    if (known === undefined) gradesByScale.set(scale, (known = new Map()));
    return known;
  };
  for (const { code, scale, grade } of knownGrades(db)) {
    scaleOf(scale).set(grade, code);
    grades += 1;
  }

  return {
    name(name) {
      let code = names.get(name);
      if (code === undefined) {
        code = names.size + 1;
        insertName.run(code, name);
        names.set(name, code);
      }
      return code;
    },
    grade(scale, grade) {
      const known = scaleOf(scale);
      let code = known.get(grade);
      if (code === undefined) {
        grades += 1;
        code = grades;
        insertGrade.run(code, scale, grade);
        known.set(grade, code);
      }
      return code;
    },
  };
}

export interface Dictionary {
  name(name: string): number;
  grade(scale: string, grade: string): number;
}

export interface KnownName {
  readonly code: number;
  readonly name: string;
}

export interface KnownGrade {
  readonly code: number;
  /** Empty where the grade came without a scale. */
  readonly scale: string;
  readonly grade: string;
}

export function knownNames(db: Database): KnownName[] {
  return db.prepare<[], KnownName>('SELECT code, name FROM fact_name ORDER BY code').all();
}

export function namesByCode(db: Database): ReadonlyMap<number, string> {
  return new Map(knownNames(db).map(({ code, name }) => [code, name]));
}

export function knownGrades(db: Database): KnownGrade[] {
  return db.prepare<[], KnownGrade>('SELECT code, scale, grade FROM fact_grade ORDER BY code').all();
}
