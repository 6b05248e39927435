/** Shorter words are taken for no name: an initial would withhold every text. */
const SHORTEST_NAME = 3;
const SHORTEST_ID = 2;
/** An id may be written with spaces between its parts. */
const ID_PARTS = 3;

/** Where something stands in a text: its first sign, and the first after it. */
type Span = readonly [from: number, to: number];

/** What is no name, and what is one only beside another. */
export interface NoNames {
  /** Names and ids that are not looked for. */
  readonly but?: readonly string[];
  /** Words that are said of everything: a name that is one of these is found beside another alone. */
  readonly common?: Iterable<string>;
}

/**
 * Finds names in texts, any word of one, in any case of letters and without their marks; and references, addresses and ids.
 * It rather takes a word for a name than the other way: what it finds is withheld.
 */
export class NamesInTexts {
  private readonly words = new Set<string>();
  private readonly ids = new Set<string>();
  private readonly common = new Set<string>();

  /**
   * @param names of people
   * @param ids references, e-mail addresses, ids of cases
   */
  constructor(names: Iterable<string>, ids: Iterable<string>, { but: allowed = [], common = [] }: NoNames = {}) {
    for (const text of common) for (const word of wordsOf(text)) this.common.add(word);
    const free = new Set(allowed.flatMap(wordsOf));
    const freeIds = new Set(allowed.map(bare));
    for (const name of names)
      for (const word of wordsOf(name)) if (word.length >= SHORTEST_NAME && !free.has(word)) this.words.add(word);
    for (const id of ids) {
      const whole = bare(id);
      if (whole.length >= SHORTEST_ID && !freeIds.has(whole)) this.ids.add(whole);
    }
  }

  /** The same but for names and ids that are not looked for. */
  without(but: readonly string[]): NamesInTexts {
    return but.length === 0 ? this : new NamesInTexts(this.words, this.ids, { but, common: this.common });
  }

  readonly isNamedIn = (text: string): boolean =>
    wordsOf(text).some((word) => this.isName(word)) || this.spansOf(text).length > 0;

  /** The text with a mark where somebody is named or something is told by its id; the mark alone where that is not enough. */
  withoutNames(text: string, mark: string): string {
    let left = text;
    for (const [from, to] of joined(text, this.spansOf(text)).reverse())
      left = `${left.slice(0, from)}${mark}${left.slice(to)}`;
    return this.isNamedIn(left.replaceAll(mark, ' ')) ? mark : left;
  }

  private isName(word: string): boolean {
    return this.words.has(word) && !this.common.has(word);
  }

  private spansOf(text: string): readonly Span[] {
    const words = spans(text, /[\p{L}\p{M}]+/gu);
    const found = words.filter((span) => wordsOf(textAt(text, span)).some((word) => this.isName(word)));
    if (this.common.size > 0) this.addCommon(text, words, found);
    return [...found, ...this.idsIn(text)];
  }

  /** Adds names that are common words, where they stand beside one that is none. */
  private addCommon(text: string, words: readonly Span[], found: Span[]): void {
    const isFound = (span: Span | undefined): boolean => span !== undefined && found.includes(span);
    const isBeside = (one: Span | undefined, other: Span | undefined): boolean =>
      one !== undefined && other !== undefined && BESIDE.test(text.slice(one[1], other[0]));
    const add = (span: Span, before: Span | undefined, after: Span | undefined): void => {
      if (isFound(span) || !wordsOf(textAt(text, span)).some((word) => this.words.has(word))) return;
      if ((isFound(before) && isBeside(before, span)) || (isFound(after) && isBeside(span, after))) found.push(span);
    };
    words.forEach((span, at) => add(span, words[at - 1], words[at + 1]));
    for (let at = words.length - 1; at >= 0; at--) {
      const span = words[at];
      if (span !== undefined) add(span, words[at - 1], words[at + 1]);
    }
  }

  private idsIn(text: string): readonly Span[] {
    const pieces = spans(text, /\S+/gu);
    const runs = pieces.flatMap(([from], at) => pieces.slice(at, at + ID_PARTS).map(([, to]): Span => [from, to]));
    const parts = [/[\p{L}\p{N}@._-]+/gu, /[\p{L}\p{N}]+/gu].flatMap((part) => spans(text, part));
    return [...runs, ...parts]
      .filter((span) => this.ids.has(bare(textAt(text, span))))
      .map((span) => trimmed(text, span));
  }
}

/** What may stand between two words of a name: an initial, a stroke. */
const BESIDE = /^(?:[\s'’.-]|(?<!\p{L})\p{L}['’.])*$/u;

const spans = (text: string, pattern: RegExp): readonly Span[] =>
  [...text.matchAll(pattern)].map(({ 0: found, index }): Span => [index, index + found.length]);

const textAt = (text: string, [from, to]: Span): string => text.slice(from, to);

/** Without what stands before its first letter or digit and after its last. */
function trimmed(text: string, [from, to]: Span): Span {
  const said = text.slice(from, to);
  const before = said.search(/[\p{L}\p{N}]/u);
  const [after = ''] = /[^\p{L}\p{N}\p{M}]*$/u.exec(said) ?? [];
  return [from + Math.max(before, 0), to - after.length];
}

/** Spans in order, those that touch or have no more than a stroke between them as one. */
function joined(text: string, some: readonly Span[]): Span[] {
  const runs: Span[] = [];
  for (const [from, to] of [...some].sort(([one], [other]) => one - other)) {
    const before = runs.at(-1);
    if (before !== undefined && (from <= before[1] || BESIDE.test(text.slice(before[1], from))))
      runs[runs.length - 1] = [before[0], Math.max(before[1], to)];
    else runs.push([from, to]);
  }
  return runs;
}

/** Letters as they are typed by whoever does not know their marks. */
const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

const wordsOf = (text: string): readonly string[] => plain(text).match(/\p{L}+/gu) ?? [];

const bare = (text: string): string => plain(text).replace(/[^\p{L}\p{N}]/gu, '');
