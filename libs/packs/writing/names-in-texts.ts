/** Shorter words are taken for no name: an initial would withhold every text. */
const SHORTEST_NAME = 3;
const SHORTEST_ID = 2;

/**
 * Finds names in texts, any word of one, in any case of letters and without their marks; and references, addresses and ids.
 * It rather takes a word for a name than the other way: what it finds is withheld.
 */
export class NamesInTexts {
  private readonly words = new Set<string>();
  private readonly ids = new Set<string>();

  /** @param names of people @param ids references, e-mail addresses, ids of cases */
  constructor(names: Iterable<string>, ids: Iterable<string>) {
    for (const name of names) for (const word of wordsOf(name)) if (word.length >= SHORTEST_NAME) this.words.add(word);
    for (const id of ids) {
      const whole = bare(id);
      if (whole.length >= SHORTEST_ID) this.ids.add(whole);
    }
  }

  readonly isNamedIn = (text: string): boolean =>
    wordsOf(text).some((word) => this.words.has(word)) || piecesOf(text).some((piece) => this.ids.has(bare(piece)));
}

/** Letters as they are typed by whoever does not know their marks. */
const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

const wordsOf = (text: string): readonly string[] => plain(text).match(/\p{L}+/gu) ?? [];

/** What stands between spaces, and each part of it, since an id may have a stroke in it or after it. */
const piecesOf = (text: string): readonly string[] =>
  text
    .split(/\s+/u)
    .flatMap((piece) => [piece, ...piece.split(/[^\p{L}\p{N}]+/u), ...piece.split(/[^\p{L}\p{N}@._-]+/u)]);

const bare = (text: string): string => plain(text).replace(/[^\p{L}\p{N}]/gu, '');
