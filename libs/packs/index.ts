export type { LeftOut, PackCover, PackStream } from './pack-events.js';
export * from './verifier/verify-pack.js';
export type { NoNames } from './writing/names-in-texts.js';
export { NamesInTexts } from './writing/names-in-texts.js';
export * from './writing/pack-files.js';
export * from './writing/write-pack.js';
export { PackTooLarge } from './zip/zip-writer.js';
/** @internal for the specs, which tamper with packs */
export { ZipWriter } from './zip/zip-writer.js';
