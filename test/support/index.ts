export {};
export * from './council.js';
export * from './api.js';
export * from './plumbline.js';
