import { Choice, Day, Label } from '#application';
import { SUBJECT_TYPES } from '#domain';
import type { CaseloadSource, SubjectType } from '#domain';

export class ImportQuery {
  @Choice('Import the rows that are right although others are not', ['true', 'false'], { optional: true })
  acceptRejects?: 'true' | 'false';
}

export class MeasuresImportQuery extends ImportQuery {
  @Choice(
    'Publish measures as they are printed although their bands do not hold together: without it they are left out',
    ['true', 'false'],
    { optional: true },
  )
  acceptFindings?: 'true' | 'false';
}

export class PeopleImportQuery extends ImportQuery {
  @Choice(
    'Change people and teams who are known as well: without it nothing is imported, and the answer shows what would change',
    ['true', 'false'],
    { optional: true },
  )
  acceptChanges?: 'true' | 'false';
}

export class CaseloadImportQuery extends ImportQuery {
  @Day('The day the list was true')
  asAt!: string;
  @Choice('An Annex A workbook, or a CSV', ['annex-a', 'csv'] satisfies CaseloadSource[])
  source!: CaseloadSource;
  @Choice('What the subjects are: children where it is left out', SUBJECT_TYPES, { optional: true })
  subjectType?: SubjectType;
  @Label('Which column of a CSV holds what, as JSON: {"id": "Child ID"}', { optional: true })
  mapping?: string;
  @Label("The file's name", { optional: true })
  fileName?: string;
}
