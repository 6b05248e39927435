import { setImmediate as turn } from 'node:timers/promises';
import { addDays, londonDateOf } from '#domain';
import { ViewNotReady } from '#projections';
import { REPORTS, buildReport } from '#reporting';
import type { Engine } from './engine.js';

const THREE_YEARS_OF_DAYS = 3 * 365;

/** Builds each report once, so that the first to ask waits neither for the disk nor for code that has not run yet. */
export async function warmReports({ readModels, clock }: Pick<Engine, 'readModels' | 'clock'>): Promise<void> {
  const to = londonDateOf(clock());
  const from = addDays(to, -THREE_YEARS_OF_DAYS);
  try {
    for (const report of REPORTS) {
      buildReport(readModels.views.open('report-facts').db, { report, from, to, by: 'month', asAt: null, filters: {} });
      // Requests come between.
      await turn();
    }
  } catch (error) {
    if (!(error instanceof ViewNotReady)) throw error;
  }
}
