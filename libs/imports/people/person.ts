import type { Role } from '#domain';
import type { ImportWarning, Rejection, RowCounts } from '../findings.js';

/** One person as the file describes them. What is left out the file says nothing of; null is what it says there is none of. */
export interface PersonRow {
  readonly row: number;
  /** The council's own reference: no name, unique in the file. */
  readonly ref: string;
  readonly name: string;
  /** Other names the person goes by in caseload files. */
  readonly aliases?: readonly string[];
  readonly email?: string | null;
  /** Team and service by name, as caseload files write them. */
  readonly team?: string | null;
  readonly service?: string | null;
  /** The ref of another person of this file, or of one known already. */
  readonly managerRef?: string | null;
  readonly roles?: readonly Role[];
  /** First and last day, yyyy-MM-dd. */
  readonly from?: string | null;
  readonly to?: string | null;
}

/** A person before their manager is looked up: `manager` is a ref or a name as written. */
export interface UnplacedPerson extends Omit<PersonRow, 'managerRef'> {
  readonly manager: string | null | undefined;
  /** The header of the manager column as the file spells it, for what is reported of it. */
  readonly managerColumn: string;
}

export interface PeopleImport {
  readonly rows: RowCounts;
  readonly people: readonly PersonRow[];
  readonly rejected: readonly Rejection[];
  readonly warnings: readonly ImportWarning[];
}

export interface PeopleOptions {
  /** People known already: a manager may be one of them. */
  readonly known?: readonly { readonly ref: string; readonly name: string }[];
  readonly sheet?: string;
}
