import type { PackLevel } from '#domain';
import { asMap, valuesOf } from '../pack-events.js';
import type { Reason, ToldEvent, Value } from '../pack-events.js';

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const CODE = /^[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*$/;

/** Said elsewhere in a pack, or of use to the engine alone. */
const NOT_SAID = new Set(['auditId', 'counted', 'independence', 'plan', 'sampleId', 'subjectId', 'tool']);

const BECAUSE: Readonly<Record<Reason, string>> = {
  erased: 'erased',
  level: 'withheld at this level',
  names: 'withheld: it names somebody',
  'not-shown': 'not shown',
  damaged: 'damaged',
};

/** A name of the code in words: `firstGrade` as first grade, `ownerId` as owner. */
export const inWords = (name: string): string =>
  name
    .replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .replaceAll(/[-_]/g, ' ')
    .replace(/ ids?$/, '');

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** An instant to the minute, in UTC. */
export const minuteOf = (instant: string): string => `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;

/** A label with what it says, a line each. */
export type Row = readonly [label: string, said: readonly string[]];

/** Words for what events of a pack say (docs/evidence-format.md, the pages of a pack). */
export class Wording {
  /** @param people what they are called in this pack, by id */
  constructor(private readonly people: ReadonlyMap<string, string>) {}

  who(id: string): string {
    if (id.startsWith('system:')) return 'Plumbline';
    return this.people.get(id) ?? (ID.test(id) ? 'somebody' : id);
  }

  whoDid({ id, role, through }: ToldEvent['actor']): string {
    if (id.startsWith('system:')) return 'Plumbline';
    const onBehalf = through === undefined ? '' : ` (through ${through})`;
    return `${this.who(id)}, ${inWords(role)}${onBehalf}`;
  }

  word(text: string): string {
    const called = this.people.get(text);
    if (called !== undefined) return called;
    if (ID.test(text)) return '';
    return CODE.test(text) ? text.replaceAll(/[_-]/g, ' ') : text;
  }

  rowsOf(event: ToldEvent): readonly Row[] {
    const rows: Row[] = [];
    for (const name of Object.keys(event.data).sort()) {
      if (NOT_SAID.has(name)) continue;
      const value = event.data[name];
      const each = Array.isArray(value) && value.some(isObject);
      const said = each
        ? value.map((one: Value, at) => this.textOf(event, one, `${name}[${at}]`))
        : [this.textOf(event, value, name)];
      const lines = said.filter((line) => line !== '');
      if (lines.length > 0) rows.push([capital(inWords(name)), lines]);
    }
    return rows;
  }

  private textOf(event: ToldEvent, value: Value | undefined, path: string): string {
    const field = event.fields.get(path);
    if (field !== undefined) return 'text' in field ? field.text : `(${BECAUSE[field.withheld]})`;
    switch (typeof value) {
      case 'string':
        return this.word(value);
      case 'number':
        return `${value}`;
      case 'boolean':
        return value ? 'yes' : 'no';
      default:
        return value === null || value === undefined ? '' : this.textOfMany(event, value, path);
    }
  }

  private textOfMany(event: ToldEvent, value: object, path: string): string {
    if (Array.isArray(value)) {
      const texts = value.map((one: Value, at) => this.textOf(event, one, `${path}[${at}]`));
      return texts.filter((text) => text !== '').join(', ');
    }
    const parts: string[] = [];
    const members = asMap(value);
    for (const name of Object.keys(members).sort()) {
      const text = this.textOf(event, members[name], `${path}.${name}`);
      if (text !== '') parts.push(`${inWords(name)}: ${text}`);
    }
    return parts.join('; ');
  }
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What people are called in a pack. Where they are not named, by the order in which they are met. */
export class Naming {
  readonly people = new Map<string, string>();
  readonly cases = new Map<string, string>();
  private readonly registered = new Set<string>();
  private readonly names = new Map<string, string>();

  constructor(private readonly level: PackLevel) {}

  /** Told of the events of people, in order. */
  addPerson({ type, data, fields }: ToldEvent): void {
    const id = String(data['personId']);
    if (type === 'person-registered') this.registered.add(id);
    const name = fields.get('name');
    if (name === undefined) return;
    const because = 'withheld' in name && name.withheld === 'erased' ? 'name erased' : 'name withheld';
    this.names.set(id, 'text' in name ? name.text : because);
  }

  /** Names everybody; once all people are known. */
  nameAll(): void {
    if (this.level === 'pseudonymised') return;
    for (const id of this.registered) this.people.set(id, this.names.get(id) ?? 'name withheld');
  }

  /** Told of audits and samples in their order, where people have numbers for names. */
  meet({ actor, data }: ToldEvent): void {
    if (this.level !== 'pseudonymised') return;
    this.meetIn(actor.id);
    this.meetIn(data);
  }

  meetTheRest(): void {
    if (this.level === 'pseudonymised') for (const id of this.registered) this.meetIn(id);
  }

  /** Told of the first event of each audit. */
  meetCase({ data }: ToldEvent, caseIds: Readonly<Record<string, string>>): void {
    const subject = String(data['subjectId']);
    if (this.cases.has(subject)) return;
    const said = this.level === 'pseudonymised' ? `Child ${this.cases.size + 1}` : caseIds[subject];
    if (said !== undefined) this.cases.set(subject, said);
  }

  private meetIn(value: unknown): void {
    if (typeof value === 'string') {
      if (this.registered.has(value) && !this.people.has(value))
        this.people.set(value, `Worker ${this.people.size + 1}`);
    } else for (const inner of valuesOf(value)) this.meetIn(inner);
  }
}
