export { programmeAsAt } from './programme.js';
export type { ReportedProgramme } from './programme-writer.js';
export { tallyJudgements, tallyStandards, type Aside, type Tallies, type Tally } from './tally.js';
export type { FactFilters, FactSelection } from './fact-scan.js';
export { reportFacts } from './view.js';
