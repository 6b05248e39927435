export type { CaseloadImport, ThematicFrame } from './caseload/caseload-import.js';
export {
  CASELOAD_FIELDS,
  parseCaseloadMapping,
  type CaseloadField,
  type CaseloadMapping,
} from './caseload/csv-columns.js';
export type { CaseloadEntry } from './caseload/frame.js';
export { readCaseloadCsv, type CaseloadCsvOptions } from './caseload/read-caseload-csv.js';
export type { RowReference } from './caseload/membership.js';
export { Told } from './findings.js';
export type { ImportWarning, Rejection, RowCounts, RowRejection } from './findings.js';
export { ImportProblem, type ImportProblemCode } from './import-problem.js';
export { readAnnexA, type AnnexAOptions } from './annex-a/read-annex-a.js';
export { fileDigest } from './csv/file-digest.js';
export type { CsvSource } from './csv/stream-csv.js';
export { FIXED_COLUMNS } from './historic-audits/columns.js';
export { contentDigestInput, type HistoricAudit, type StandardAnswer } from './historic-audits/historic-audit.js';
export {
  checkHistoricAudits,
  checkHistoricRows,
  readHistoricAudits,
  type HistoricCheck,
  type HistoricOptions,
  type HistoricRow,
} from './historic-audits/read-historic-audits.js';
export type { PeopleImport, PeopleOptions, PersonRow } from './people/person.js';
export { readPeople } from './people/read-people.js';
export {
  FileReader,
  readHere,
  type CaseloadOrder,
  type CaseloadRead,
  type PieceSource,
} from './reading/file-reader.js';
export type { FileSource } from './reading/orders.js';
export { ReadingEnded, ReadingProcesses, type ReadingLimits } from './reading/reading-processes.js';
