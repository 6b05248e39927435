/** Lists of so many rows to import, of the kinds that a council brings: invented, the same for the same count. */
const GRADES = ['Outstanding', 'Good', 'Requires improvement', 'Inadequate'];
const ANSWERS = ['met', 'not_met', 'na'];
const STATUSES = ['child in need', 'child protection', 'looked after', 'care leaver'];
const DOMAINS = Array.from({ length: 10 }, (_, index) => `domain:Domain ${index + 1}`);
const STANDARDS = Array.from({ length: 8 }, (_, index) => `standard:Standard ${index + 1}`);

const one = (of: readonly string[], row: number): string => of[row % of.length] ?? '';
const two = (number: number): string => String(number).padStart(2, '0');
const lines = (header: string, rows: number, of: (row: number) => string): string[] => [
  header,
  ...Array.from({ length: rows }, (_, row) => of(row)),
];

/** Earlier audits, four of a child. */
export const auditsList = (rows: number): string[] =>
  lines(
    `ref,activity,service,team,subject_type,subject_ref,worker_ref,auditor_ref,auditor_role,audited_on,scale,first_grade,moderated,final_grade,at_risk,${DOMAINS.join(',')},${STANDARDS.join(',')}`,
    rows,
    (row) =>
      [
        `HIST-${row}`,
        ...[one(['deep-dive', 'case-file'], row), `Service ${row % 5}`, `Team ${row % 40}`, 'child', `C${row >> 2}`],
        ...[`W${row % 900}`, `A${row % 90}`, 'Team manager', `20${21 + (row % 3)}-${two((row % 12) + 1)}-14`, 'ofsted'],
        ...[one(GRADES, row), 'no', one(GRADES, row), 'no'],
        ...DOMAINS.map((_, column) => one(GRADES, row + column)),
        ...STANDARDS.map((_, column) => one(ANSWERS, row + column)),
      ].join(','),
  );

/** Children, each once. */
export const caseloadList = (rows: number): string[] =>
  lines('Child ID,Status,Start date,End date,Team,Worker,Family,Date of birth,Service', rows, (row) =>
    [
      ...[`C${200_000 + row}`, one(STATUSES, row), `2023-${two((row % 9) + 1)}-10`, '', `Team ${row % 40}`],
      ...[`Worker ${row % 700}`, `F${row >> 1}`, `20${10 + (row % 9)}-${two((row % 12) + 1)}-02`, `Service ${row % 6}`],
    ].join(','),
  );

/** People in four hundred teams, the first of each its manager. */
export const peopleList = (rows: number): string[] =>
  lines('ref,name,aliases,email,team,service,manager,roles,from,to', rows, (row) =>
    [
      ...[`P${row}`, `Person ${row}`, '', `p${row}@council.example`, `Team ${row % 400}`, `Service ${row % 6}`],
      ...[row < 400 ? '' : `P${row % 400}`, row < 400 ? 'team manager' : 'practitioner', '2020-01-01', ''],
    ].join(','),
  );
