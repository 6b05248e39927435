export * from './token.js';
export * from './read-policy.js';
