import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

type Weight = '400Regular' | '400Regular_Italic' | '600SemiBold' | '700Bold';

/** The folders of the font that documents and charts are set in. */
export function fontFolders(...weights: readonly Weight[]): string[] {
  const fonts = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/source-sans-3/package.json'));
  return weights.map((weight) => join(fonts, weight));
}
