import { readFileSync } from 'node:fs';

/** What goes into every pack as it is: a verifier that needs Node alone, and what the format is. */
export const packFiles = (): { readonly verifier: Buffer; readonly format: Buffer } => ({
  verifier: readFileSync(new URL('../verify.mjs', import.meta.url)),
  format: readFileSync(new URL('../FORMAT.md', import.meta.url)),
});
