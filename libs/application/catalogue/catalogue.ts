import { auditRows } from '../audit/rows.js';
import { caseloadRows } from '../caseload/rows.js';
import { dataRequestRows } from '../data-requests/rows.js';
import { erasureRows } from '../erasure/rows.js';
import { expectedRows } from '../expected/rows.js';
import { exportRows } from '../exports/rows.js';
import { importRows } from '../imports/rows.js';
import { inspectionRows } from '../inspections/rows.js';
import { packRows } from '../packs/rows.js';
import { peopleRows } from '../people/rows.js';
import { readRows } from '../reads/rows.js';
import { reminderRows } from '../reminders/rows.js';
import { reservationRows } from '../sample/reservation-rows.js';
import { committeeRows } from '../committee/rows.js';
import { reviewRows } from '../reviews/rows.js';
import { learningRows } from '../learning/rows.js';
import { roundRows } from '../rounds/rows.js';
import { sampleRows } from '../sample/rows.js';
import { settingsRows } from '../settings/rows.js';
import type { CommandRow } from '../row/command-row.js';

/** Every command there is. */
export const catalogue: readonly CommandRow[] = [
  ...peopleRows,
  ...settingsRows,
  ...caseloadRows,
  ...importRows,
  ...sampleRows,
  ...roundRows,
  ...expectedRows,
  ...reviewRows,
  ...learningRows,
  ...committeeRows,
  ...auditRows,
  ...reservationRows,
  ...readRows,
  ...inspectionRows,
  ...reminderRows,
  ...exportRows,
  ...packRows,
  ...erasureRows,
  ...dataRequestRows,
];

/** Rows by name. @throws Error when two rows share a name or a route: one would silently take the other's place. */
export function byName(rows: readonly CommandRow[]): ReadonlyMap<string, CommandRow> {
  const found = new Map<string, CommandRow>();
  const routes = new Set<string>();
  for (const row of rows) {
    if (found.has(row.name)) throw new Error(`Two commands are called ${row.name}`);
    if (row.path !== null && routes.has(row.path)) throw new Error(`Two commands answer ${row.path}`);
    found.set(row.name, row);
    if (row.path !== null) routes.add(row.path);
  }
  return found;
}
