import { ImportProblem } from '../import-problem.js';

export const damaged = (): ImportProblem =>
  new ImportProblem('workbook_damaged', 'This workbook is damaged. Open it, save it again, and import the new copy.');

export const tooLarge = (what: string): ImportProblem =>
  new ImportProblem(
    'workbook_too_large',
    `This workbook ${what}, more than an Annex A return holds. Remove sheets that are not lists and try again.`,
  );

export const encrypted = (): ImportProblem =>
  new ImportProblem(
    'workbook_encrypted',
    'This workbook is protected by a password. Save a copy without one and import that.',
  );
