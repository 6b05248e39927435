import fc from 'fast-check';
import { seen } from '../text/seen.fixture.js';

/** Ids that no rule of its own refuses: neither zeros alone nor a word for nothing, and nothing a spreadsheet has spoilt. */
export const acceptableId = fc.oneof(
  fc.stringMatching(/^0{0,4}[1-9]\d{2,9}$/),
  fc.stringMatching(/^\p{L}\p{N}[\p{L}\p{N}/_.:-]{0,12}$/u).filter((text) => /^\p{L}\p{N}/u.test(seen(text))),
);
