import { availableParallelism } from 'node:os';

/** OWASP, password storage: Argon2id with 19 MiB, two passes, one lane. 20 to 50 ms of one core. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Hashes worked on at once: what is left of the machine answers everybody else. */
const AT_ONCE = Math.max(1, Math.min(2, availableParallelism() - 1));
/** Waiting at most: some two seconds' work. Beyond it whoever comes is asked to try again. */
const WAITING_AT_MOST = 40;

/** More passwords are being checked than can be in reasonable time. */
export class TooManyPasswords extends Error {
  constructor() {
    super('Too many passwords are being checked');
    this.name = 'TooManyPasswords';
  }
}

/** Hashes passwords and compares them, off the thread that answers requests, a few at once. */
export class PasswordHashes {
  private working = 0;
  private readonly waiting: (() => void)[] = [];
  private nothing: Promise<string> | undefined;

  /** @throws TooManyPasswords */
  async hash(password: string): Promise<string> {
    return this.inTurn(() => hashOf(password));
  }

  /**
   * Whether a password is the one that was hashed. Where there is no hash it works as long, and says no.
   * @throws TooManyPasswords
   */
  async isRight(password: string, known: string | null): Promise<boolean> {
    const { verify } = await import('@node-rs/argon2');
    this.nothing ??= hashOf('a password that nobody has');
    const against = known ?? (await this.nothing);
    const right = await this.inTurn(() => verify(against, asTyped(password)).catch(() => false));
    return right && known !== null;
  }

  private async inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.working >= AT_ONCE) {
      if (this.waiting.length >= WAITING_AT_MOST) throw new TooManyPasswords();
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    } else {
      this.working += 1;
    }
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next === undefined) this.working -= 1;
      else next();
    }
  }
}

async function hashOf(password: string): Promise<string> {
  const { hash } = await import('@node-rs/argon2');
  return hash(asTyped(password), COST);
}

/** Different keyboards write the same sign in different ways (NIST SP 800-63B-4, 3.1.1.2). Nothing is cut off. */
const asTyped = (password: string): string => password.normalize('NFKC');
