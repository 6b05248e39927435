export * from './band-chart.js';
export * from './share-chart.js';
