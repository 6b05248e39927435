import { setImmediate as turn } from 'node:timers/promises';
import { nameKey } from '#domain';
import type { PersonRecord } from '#domain';
import type { Ledger } from '#event-store';
import type { KeyRing } from '#privacy';

/** More people of a name than these say nothing: more of the name is to be typed. */
export const NAMED_AT_MOST = 20;

/** People whose names are opened before others have their turn. */
const OPENED_AT_ONCE = 250;

/** The words of each of somebody's names. */
type Words = readonly (readonly string[])[];

/**
 * By what people are found who are looked for by name: their names, opened once and kept in memory for as long as a key may
 * be used after it was seen to live, and no longer. While no key has been destroyed every name that could be opened still
 * may be; at the first that is, all are let go and opened anew, so that whoever was erased is found no more.
 */
export class KnownNames {
  private known = new WeakMap<PersonRecord, Words>();
  private destructions: number | undefined;

  constructor(
    private readonly ledger: Pick<Ledger, 'openAll'>,
    private readonly keys: Pick<KeyRing, 'destroyed'>,
  ) {}

  /**
   * Those of people one of whose names has a word that begins with each word of a text; none where they are more than say
   * anything.
   * @throws KeysUnavailable
   */
  async calledBy(everybody: Iterable<PersonRecord>, text: string): Promise<readonly string[]> {
    const typed = wordsOf(text);
    if (typed.length === 0) return [];
    const people = [...everybody];
    await this.open(people);
    const found: string[] = [];
    for (const person of people) {
      if (!(this.known.get(person) ?? []).some((name) => isCalled(typed, name))) continue;
      if (found.length === NAMED_AT_MOST) return [];
      found.push(person.personId);
    }
    return found;
  }

  /**
   * Whether the full name or an alias of somebody stands in a text, in either order, word by word. Names of one word are
   * words that anybody may write.
   * @throws KeysUnavailable
   */
  async standIn(everybody: Iterable<PersonRecord>, text: string): Promise<boolean> {
    const people = [...everybody];
    const written = ` ${textKey(text)} `;
    await this.open(people);
    const stands = (name: readonly string[]): boolean =>
      name.length > 1 &&
      [name, [...name.slice(-1), ...name.slice(0, -1)]].some((words) => written.includes(` ${words.join(' ')} `));
    return people.some((person) => (this.known.get(person) ?? []).some(stands));
  }

  /** Opens the names of people that are not known. */
  async open(people: readonly PersonRecord[]): Promise<void> {
    await this.letGoOfErased();
    const unknown = people.filter((person) => !this.known.has(person));
    for (let from = 0; from < unknown.length; from += OPENED_AT_ONCE) {
      if (from > 0) await turn();
      const { known } = this;
      const some = unknown.slice(from, from + OPENED_AT_ONCE);
      const opened = await this.ledger.openAll(some.map(({ name, aliases }) => [name, ...aliases]));
      some.forEach((person, index) => {
        const names = (opened[index] ?? []).filter((name) => typeof name === 'string');
        known.set(person, names.map(wordsOf));
      });
    }
    // Somebody may have been erased while names were opened.
    if (await this.letGoOfErased()) await this.open(people);
  }

  private async letGoOfErased(): Promise<boolean> {
    const destructions = await this.keys.destroyed();
    if (destructions === this.destructions) return false;
    this.known = new WeakMap();
    this.destructions = destructions;
    return true;
  }
}

/** Whether every word typed begins a word of a name. */
export const isCalled = (typed: readonly string[], name: readonly string[]): boolean =>
  typed.every((word) => name.some((one) => one.startsWith(word)));

/** A text as names are compared: a comma in it turns nothing round. */
const textKey = (text: string): string => nameKey(text.replaceAll(',', ' '));

export const wordsOf = (text: string): readonly string[] =>
  nameKey(text)
    .split(' ')
    .filter((word) => word !== '');
