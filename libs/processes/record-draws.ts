import { KEPT, type Process } from './process.js';

/** A sample that was drawn for a round discharges the round's draw for its period. */
export const recordDraws: Process = {
  name: 'record-draws',
  routes: {
    'sample-drawn': { start: ({ data }) => (data.round === undefined ? null : data.sampleId) },
  },
  async advance(sampleId, steps) {
    const sample = await steps.sample(sampleId);
    if (sample.stage === 'undrawn' || sample.drawn.round === undefined) return KEPT;
    const { key: round, period } = sample.drawn.round;
    await steps.take('made', { name: 'RecordDrawMade', body: { round, period, sampleId } });
    return KEPT;
  },
};
