import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { constants, setPriority } from 'node:os';
import { BOUNDS } from '../bounds.js';
import { ImportProblem } from '../import-problem.js';
import type { FromReading, Piece, ReadingOrder, ToReading } from './orders.js';
import { Turns } from './turns.js';

/** Files are no longer read: this process is ending. */
export class ReadingEnded extends Error {
  override readonly name = 'ReadingEnded';
}

export interface ReadingLimits {
  /** Milliseconds that may be spent on a file, waiting for a turn and for whoever takes its pieces not counted. */
  readonly patience: number;
  /** Milliseconds more for each mebibyte of a list that is read row by row. */
  readonly patienceAMebibyte: number;
  /** Mebibytes that its process may hold. */
  readonly memory: number;
  /** Files that are being worked on at once. */
  readonly atOnce: number;
}

const LIMITS: ReadingLimits = {
  patience: BOUNDS.seconds * 1_000,
  patienceAMebibyte: BOUNDS.secondsAMebibyte * 1_000,
  memory: BOUNDS.mebibytes,
  atOnce: 2,
};
const MEBIBYTE = 1_048_576;

/**
 * Reads each file in a process of its own, which yields to the one that answers people, holds so much memory and no more,
 * and can be ended at any moment, whatever it is at. Nothing a file makes it do reaches anybody else.
 */
export class ReadingProcesses {
  private readonly running = new Set<ChildProcess>();
  private readonly turns: Turns;
  private ended = false;

  constructor(private readonly limits: ReadingLimits = LIMITS) {
    this.turns = new Turns(limits.atOnce);
  }

  /**
   * What a file holds, piece by piece; the process works when it is asked for the next, and when it is the person's turn.
   * @param who whose file it is
   * @throws ImportProblem, ReadingEnded
   */
  async *pieces(order: ReadingOrder, who: string): AsyncGenerator<Piece, void> {
    const process = await this.turns.take(who, async () => this.begin(order));
    const patience = await this.patienceWith(order);
    let left = patience;
    try {
      for (;;) {
        const answer = await this.turns.take(who, async () => {
          const from = performance.now();
          const given = await this.ask(process, left, tookTooLong(patience));
          left -= performance.now() - from;
          return given;
        });
        if (answer === 'done') return;
        if ('problem' in answer) throw new ImportProblem(answer.problem.code, answer.problem.sentence);
        if ('failed' in answer) throw readerFailed(answer.failed);
        yield answer.piece;
      }
    } finally {
      process.kill('SIGKILL');
      this.running.delete(process);
    }
  }

  /** Ends every reading at once. */
  end(): void {
    this.ended = true;
    for (const process of this.running) process.kill('SIGKILL');
  }

  /**
   * A workbook, or a list that is held whole, has a bound on its size, and is read before anything is seen of it: the same
   * time for all. A list of earlier audits may be as long as a council's years are, and takes as long as it is.
   */
  private async patienceWith(order: ReadingOrder): Promise<number> {
    const { patience, patienceAMebibyte } = this.limits;
    if (order.what !== 'historic-audits') return patience;
    const bytes = await stat(order.file).then(
      ({ size }) => size,
      () => 0,
    );
    return patience + (patienceAMebibyte * bytes) / MEBIBYTE;
  }

  private begin(order: ReadingOrder): ChildProcess {
    if (this.ended) throw new ReadingEnded();
    const child = fork(new URL('./reading-process.js', import.meta.url), {
      // nothing of this process's environment, files or output is its own
      env: {},
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      execArgv: [`--max-old-space-size=${this.limits.memory}`, '--max-semi-space-size=8'],
      serialization: 'advanced',
    });
    this.running.add(child);
    // what befalls the process is told by its end
    child.on('error', () => undefined);
    yieldToOthers(child);
    tell(child, { order });
    return child;
  }

  private ask(child: ChildProcess, left: number, late: ImportProblem): Promise<FromReading> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => settle(() => reject(late)), Math.max(0, left));
      const onEnd = (): void => settle(() => reject(this.ended ? new ReadingEnded() : tookTooMuch()));
      const onAnswer = (answer: FromReading): void => settle(() => resolve(answer));
      const settle = (how: () => void): void => {
        clearTimeout(timer);
        child.off('message', onAnswer).off('exit', onEnd);
        how();
      };
      child.on('message', onAnswer).on('exit', onEnd);
      if (child.exitCode !== null || child.signalCode !== null) onEnd();
      else tell(child, 'next');
    });
  }
}

function tell(child: ChildProcess, message: ToReading): void {
  child.send(message, () => undefined);
}

/** Requests come before files wherever there are too few processors for both. */
function yieldToOthers({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // it has ended already, or this system has no priorities
  }
}

/** @param name of the error: what it says may quote the file */
const readerFailed = (name: string): ImportProblem =>
  new ImportProblem(
    'file_unreadable',
    `This file could not be read (${name}). Save it again, and import the new copy.`,
  );

/** @param patience in milliseconds */
const tookTooLong = (patience: number): ImportProblem =>
  new ImportProblem(
    'file_too_slow',
    `This file could not be read within ${Math.ceil(patience / 1_000)} seconds. Save it again, without sheets and columns that are not needed, and import the new copy.`,
  );

const tookTooMuch = (): ImportProblem =>
  new ImportProblem(
    'file_too_much',
    `This file could not be read within ${BOUNDS.mebibytes} MB of memory. Save it again, without sheets and columns that are not needed, and import the new copy.`,
  );
