export {};
export * from './council.js';
export * from './api.js';
