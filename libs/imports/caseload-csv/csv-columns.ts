import { ImportProblem } from '../import-problem.js';
import type { KnownColumn } from '../rows/headers.js';
import { DEATH_COLUMNS } from '../caseload/died.js';
import { headerKey } from '../text/clean-text.js';

export const CASELOAD_FIELDS = [
  'id',
  'status',
  'team',
  'worker',
  'adviser',
  'service',
  'family',
  'start',
  'end',
  'reason',
  'dateOfBirth',
  'diedOn',
  'deceased',
] as const;
export type CaseloadField = (typeof CASELOAD_FIELDS)[number];

/** Which header of the council's file holds which field. A field left out is looked for under its usual names. */
export type CaseloadMapping = Readonly<Partial<Record<CaseloadField, string>>>;

const USUAL: Readonly<Record<CaseloadField, readonly string[]>> = {
  id: [
    'ID',
    'Child ID',
    'Child Unique ID',
    'LA Child ID',
    'Case ID',
    'Carer ID',
    'Foster Carer ID',
    'Reference',
    'Ref',
    'Subject ID',
  ],
  status: ['Status', 'Case Status'],
  team: ['Team', 'Allocated Team'],
  worker: [
    'Worker',
    'Allocated Worker',
    'Social Worker',
    'Supervising Social Worker',
    'Practitioner',
    'Lead Professional',
    'Allocated Social Worker',
    'Allocated Worker Name',
    'Key Worker',
  ],
  adviser: [
    'Personal Adviser',
    'Personal Advisor',
    'Allocated Personal Adviser',
    'Allocated Personal Advisor',
    'Allocated PA',
    'PA',
  ],
  service: ['Service', 'Service Area', 'Head of Service'],
  family: ['Family', 'Family ID', 'Family Identifier', 'Household ID'],
  start: ['Start', 'Start Date', 'Date Opened', 'Opened'],
  end: ['End', 'End Date', 'Date Closed', 'Closed', 'Closure Date'],
  reason: ['Reason for Closure', 'Closure Reason', 'Reason Closed', 'End Reason', 'Reason for Ending'],
  dateOfBirth: ['Date of Birth', 'DOB'],
  diedOn: [DEATH_COLUMNS.diedOn.header, ...DEATH_COLUMNS.diedOn.also],
  deceased: [DEATH_COLUMNS.deceased.header, ...DEATH_COLUMNS.deceased.also],
};

/** The columns to look for. A header the mapping names belongs to that field alone. */
export function caseloadColumns(mapping: CaseloadMapping): KnownColumn<CaseloadField>[] {
  const taken = new Set(Object.values(mapping).map(headerKey));
  return CASELOAD_FIELDS.map((field) => {
    const mapped = mapping[field];
    const [header = field, ...also] =
      mapped === undefined ? USUAL[field].filter((name) => !taken.has(headerKey(name))) : [mapped];
    const required = mapped !== undefined || field === 'id';
    return { header, also, holds: field, ...(required ? { required: true } : {}) };
  });
}

/**
 * A mapping as it comes from a JSON file or a form: `{"id": "Child ID", "worker": "Key worker"}`.
 * @throws ImportProblem when it names a field that does not exist, or a header twice.
 */
export function parseCaseloadMapping(given: unknown): CaseloadMapping {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new ImportProblem('mapping_unknown', 'The column mapping must be a JSON object of fields and headers.');
  }
  const mapping: Partial<Record<CaseloadField, string>> = {};
  const headers = new Set<string>();
  for (const [name, header] of Object.entries(given)) {
    const field = CASELOAD_FIELDS.find((known) => known === name);
    if (!field) {
      throw new ImportProblem(
        'mapping_unknown',
        `The column mapping names "${name}", which is no field: ${CASELOAD_FIELDS.join(', ')}.`,
      );
    }
    if (typeof header !== 'string' || headerKey(header) === '') {
      throw new ImportProblem('mapping_unknown', `The column mapping gives no header for "${name}".`);
    }
    if (headers.has(headerKey(header))) {
      throw new ImportProblem('mapping_unknown', `The column mapping uses the header "${header}" twice.`);
    }
    headers.add(headerKey(header));
    mapping[field] = header;
  }
  return mapping;
}
