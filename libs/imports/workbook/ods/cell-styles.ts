import type { Attributes } from '../read-xml.js';

const GENERAL = 'General';
/** A number shown with more leading zeros than this is no id. */
const MOST_DIGITS = 40;

/** What the styles of an OpenDocument spreadsheet say of cells and tables, as far as it matters to what they hold. */
export class CellStyles {
  /** Number styles that show leading zeros, and how many figures they show. */
  private readonly digits = new Map<string, number>();
  private readonly numberStyleOf = new Map<string, string>();
  private readonly parentOf = new Map<string, string>();
  private readonly hiddenTables = new Set<string>();
  private style: Attributes = {};
  private numberStyle = '';

  open(name: string, attributes: Attributes): void {
    switch (name) {
      case 'number:number-style':
        this.numberStyle = attributes['style:name'] ?? '';
        return;
      case 'number:number':
        return this.number(attributes);
      case 'style:style':
        this.style = attributes;
        return this.cellStyle(attributes);
      case 'style:table-properties':
        if (attributes['table:display'] === 'false') this.hiddenTables.add(this.style['style:name'] ?? '');
    }
  }

  /** As Excel writes it: `0000000` for a number of seven figures. */
  formatOf(style: string | undefined): string {
    let named = style;
    for (let step = 0; named !== undefined && step < 10; step += 1) {
      const numbers = this.numberStyleOf.get(named);
      if (numbers !== undefined) return '0'.repeat(this.digits.get(numbers) ?? 0) || GENERAL;
      named = this.parentOf.get(named);
    }
    return GENERAL;
  }

  hides(table: string | undefined): boolean {
    return table !== undefined && this.hiddenTables.has(table);
  }

  private number(attributes: Attributes): void {
    const figures = Number(attributes['number:min-integer-digits'] ?? 0);
    const whole = Number(attributes['number:decimal-places'] ?? 0) === 0 && attributes['number:grouping'] !== 'true';
    if (whole && figures >= 1 && figures <= MOST_DIGITS) this.digits.set(this.numberStyle, figures);
  }

  private cellStyle(attributes: Attributes): void {
    const name = attributes['style:name'] ?? '';
    const numbers = attributes['style:data-style-name'];
    const parent = attributes['style:parent-style-name'];
    if (attributes['style:family'] !== 'table-cell') return;
    if (numbers !== undefined) this.numberStyleOf.set(name, numbers);
    if (parent !== undefined) this.parentOf.set(name, parent);
  }
}
