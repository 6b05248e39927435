import { parentPort, workerData } from 'node:worker_threads';
import type { CommitteeDocument } from '../document.js';
import type { DocumentFormat } from '../document-formats.js';
import { WRITTEN } from './formats.js';

/** What the thread is given. */
export interface Writing {
  readonly document: CommitteeDocument;
  readonly format: DocumentFormat;
}

const { document, format } = workerData as Writing;
parentPort?.postMessage(await WRITTEN[format](document));
