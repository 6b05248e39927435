/**
 * Speed as ratios: what Plumbline does and what it is measured against run side by side in one process, in turns,
 * so that a noisy machine slows both. The figure is the median of the turns' ratios.
 */
export interface Side {
  /** Makes ready for one turn, untimed, and answers the work: only that is timed. It answers how many units it did. */
  ready(): Promise<() => Promise<number>>;
  close(): Promise<void>;
}

export interface Benchmark {
  /** What `--only` takes. */
  readonly name: string;
  readonly what: string;
  readonly unit: string;
  /** The least ratio ours / reference that is wanted; null where the row only informs. */
  readonly goal: number | null;
  /** Enough for the row to hold whatever the ratio, in units a second. */
  readonly enough?: number;
  readonly turns: number;
  /** Why it cannot be run here: the row says so and stays empty. */
  readonly unavailable?: () => string | undefined;
  prepare(folder: string): Promise<{ ours: Side; reference: Side }>;
}

export interface BenchRow {
  readonly name: string;
  /** Median units a second. */
  readonly ours: number;
  readonly reference: number;
  readonly unit: string;
  /** Median of the turns' ratios ours / reference. */
  readonly ratio: number;
  readonly goal: number | null;
  readonly holds: boolean;
}

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
};

async function perSecond(side: Side): Promise<number> {
  const run = await side.ready();
  const start = performance.now();
  const units = await run();
  return units / ((performance.now() - start) / 1000);
}

/** Runs both sides in turns, the first turn for warmth only; which goes first alternates. */
export async function measure(benchmark: Benchmark, folder: string, turns = benchmark.turns): Promise<BenchRow> {
  const { ours, reference } = await benchmark.prepare(folder);
  const speeds: { ours: number; reference: number }[] = [];
  try {
    for (let turn = 0; turn <= turns; turn++) {
      const oursFirst = turn % 2 === 0;
      const first = await perSecond(oursFirst ? ours : reference);
      const second = await perSecond(oursFirst ? reference : ours);
      if (turn > 0) speeds.push(oursFirst ? { ours: first, reference: second } : { ours: second, reference: first });
    }
  } finally {
    await ours.close();
    await reference.close();
  }
  const { name, unit, goal, enough } = benchmark;
  const ratio = median(speeds.map((speed) => speed.ours / speed.reference));
  const oursMedian = median(speeds.map((speed) => speed.ours));
  return {
    name,
    ours: oursMedian,
    reference: median(speeds.map((speed) => speed.reference)),
    unit,
    ratio,
    goal,
    holds: goal === null || ratio >= goal || (enough !== undefined && oursMedian >= enough),
  };
}
