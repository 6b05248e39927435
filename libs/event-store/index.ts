export * from './port.js';
export * from './envelope.js';
