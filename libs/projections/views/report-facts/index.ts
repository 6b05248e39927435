export {
  tallyDone,
  tallySelected,
  type Count,
  type DoneTallies,
  type SelectedTallies,
  type Timeliness,
} from './activity-tally.js';
export { auditsBehind, type AuditBehind, type AuditsBehind, type TalliedAnswer } from './audits-behind.js';
export { issuedDraws, type EligibleCases } from './draws.js';
export type { FactFilters, FactSelection } from './fact-scan.js';
export { tallyModeration, type ModeratedTally, type ModerationStratum } from './moderation-tally.js';
export { programmeAsAt } from './programme.js';
export type { ReportedProgramme } from './programme-writer.js';
export { tallyAsides, tallyJudgements, tallyStandards, type Aside, type Tallies, type Tally } from './tally.js';
export { reportFacts } from './view.js';
