import { Injectable } from '@nestjs/common';
import { ProblemError, problem } from '../problems/problem.js';

/** Files that are received, wait or are imported at once: from one person, and from everybody. */
const MOST_OF_ONE = 2;
const MOST = 12;

/** How many files are under way, so that neither disk nor memory is filled by asking often. */
@Injectable()
export class FilesUnderWay {
  private readonly of = new Map<string, number>();

  /**
   * Takes a file on for as long as the work on it lasts.
   * @throws ProblemError 429, before anything of the file is received
   */
  async with<Result>(personId: string, work: () => Promise<Result>): Promise<Result> {
    const theirs = this.of.get(personId) ?? 0;
    if (theirs >= MOST_OF_ONE) {
      throw tooMany('files-of-yours-under-way', 'Files of yours are still being imported. Wait until they are done.');
    }
    if ([...this.of.values()].reduce((sum, count) => sum + count, 0) >= MOST) {
      throw tooMany('files-under-way', 'Others are importing files just now. Send yours again in a minute.');
    }
    this.of.set(personId, theirs + 1);
    try {
      return await work();
    } finally {
      const left = (this.of.get(personId) ?? 1) - 1;
      if (left === 0) this.of.delete(personId);
      else this.of.set(personId, left);
    }
  }
}

const tooMany = (code: string, detail: string): ProblemError => new ProblemError(problem(429, code, detail));
