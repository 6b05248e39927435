export {};
export * from './council.js';
export * from './api.js';
export * from './plumbline.js';
export * from './audits-by-api.js';
export * from './caller.js';
export * from './draw-to-closure.js';
export * from './running-service.js';
export * from './town.js';
