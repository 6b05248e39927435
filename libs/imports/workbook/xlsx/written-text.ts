/** `_x000D_` stands for a character that XML cannot hold (ST_Xstring, ISO/IEC 29500-1, 22.9.2.19). */
export function writtenText(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/**
 * Gathers the text of a string item or an inline string: its own, or that of its runs; how it is pronounced (`rPh`) is
 * not part of it.
 */
export class StringItem {
  private text = '';
  private taking = false;
  private pronounced = false;

  open(name: string): void {
    if (name === 'rPh') this.pronounced = true;
    this.taking = name === 't' && !this.pronounced;
  }

  add(text: string): void {
    if (this.taking) this.text += text;
  }

  close(name: string): void {
    if (name === 'rPh') this.pronounced = false;
    this.taking = false;
  }

  written(): string {
    return writtenText(this.text);
  }
}
