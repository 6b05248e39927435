/** What every marked word holds: where it is in no form, no word is. */
const MARK = 'canary-mark-';

/** Marked words: as they stand, and in what they may be written as. */
export class Canaries {
  private readonly words = new Map<string, { readonly word: string; readonly mark: string }>();

  /** A word for a field, with letters and signs that are written in many ways. The same one each time. */
  of(field: string): string {
    return this.word(field, (mark) => `Zoë "${mark}" was seen`);
  }

  /** For fields that take no blank or quote. */
  plain(field: string): string {
    return this.word(field, (mark) => mark);
  }

  /** The fields whose words stand in some bytes, however they are written. */
  in(bytes: Buffer): readonly string[] {
    if (!formsOf(MARK).some((form) => bytes.includes(form))) return [];
    return [...this.words].flatMap(([field, { word, mark }]) =>
      [...formsOf(word), ...formsOf(mark)].some((form) => bytes.includes(form)) ? [field] : [],
    );
  }

  private word(field: string, of: (mark: string) => string): string {
    const known = this.words.get(field);
    if (known !== undefined) return known.word;
    const mark = `${MARK}${this.words.size}x`;
    const word = of(mark);
    this.words.set(field, { word, mark });
    return word;
  }
}

function formsOf(word: string): readonly Buffer[] {
  const utf8 = Buffer.from(word);
  // base64 of a text within another: without what its neighbours decide
  const within = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), utf8])
      .toString('base64')
      .slice(shift === 0 ? 0 : 4, -4),
  );
  const escaped = JSON.stringify(word).slice(1, -1);
  const ascii = escaped.replace(/[^ -~]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return [
    utf8,
    Buffer.from(word.toLowerCase()),
    Buffer.from(word, 'utf16le'),
    Buffer.from(word, 'latin1'),
    Buffer.from(utf8.toString('hex')),
    Buffer.from(utf8.toString('hex').toUpperCase()),
    Buffer.from(encodeURIComponent(word)),
    Buffer.from(escaped),
    Buffer.from(JSON.stringify(escaped).slice(1, -1)),
    Buffer.from(ascii),
    ...within.map((text) => Buffer.from(text)),
  ];
}
