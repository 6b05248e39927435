export { EventStoreDbStandIn } from './stand-in.js';
