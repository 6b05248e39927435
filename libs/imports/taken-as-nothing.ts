import type { Nothing } from './cell.js';
import type { ImportWarning } from './findings.js';

const TOLD: Readonly<
  Record<Nothing, { readonly code: string; readonly text: (shown: string, rows: string) => string }>
> = {
  word: {
    code: 'word_for_nothing',
    text: (shown, rows) => `The column says "${shown}" in ${rows}: taken as left empty.`,
  },
  stand_in_date: {
    code: 'stand_in_date',
    text: (shown, rows) =>
      `The column holds ${shown} in ${rows}, which stands for no date: taken as left empty, so that it neither begins nor ends anything.`,
  },
  stand_in_family: {
    code: 'stand_in_family',
    text: (shown, rows) => `The column holds ${shown} in ${rows}, which stands for no family: it links no children.`,
  },
};

/**
 * Counts cells that were read as empty though something stood in them, so that each value is told once a column,
 * however many rows have it.
 */
export class TakenAsNothing {
  private readonly found = new Map<
    string,
    { readonly warning: Omit<ImportWarning, 'text'>; readonly because: Nothing; readonly shown: string; rows: number }
  >();

  constructor(private readonly sheet: string) {}

  note(row: number, column: string, because: Nothing, shown: string): void {
    const key = [column, because, shown].join('\0');
    const known = this.found.get(key);
    if (known) known.rows += 1;
    else {
      const warning = { sheet: this.sheet, row, column, code: TOLD[because].code };
      this.found.set(key, { warning, because, shown, rows: 1 });
    }
  }

  /** One a column and value, at the first row that has it. */
  warnings(): ImportWarning[] {
    return [...this.found.values()].map(({ warning, because, shown, rows }) => ({
      ...warning,
      text: TOLD[because].text(shown, rows === 1 ? 'one row' : `${rows} rows`),
    }));
  }
}
