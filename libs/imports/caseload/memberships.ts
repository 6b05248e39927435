import { BOUNDS } from '../bounds.js';
import { ImportProblem } from '../import-problem.js';
import type { Membership } from './membership.js';

/**
 * The rows of a caseload as they are read. Words that stand in row after row (a team, a worker, a status) are held once, and
 * a list of more subjects than any council has is given up as soon as that is seen.
 */
export class Memberships {
  readonly all: Membership[] = [];
  private readonly subjects = new Set<string>();
  private readonly words = new Map<string, string>();

  /** @throws ImportProblem */
  add(row: Membership): void {
    this.subjects.add(row.importedId);
    if (this.subjects.size > BOUNDS.subjects) throw tooMany();
    this.all.push({
      ...row,
      team: this.once(row.team),
      worker: this.once(row.worker),
      adviser: this.once(row.adviser),
      service: this.once(row.service),
      start: this.once(row.start),
      end: this.once(row.end),
      dateOfBirth: this.once(row.dateOfBirth),
    });
  }

  private once(word: string | null): string | null {
    if (word === null) return null;
    const known = this.words.get(word);
    if (known !== undefined) return known;
    this.words.set(word, word);
    return word;
  }
}

const tooMany = (): ImportProblem =>
  new ImportProblem(
    'file_too_large',
    `This file lists over ${BOUNDS.subjects} children or other subjects, more than any council has cases. Leave out those closed long ago, and import the new copy.`,
  );
