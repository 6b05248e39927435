export * from './access-document.js';
export * from './access-file.js';
export * from './access-json.js';
export * from './personal-texts.js';
export * from './tells-of.js';
export { labelOfText, sentenceOf } from './words.js';
