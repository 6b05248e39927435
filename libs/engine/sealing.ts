import { Sealer, WitnessFile } from '#evidence';
import type { SigningKeyPlace } from '#evidence';
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

/**
 * Seals what is new now and then, and at the stop; what an earlier process left half done is finished at once. Every
 * replica may do so.
 * @returns seals once more and ends it; the log must still be open
 */
export function keepSealing(
  { ledger, clock }: Pick<Engine, 'ledger' | 'clock'>,
  settings: Sealing & Pick<ServiceSettings, 'sealEveryMinutes'>,
  onTrouble: (error: Error) => void,
): () => Promise<void> {
  const sealer = sealerOf(ledger.store, settings, clock);
  /** Said once until it is another: sealing waits, and the service goes on. */
  let said = '';
  const attempt = async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
      said = '';
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
  return async () => {
    clearInterval(again);
    await last;
    await attempt(() => sealer.seal());
  };
}
