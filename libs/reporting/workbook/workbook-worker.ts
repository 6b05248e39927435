import { parentPort, workerData } from 'node:worker_threads';
import { writeWorkbook } from './write-workbook.js';
import type { Workbook } from './workbook.js';

parentPort?.postMessage(await writeWorkbook(workerData as Workbook));
