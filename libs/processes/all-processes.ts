import { closeAudit } from './close-audit.js';
import { expectAudits } from './expect-audits.js';
import { finaliseAfterWindow } from './finalise-after-window.js';
import { issueSample } from './issue-sample.js';
import { moveDeadlines } from './move-deadlines.js';
import { oweDraws } from './owe-draws.js';
import type { Process } from './process.js';
import { recordDraws } from './record-draws.js';
import { releaseCapacity } from './release-capacity.js';
import { releaseIdleReservation } from './release-idle-reservation.js';
import { releaseLiveAudit } from './release-live-audit.js';
import { scheduleReaudit } from './schedule-reaudit.js';
import { selectReaudit } from './select-reaudit.js';
import { shareInadequate } from './share-inadequate.js';
import { substituteSubject } from './substitute-subject.js';

/** Every promise the engine keeps by itself. */
export const allProcesses: readonly Process[] = [
  issueSample,
  substituteSubject,
  releaseLiveAudit,
  releaseCapacity,
  releaseIdleReservation,
  shareInadequate,
  finaliseAfterWindow,
  scheduleReaudit,
  selectReaudit,
  closeAudit,
  moveDeadlines,
  oweDraws,
  recordDraws,
  expectAudits,
];
