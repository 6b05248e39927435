/** Shortest password, in characters. Three random words are longer. */
const SHORTEST = 12;
/** Longest: nobody types more, and hashing more would let one person keep the service busy. */
const LONGEST = 200;

/** Words that everybody would try here. */
const OF_THE_SERVICE = ['plumbline', 'audit', 'audits', 'council', 'social', 'work', 'worker', 'children', 'childrens'];

/**
 * Why a password is not taken, in a sentence; null where it is. By the National Cyber Security Centre's guidance on
 * passwords: long enough, none that is common, none made of what everybody knows of the person; no rules on kinds of
 * characters, no change by date, and no bar to pasting. A common one is refused with digits and signs around it, repeated
 * or strung together, too.
 * @param about what is known of the person: name, address, reference
 */
export async function faultInPassword(password: string, about: readonly string[]): Promise<string | null> {
  const characters = [...password];
  if (characters.length < SHORTEST)
    return `Enter a password of at least ${SHORTEST} characters. Three random words are a good one.`;
  if (characters.length > LONGEST) return `Enter a password of at most ${LONGEST} characters.`;
  const known = new Set([...OF_THE_SERVICE, ...about.flatMap(wordsOf)]);
  if (isMadeOf(plain(password), await commonPasswords(), known)) {
    return 'Choose another password: this one is common, or easy to guess for somebody who knows you. Three random words are a good one.';
  }
  return null;
}

const wordsOf = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 2);

/** Without case and the usual swaps, as whoever guesses undoes them. */
const SWAPS: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};
const plain = (password: string): string => password.normalize('NFKC').toLowerCase();
const unswapped = (text: string): string => text.replaceAll(/[013457@$!]/g, (sign) => SWAPS[sign] ?? sign);

/** Whether nothing is left of it beside one guessable part: digits and signs at its ends, and repetitions, count for nothing. */
function isMadeOf(password: string, common: ReadonlySet<string>, known: ReadonlySet<string>): boolean {
  const guessed = (text: string): boolean => text.length <= 2 || common.has(text) || known.has(text);
  const bare = password.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  const forms = [password, bare, unswapped(password), unswapped(bare)].flatMap((form) => [form, onceOf(form)]);
  return (
    forms.some(guessed) ||
    wordsOf(password).every((word) => known.has(word) || /^\p{N}+$/u.test(word)) ||
    isRun(password)
  );
}

/** What a text repeats: `abc` of `abcabc`. */
function onceOf(text: string): string {
  const at = (text + text).indexOf(text, 1);
  return at > 0 && at < text.length ? text.slice(0, at) : text;
}

/** Each character the one after the last, or the one before: `abcdefghijkl`, `987654321098`. */
function isRun(text: string): boolean {
  const steps = [...text].slice(1).map((sign, index) => (sign.codePointAt(0) ?? 0) - (text.codePointAt(index) ?? 0));
  const wraps = (step: number): number => (step === -9 ? 1 : step === 9 ? -1 : step);
  return steps.length > 0 && steps.every((step) => Math.abs(wraps(step)) === 1 && wraps(step) === wraps(steps[0] ?? 0));
}

let list: Promise<ReadonlySet<string>> | undefined;

/** Some 49,000 passwords that leaked most often: @zxcvbn-ts/language-common, read when somebody chooses one. */
function commonPasswords(): Promise<ReadonlySet<string>> {
  list ??= import('@zxcvbn-ts/language-common').then(({ dictionary }) => new Set(dictionary['passwords-common']));
  return list;
}
