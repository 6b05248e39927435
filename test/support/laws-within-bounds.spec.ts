import fc from 'fast-check';
import { withinBounds } from './laws-within-bounds.js';

/** A clock that goes on by so much at every run. */
function clock(stepMs: number) {
  let time = 0;
  return { now: () => time, tick: () => (time += stepMs) };
}

const told = async (law: () => Promise<void> | void): Promise<string> => {
  try {
    await law();
    return 'It holds.';
  } catch (error) {
    return String(error);
  }
};

const anything = fc.array(fc.nat(), { minLength: 5 });
const PATIENT = { shrinkingMs: 60_000, runMs: 60_000 };
const never = (): Promise<never> => new Promise(() => undefined);

describe('a law', () => {
  it('tells what was thrown, in every suite', () => {
    expect(fc.readConfigureGlobal()).toEqual({ includeErrorInReport: true });
  });

  it('that has failed is made smaller for a while, and says its seed', async () => {
    let runs = 0;
    const { now, tick } = clock(1_000);
    const law = fc.property(anything, () => {
      runs += 1;
      tick();
      throw new Error('It does not hold');
    });
    const plugins = [withinBounds({ ...PATIENT, shrinkingMs: 6_000, now })];
    const said = await told(() => fc.assert(law, { plugins, seed: 7 }));
    expect(said).toMatch(/seed: 7, path: "0(:\d+)+"[^]*It does not hold/);
    expect(runs).toBe(6);
  });

  it('that fails later than that is told at once', async () => {
    let runs = 0;
    const { now, tick } = clock(1_000);
    const law = fc.property(anything, () => {
      tick();
      return (runs += 1) < 20;
    });
    const said = await told(() =>
      fc.assert(law, { plugins: [withinBounds({ ...PATIENT, shrinkingMs: 6_000, now })], seed: 7 }),
    );
    expect(said).toContain('{ seed: 7, path: "19"');
    expect(runs).toBe(20);
  });

  it('that holds makes all its runs, however long they take', async () => {
    let runs = 0;
    const { now, tick } = clock(60_000);
    const law = fc.property(anything, () => {
      runs += 1;
      tick();
    });
    expect(await told(() => fc.assert(law, { plugins: [withinBounds({ ...PATIENT, now })], numRuns: 30 }))).toBe(
      'It holds.',
    );
    expect(runs).toBe(30);
  });

  it('that runs nothing does not hold', async () => {
    const law = fc.property(anything, () => fc.pre(false));
    expect(await told(() => fc.assert(law, { seed: 7 }))).toContain('{ seed: 7 }');
  });

  it('of which a run never ends does not hold, and says its seed', async () => {
    const plugins = [withinBounds({ shrinkingMs: 0, runMs: 50, now: () => 0 })];
    const said = await told(() => fc.assert(fc.asyncProperty(anything, never), { plugins, seed: 7 }));
    expect(said).toMatch(/seed: 7, path: "0"[^]*had not ended after 50 ms/);
  });

  it('that has failed and then hangs while it is made smaller is told as it failed', async () => {
    let runs = 0;
    const law = fc.asyncProperty(anything, async () => {
      if ((runs += 1) > 1) await never();
      throw new Error('It does not hold');
    });
    const plugins = [withinBounds({ ...PATIENT, shrinkingMs: 50, now: () => 0 })];
    const said = await told(() => fc.assert(law, { plugins, seed: 7 }));
    expect(said).toMatch(/seed: 7, path: "0"[^]*It does not hold/);
  });
});
