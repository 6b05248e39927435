import { ImportProblem } from '../import-problem.js';
import { readWorkbook } from './whole-workbook.fixture.js';

/** Why a workbook is refused. Anything but a refusal is passed on. */
export async function problemOf(bytes: Uint8Array): Promise<ImportProblem> {
  try {
    await readWorkbook(bytes);
  } catch (cause) {
    if (cause instanceof ImportProblem) return cause;
    throw cause;
  }
  throw new Error('It was read');
}
