export * from './all-processes.js';
export * from './process.js';
export * from './process-runner.js';
export * from './register.js';
