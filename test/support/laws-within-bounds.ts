import fc from 'fast-check';

interface Bounds {
  /** A law that has failed is made smaller no longer than until so long after it began. */
  readonly shrinkingMs: number;
  /** A run that has not ended after so long has failed. */
  readonly runMs: number;
  readonly now: () => number;
}

/** Both less than the minute that a test may take (`jest.config.js`): a law that Jest cuts off does not say its seed. */
const BOUNDS: Bounds = { shrinkingMs: 40_000, runMs: 50_000, now: performance.now.bind(performance) };

// As they were before a suite puts its own clock in their place.
const { setTimeout: later, clearTimeout: never } = globalThis;

type Outcome = Awaited<ReturnType<fc.IRawProperty<unknown>['run']>>;

/**
 * Bounds what a failing law takes, and says its seed: fast-check would make it smaller for as long as it finds something
 * smaller. A law that holds is not cut short: it makes all its runs, or it would say less than it claims.
 */
export const withinBounds =
  ({ shrinkingMs, runMs, now }: Bounds): fc.Plugin<unknown> =>
  () => {
    const began = now();
    let hasFailed = false;
    const left = (): number => began + shrinkingMs - now();
    const noted = (outcome: Outcome): Outcome => {
      hasFailed ||= outcome !== null && !fc.PreconditionFailure.isFailure(outcome);
      return outcome;
    };
    /** Ends the law, which is told as failed with the smallest that was found. */
    const enough = (): Outcome => new fc.PreconditionFailure(true);
    const notEnded = (): Outcome => ({ error: new Error(`A run of this law had not ended after ${runMs} ms`) });
    const inTime = async (outcome: Promise<Outcome>): Promise<Outcome> => {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<Outcome>((resolve) => {
        timer = later(() => resolve(hasFailed ? enough() : notEnded()), hasFailed ? left() : runMs);
      });
      return Promise.race([outcome, late]).finally(() => never(timer));
    };
    return {
      decorateRun: (run) => (value) => {
        if (hasFailed && left() <= 0) return enough();
        const outcome = run(value);
        return outcome !== null && 'then' in outcome ? inTime(outcome).then(noted) : noted(outcome);
      },
    };
  };

fc.installGlobalPlugin(withinBounds(BOUNDS));
// What is no error of Node's own, as SQLite's are not, Jest would leave out.
fc.configureGlobal({ includeErrorInReport: true });
