/** What no font draws and no reader of a list sees, whatever else it does. */
const UNSEEN = [/\p{Default_Ignorable_Code_Point}/u, /[\uFFF9-\uFFFB]/, /(?!\p{White_Space})\p{Cc}/u];
/** The Braille pattern without dots is a letter, and looks like a space. */
const SPACE = /[\p{White_Space}\u2800]/u;

/**
 * The rule of texts in files, said a second time and otherwise than the readers say it: what nobody sees is gone, however
 * much space there is counts as one, none is left at either end, and what looks the same is the same (NFC).
 */
export function seen(text: string): string {
  const drawn = [...text].filter((character) => !UNSEEN.some((kind) => kind.test(character)));
  const words = drawn
    .map((character) => (SPACE.test(character) ? ' ' : character))
    .join('')
    .split(' ');
  return words
    .filter((word) => word !== '')
    .join(' ')
    .normalize('NFC');
}
