export * from './merkle/hashing.js';
export * from './merkle/growing-tree.js';
export * from './merkle/proofs.js';
export * from './note/keys.js';
export * from './note/signed-note.js';
export * from './note/checkpoint.js';
export * from './tiles/tile-path.js';
