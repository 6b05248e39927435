import type { Cell } from '../../cell.js';
import { localName, type XmlListener } from '../read-xml.js';
import type { Allowance } from '../sheet-rows.js';
import { StringItem } from './written-text.js';

/** The texts that cells refer to by number, each held once. */
export class SharedStrings implements XmlListener {
  readonly cells: Cell[] = [];
  private item = new StringItem();

  constructor(private readonly allowance: Allowance) {}

  open(name: string, _: unknown, depth: number): void {
    if (depth === 2) this.item = new StringItem();
    else if (depth > 2) this.item.open(localName(name));
  }

  text(text: string): void {
    this.item.add(text);
  }

  close(name: string, depth: number): void {
    if (depth > 2) this.item.close(localName(name));
    else if (depth === 2 && localName(name) === 'si') this.cells.push(this.allowance.text(this.item.written()));
  }
}
