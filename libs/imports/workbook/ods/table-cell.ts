import { BLANK, UNCALCULATED, textCell, type Cell } from '../../cell.js';
import type { Attributes } from '../read-xml.js';
import type { Allowance, NumberCells } from '../sheet-rows.js';

/** What LibreOffice shows where it has no sign of its own for an error. */
const NUMBERED_ERROR = /^err:\d{3}$/i;

/**
 * The cell that a `table:table-cell` stands for (OpenDocument 1.3, part 3, 19.387): its value by the type it is given, and
 * not as displayed; an error as an error.
 * @param shown the text displayed in it
 */
export function tableCell(
  attributes: Attributes,
  shown: string,
  format: () => string,
  { numbers, allowance }: { readonly numbers: NumberCells; readonly allowance: Allowance },
): Cell {
  const formula = attributes['table:formula'] !== undefined;
  if (formula || attributes['calcext:value-type'] === 'error') {
    const error = errorShown(shown);
    if (error !== null) return error;
    if (attributes['calcext:value-type'] === 'error') return { kind: 'error', shown: '#ERROR' };
  }
  const type = attributes['office:value-type'];
  const written = writtenValue(type, attributes);
  if (formula && type === undefined && shown === '') return UNCALCULATED;
  if (type === 'boolean' && written !== undefined) return { kind: 'yes_no', value: written === 'true' };
  if (isNumeric(type) && written !== undefined && Number.isFinite(Number(written)) && written.trim() !== '') {
    return numbers.of(Number(written), format());
  }
  const text = written ?? shown;
  return text === '' ? BLANK : allowance.text(text);
}

function errorShown(shown: string): Cell | null {
  if (NUMBERED_ERROR.test(shown.trim())) return { kind: 'error', shown: shown.trim() };
  const cell = textCell(shown);
  return cell.kind === 'error' ? cell : null;
}

const isNumeric = (type: string | undefined): boolean =>
  type === 'float' || type === 'percentage' || type === 'currency';

function writtenValue(type: string | undefined, attributes: Attributes): string | undefined {
  switch (type) {
    case 'float':
    case 'percentage':
    case 'currency':
      return attributes['office:value'];
    case 'date':
      return attributes['office:date-value'];
    case 'boolean':
      return attributes['office:boolean-value'];
    case 'string':
      return attributes['office:string-value'];
    // a time of day is what it shows
    default:
      return undefined;
  }
}
