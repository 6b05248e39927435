export * from './inspection-policy.js';
export * from './token.js';
export * from './read-policy.js';
