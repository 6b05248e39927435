export type { CaseloadEntry } from './caseload/frame.js';
export type { RowReference } from './caseload/membership.js';
export type { ImportWarning, Rejection, RowCounts } from './findings.js';
export { ImportProblem, type ImportProblemCode } from './import-problem.js';
export { readAnnexA, type CaseloadImport, type ThematicFrame } from './annex-a/read-annex-a.js';
