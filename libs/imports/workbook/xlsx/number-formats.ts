import { damaged } from '../problems.js';
import { localName, type Attributes, type XmlListener } from '../read-xml.js';

/** The formats that every workbook has without saying so (ISO/IEC 29500-1, 18.8.30), those of one language left out. */
const BUILT_IN: Readonly<Record<string, string>> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  12: '# ?/?',
  13: '# ??/??',
  14: 'm/d/yy',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'm/d/yy h:mm',
  37: '#,##0 ;(#,##0)',
  38: '#,##0 ;[Red](#,##0)',
  39: '#,##0.00;(#,##0.00)',
  40: '#,##0.00;[Red](#,##0.00)',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mmss.0',
  48: '##0.0E+0',
  49: '@',
};
/** Excel itself holds no more. */
const MOST_STYLES = 65_490;
const GENERAL = 'General';

/** Which number format each cell style has. */
export class NumberFormats implements XmlListener {
  private readonly codes = new Map<string, string>(Object.entries(BUILT_IN));
  private readonly ofStyle: string[] = [];
  private section = '';

  open(name: string, attributes: Attributes, depth: number): void {
    const local = localName(name);
    if (depth === 2) this.section = local;
    if (depth !== 3) return;
    const { numFmtId: id = '0', formatCode } = attributes;
    if (this.section === 'numFmts' && local === 'numFmt' && formatCode !== undefined) this.codes.set(id, formatCode);
    if (this.section === 'cellXfs' && local === 'xf') {
      if (this.ofStyle.length === MOST_STYLES) throw damaged();
      this.ofStyle.push(id);
    }
  }

  /** @param style the number of a cell's style */
  of(style: string | undefined): string {
    return this.codes.get(this.ofStyle[Number(style ?? 0)] ?? '0') ?? GENERAL;
  }
}
