import { Inject, Injectable } from '@nestjs/common';
import { openPeople } from '#application';
import type { OpenedPerson } from '#application';
import type { PeopleDirectory, PersonRecord } from '#domain';
import type { Engine } from '#engine';
import { ENGINE } from '../../engine-token.js';

/** People by the keyed digests of what they may sign in as; several where it is not one person's alone. */
type Names = ReadonlyMap<string, readonly PersonRecord[]>;

/**
 * Finds people by their e-mail address or the council's reference, in any case. Both are sealed in the log; what is kept in
 * memory to find them by is keyed digests, and whoever is found is opened anew, so that nobody erased is found.
 */
@Injectable()
export class SignInNames {
  private readonly known = new WeakMap<PeopleDirectory, Promise<Names>>();
  /** By the record as it was folded: the same object for as long as the person is not changed. */
  private readonly digests = new WeakMap<PersonRecord, readonly string[]>();

  constructor(@Inject(ENGINE) private readonly engine: Engine) {}

  /** Whoever has this address or reference, if it is one person. @throws StoreUnavailable, KeysUnavailable */
  async personNamed(name: string): Promise<PersonRecord | undefined> {
    return this.find(({ email, ref }) => [email, ref], name);
  }

  /** Whoever has this address, if it is one person. @throws StoreUnavailable, KeysUnavailable */
  async personWithAddress(address: string): Promise<PersonRecord | undefined> {
    return this.find(({ email }) => [email], address);
  }

  /** What somebody signs in as: their address; where they have none, their reference. */
  async nameOf(person: PersonRecord): Promise<string> {
    const [opened] = await openPeople(this.engine.ledger, [person]);
    return opened?.email || (opened?.ref ?? '');
  }

  private async find(by: (person: OpenedPerson) => readonly string[], name: string): Promise<PersonRecord | undefined> {
    const wanted = written(name);
    if (wanted === '') return undefined;
    const names = await this.names(await this.engine.references.directory());
    const like = names.get(await this.digestOf(wanted)) ?? [];
    const opened = await openPeople(this.engine.ledger, like);
    const found = like.filter((_, index) => {
      const person = opened[index];
      return person !== undefined && by(person).some((each) => written(each) === wanted);
    });
    return found.length === 1 ? found[0] : undefined;
  }

  private names(directory: PeopleDirectory): Promise<Names> {
    const known = this.known.get(directory) ?? this.readNames(directory);
    this.known.set(directory, known);
    known.catch(() => this.known.delete(directory));
    return known;
  }

  private async readNames(directory: PeopleDirectory): Promise<Names> {
    const people = [...directory.people()];
    const unread = people.filter((person) => !this.digests.has(person));
    const opened = await openPeople(this.engine.ledger, unread);
    const texts = opened.map(({ email, ref }) => [...new Set([email, ref].map(written))].filter((text) => text !== ''));
    for (const [index, person] of unread.entries()) {
      this.digests.set(person, await Promise.all((texts[index] ?? []).map((text) => this.digestOf(text))));
    }
    const names = new Map<string, PersonRecord[]>();
    for (const person of people) {
      for (const digest of this.digests.get(person) ?? []) names.set(digest, [...(names.get(digest) ?? []), person]);
    }
    return names;
  }

  private digestOf(text: string): Promise<string> {
    return this.engine.keys.pseudonym('sign-in-name', text);
  }
}

const written = (name: string): string => name.normalize('NFKC').trim().toLowerCase();
