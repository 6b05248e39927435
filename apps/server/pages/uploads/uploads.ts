import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { isRefusal } from '#domain';
import type { Refusal } from '#domain';

/** Where the work on a file stands. */
export type UploadStage<Result> =
  | { readonly is: 'reading' }
  /** Read, and nothing recorded yet. */
  | { readonly is: 'checked'; readonly result: Result }
  | { readonly is: 'importing'; readonly done: number; readonly of: number }
  | { readonly is: 'done'; readonly result: Result }
  | { readonly is: 'refused'; readonly sentence: string };

/** A file somebody uploaded, kept until it is imported, given up, or forgotten. */
export interface Upload<Result, Order> {
  readonly id: string;
  readonly ownerId: string;
  readonly fileName: string;
  readonly file: string;
  readonly order: Order;
  stage: UploadStage<Result>;
  /** When it was last worked on, in milliseconds since 1970. */
  touchedAt: number;
}

type Work<Result> = (progress: (parts: { done: number; of: number }) => void) => Promise<Result | Refusal>;

/** A file that nobody comes back to is forgotten, in milliseconds. */
const KEPT_MS = 60 * 60_000;
/** How long whoever sends a file waits for it to be read before they are shown that it goes on, in milliseconds. */
const WAIT_MS = 3_000;

const UNANSWERED = 'The records did not answer. Nothing is lost: upload the same file again in a few minutes.';

/**
 * Files that were uploaded and are looked at before they count. Kept by this process alone: a service that is started
 * again has forgotten them, and the same file is uploaded again.
 */
export class Uploads<Result, Order> {
  private readonly byId = new Map<string, Upload<Result, Order>>();

  constructor(private readonly now: () => number = Date.now) {}

  /** Takes a file on and reads it. Somebody's earlier file that is not being imported is given up for it. */
  async begin(
    { ownerId, fileName, file, order }: Pick<Upload<Result, Order>, 'ownerId' | 'fileName' | 'file' | 'order'>,
    check: Work<Result>,
  ): Promise<Upload<Result, Order>> {
    await this.forget(({ ownerId: owner, stage, touchedAt }) => {
      if (stage.is === 'reading' || stage.is === 'importing') return false;
      return owner === ownerId || touchedAt < this.now() - KEPT_MS;
    });
    const upload: Upload<Result, Order> = {
      id: randomUUID(),
      ownerId,
      fileName,
      file,
      order,
      stage: { is: 'reading' },
      touchedAt: this.now(),
    };
    this.byId.set(upload.id, upload);
    await this.work(upload, check, 'checked');
    return upload;
  }

  /** One's own; undefined where there is none any more. */
  find(id: string, ownerId: string): Upload<Result, Order> | undefined {
    const upload = this.byId.get(id);
    return upload?.ownerId === ownerId ? upload : undefined;
  }

  /** Imports a file that was looked at; one that is under way or done is not imported again. */
  async accept(upload: Upload<Result, Order>, work: Work<Result>): Promise<void> {
    if (upload.stage.is !== 'checked') return;
    upload.stage = { is: 'importing', done: 0, of: 0 };
    await this.work(upload, work, 'done');
  }

  async giveUp(upload: Upload<Result, Order>): Promise<void> {
    if (upload.stage.is === 'importing') return;
    await this.forget((each) => each === upload);
  }

  /** Goes on after whoever asked has gone. */
  private async work(upload: Upload<Result, Order>, work: Work<Result>, then: 'checked' | 'done'): Promise<void> {
    const progress = ({ done, of }: { done: number; of: number }): void => {
      upload.stage = { is: 'importing', done, of };
    };
    const finished = work(progress).then(
      async (result) => {
        upload.stage = isRefusal(result) ? { is: 'refused', sentence: result.sentence } : { is: then, result };
        upload.touchedAt = this.now();
        if (upload.stage.is !== 'checked') await rm(upload.file, { force: true });
      },
      async () => {
        upload.stage = { is: 'refused', sentence: UNANSWERED };
        await rm(upload.file, { force: true });
      },
    );
    const waiting = new AbortController();
    await Promise.race([finished, wait(WAIT_MS, undefined, { signal: waiting.signal }).catch(() => undefined)]);
    waiting.abort();
  }

  private async forget(isOver: (upload: Upload<Result, Order>) => boolean): Promise<void> {
    for (const upload of [...this.byId.values()].filter(isOver)) {
      this.byId.delete(upload.id);
      await rm(upload.file, { force: true });
    }
  }
}
