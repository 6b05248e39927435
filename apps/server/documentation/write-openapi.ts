import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { openEngine } from '#engine';
import { createServer } from '../server.js';
import { apiDocument, documentText } from './api-document.js';

// Writes docs/openapi.json (npm run openapi). A test fails when it is out of date.
const place = mkdtempSync(join(tmpdir(), 'plumbline-openapi-'));
const engine = await openEngine({ dataDir: join(place, 'data'), masterKeyFile: join(place, 'data.key'), mode: 'tool' });
const server = await createServer(engine, pino({ level: 'silent' }));
writeFileSync('docs/openapi.json', documentText(apiDocument(server)));
await server.close();
await engine.close();
rmSync(place, { recursive: true });
