export {};
export * from './council.js';
