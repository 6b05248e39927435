import { Sealer, WitnessFile } from '#evidence';
import type { SealStanding, SigningKeyPlace } from '#evidence';
import type { EventStore } from '#event-store';
import type { Engine } from './engine.js';
import type { ServiceSettings } from './service-settings.js';

type Sealing = Pick<ServiceSettings, 'dataDir' | 'signingKeyFile' | 'witnessFile' | 'logOrigin'>;

/** Where a service's settings say that its signing key lies. */
export const signingPlace = ({ signingKeyFile: file, dataDir }: Sealing): SigningKeyPlace => ({ file, dataDir });

/** What seals a log as a service's settings say. */
export const sealerOf = (store: EventStore, settings: Sealing, clock: () => string): Sealer =>
  new Sealer({
    store,
    signing: signingPlace(settings),
    witness: new WitnessFile(settings.witnessFile, settings.dataDir),
    dataDir: settings.dataDir,
    origin: settings.logOrigin,
    clock,
  });

/** What a process that keeps sealing knows. */
export interface SealReport {
  /** When it last came to an end with it, ISO instant; null before. */
  readonly lookedAt: string | null;
  /** Whether the last attempt came to its end. */
  readonly isWell: boolean;
  readonly standing: SealStanding;
}

export interface KeptSealing {
  report(): SealReport;
  /** Seals once more and ends it; the log must still be open. */
  stop(): Promise<void>;
}

/**
 * Seals what is new now and then, and at the stop; what an earlier process left half done is finished at once. Every
 * replica may do so.
 */
export function keepSealing(
  { ledger, clock }: Pick<Engine, 'ledger' | 'clock'>,
  settings: Sealing & Pick<ServiceSettings, 'sealEveryMinutes'>,
  onTrouble: (error: Error) => void,
): KeptSealing {
  const sealer = sealerOf(ledger.store, settings, clock);
  /** Said once until it is another: sealing waits, and the service goes on. */
  let said = '';
  let lookedAt: string | null = null;
  const attempt = async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
      said = '';
      lookedAt = clock();
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      if (error.message !== said) onTrouble(error);
      said = error.message;
    }
  };
  let last = attempt(() => sealer.finish());
  const again = setInterval(() => {
    last = attempt(() => sealer.seal());
  }, settings.sealEveryMinutes * 60_000).unref();
  return {
    report: () => ({ lookedAt, isWell: said === '', standing: sealer.standing }),
    stop: async () => {
      clearInterval(again);
      await last;
      await attempt(() => sealer.seal());
    },
  };
}
