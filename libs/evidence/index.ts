export * from './keys/signing-key.js';
export * from './sealing/restoring.js';
export * from './sealing/sealer.js';
export * from './walk/newest.js';
export * from './walk/seal-walk.js';
export * from './walk/seal-events.js';
export * from './witness/witness-file.js';
export * from './checking/check-seals.js';
