export { reportFacts } from './view.js';
