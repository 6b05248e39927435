import type { Cover } from './cover.js';
import { boxesIn, text } from './event-line.js';
import type { PackEvent } from './event-line.js';
import { isList, isMap } from './json.js';
import type { Json } from './json.js';

/** What became of a personal field: its text, or why it is not told. */
export type Field = { readonly text: string } | { readonly withheld: string };

/** What the pages of a pack are worked out from. */
export interface Source {
  readonly cover: Cover;
  readonly events: (stream: string) => readonly PackEvent[];
  readonly field: (event: PackEvent, path: string) => Field;
}

const WITHHELD: Readonly<Record<string, string>> = {
  erased: 'erased',
  level: 'withheld at this level',
  names: 'withheld: it names somebody',
  'not-shown': 'not shown',
  damaged: 'damaged',
};
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const CODE = /^[a-z][a-z0-9]*([_-][a-z0-9]+)*$/;
const UNSAID = ['auditId', 'counted', 'independence', 'plan', 'sampleId', 'subjectId', 'tool'];

/** `first-grade-submitted.v1`, `auditedOn`, `ownerId` in words: First grade submitted, Audited on, Owner. */
export function words(name: string): string {
  const said = name
    .replace(/\.v\d+$/, '')
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .replace(/[-_]/g, ' ')
    .replace(/ ids?$/, '');
  return said.slice(0, 1).toUpperCase() + said.slice(1);
}

const small = (said: string): string => said.slice(0, 1).toLowerCase() + said.slice(1);
export const nameOf = ({ type }: PackEvent): string => type.replace(/\.v\d+$/, '');
export const when = (instant: string): string => `${instant.slice(0, 16).replace('T', ' ')} UTC`;

/** The words for everything that the events of a pack say. */
export class Telling {
  private readonly people = new Map<string, string>();
  private readonly cases = new Map<string, string>();

  constructor(private readonly source: Source) {
    this.namePeople();
    this.nameCases();
  }

  person(id: string): string {
    if (id.startsWith('system:')) return 'Plumbline';
    return this.people.get(id) ?? (UUID.test(id) ? 'somebody' : id);
  }

  caseOf(subjectId: string): string {
    return this.cases.get(subjectId) ?? 'not given';
  }

  by(actor: Json | undefined): string {
    if (!isMap(actor)) return '';
    const who = this.person(text(actor['id']));
    if (who === 'Plumbline') return who;
    const through = text(actor['through']);
    return `${who}, ${small(words(text(actor['role'])))}${through === '' ? '' : ` (through ${through})`}`;
  }

  /** Label and texts of each member of an event's data, those that say nothing left out. */
  rows(event: PackEvent): readonly (readonly [string, readonly string[]])[] {
    return Object.keys(event.data)
      .sort()
      .filter((name) => !UNSAID.includes(name))
      .map((name): readonly [string, readonly string[]] => {
        const value = event.data[name] ?? null;
        const apart = isList(value) && value.some(isMap);
        const texts = apart
          ? value.map((each, index) => this.value(event, each, `${name}[${index}]`))
          : [this.value(event, value, name)];
        return [words(name), texts.filter((each) => each !== '')];
      })
      .filter(([, texts]) => texts.length > 0);
  }

  value(event: PackEvent, value: Json, path: string): string {
    if (value === null) return '';
    if (typeof value === 'string') return this.said(value);
    if (typeof value === 'number') return String(value);
    if (typeof value === 'boolean') return value ? 'yes' : 'no';
    if (isList(value))
      return value
        .map((each, index) => this.value(event, each, `${path}[${index}]`))
        .filter((each) => each !== '')
        .join(', ');
    const [box] = boxesIn(value, path);
    if (box?.at === path) {
      const field = this.source.field(event, path);
      return 'text' in field ? field.text : `(${WITHHELD[field.withheld] ?? ''})`;
    }
    return Object.keys(value)
      .sort()
      .map((name) => [small(words(name)), this.value(event, value[name] ?? null, `${path}.${name}`)] as const)
      .filter(([, said]) => said !== '')
      .map(([name, said]) => `${name}: ${said}`)
      .join('; ');
  }

  said(value: string): string {
    const known = this.people.get(value);
    if (known !== undefined) return known;
    if (UUID.test(value)) return '';
    return CODE.test(value) ? value.replace(/[_-]/g, ' ') : value;
  }

  private namePeople(): void {
    const { cover, field } = this.source;
    const registered: string[] = [];
    const names = new Map<string, string>();
    for (const event of this.source.events('people')) {
      const id = text(event.data['personId']);
      if (nameOf(event) === 'person-registered') registered.push(id);
      const name = event.data['name'];
      if (!isMap(name)) continue;
      const found = field(event, 'name');
      names.set(id, 'text' in found ? found.text : `name ${found.withheld === 'erased' ? 'erased' : 'withheld'}`);
    }
    if (cover.level !== 'pseudonymised') {
      for (const id of registered) this.people.set(id, names.get(id) ?? 'name withheld');
      return;
    }
    const known = new Set(registered);
    const meet = (id: string): void => {
      if (known.has(id) && !this.people.has(id)) this.people.set(id, `Worker ${this.people.size + 1}`);
    };
    const meetIn = (value: Json): void => {
      if (typeof value === 'string') meet(value);
      else if (isList(value)) value.forEach(meetIn);
      else if (isMap(value))
        Object.keys(value)
          .sort()
          .forEach((name) => meetIn(value[name] ?? null));
    };
    const streams = cover.audits.flatMap((id) => [`audit-${id}`, `reads-${id}`]);
    for (const stream of [...streams, ...cover.samples.map((id) => `sample-${id}`)]) {
      for (const event of this.source.events(stream)) {
        if (isMap(event.metadata['actor'])) meet(text(event.metadata['actor']['id']));
        meetIn(event.data);
      }
    }
    registered.forEach(meet);
  }

  private nameCases(): void {
    const { cover } = this.source;
    const said = cover.said['caseIds'];
    for (const id of cover.audits) {
      const [first] = this.source.events(`audit-${id}`);
      const subject = text(first?.data['subjectId']);
      if (first === undefined || this.cases.has(subject)) continue;
      if (cover.level === 'pseudonymised') this.cases.set(subject, `Child ${this.cases.size + 1}`);
      else if (isMap(said) && typeof said[subject] === 'string') this.cases.set(subject, said[subject]);
    }
  }
}
