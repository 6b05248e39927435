import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleDestroy } from '@nestjs/common';
import { openAttempts } from '#accounts';
import type { Attempts, SignInSettings } from '#accounts';
import type { Engine } from '#engine';
import { ENGINE, SIGN_IN_SETTINGS } from '../../engine-token.js';
import { SIGN_IN } from '../../limits/limits.js';

interface Try {
  /** As it was typed. */
  readonly name: string;
  readonly address: string;
  /** The browser's own, where somebody signed in as this person before. */
  readonly device: string | undefined;
}

/** A try that may be looked into, or how long it must wait. */
export type Begun = { readonly waitMs: number } | { readonly waitMs: 0; readonly wasRight: () => Promise<void> };

/** Counts tries to sign in, for every replica together. Names and addresses are counted by their keyed digests. */
@Injectable()
export class Tries implements OnModuleDestroy {
  private opened: Promise<Attempts> | undefined;

  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(SIGN_IN_SETTINGS) private readonly settings: SignInSettings,
  ) {}

  /** @throws AttemptsAway, KeysUnavailable */
  async begin({ name, address, device }: Try): Promise<Begun> {
    const attempts = await this.attempts();
    const who = name.normalize('NFKC').trim().toLowerCase();
    const here = await this.keyOf('here', `${who} ${device ?? address}`);
    const known = device !== undefined;
    const wide = known
      ? []
      : ([
          ['from', await this.keyOf('from', address)],
          ['as', await this.keyOf('as', who)],
        ] as const);
    const waits = [await attempts.begin(here, SIGN_IN.here)];
    for (const [kind, key] of wide) waits.push(await attempts.begin(key, SIGN_IN[kind]));
    const waitMs = Math.max(...waits);
    if (waitMs > 0) return { waitMs };
    return {
      waitMs: 0,
      wasRight: async () => {
        await attempts.forget(here);
        for (const [, key] of wide) await attempts.forgive(key);
      },
    };
  }

  /** Whether something that is good once is used for the first time. @throws AttemptsAway, KeysUnavailable */
  async isFirst(what: string, forMs: number): Promise<boolean> {
    return (await this.attempts()).once(await this.keyOf('once', what), forMs);
  }

  async onModuleDestroy(): Promise<void> {
    await (await this.opened)?.close();
  }

  private attempts(): Promise<Attempts> {
    return (this.opened ??= openAttempts(this.settings.redisUrl));
  }

  private keyOf(kind: string, what: string): Promise<string> {
    return this.engine.keys.pseudonym(`try-${kind}`, what);
  }
}
