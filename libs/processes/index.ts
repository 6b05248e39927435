export * from './all-processes.js';
export * from './process.js';
export * from './process-runner.js';
export * from './register.js';
export { StepRefused, type StepParts } from './steps.js';
