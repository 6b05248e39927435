import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { openEngine } from '#engine';
import { createServer } from './service/server.js';
import { apiDocument, documentText } from './documentation/api-document.js';
import { schemasFromTypes } from './documentation/schemas-from-types.js';

const ANSWERS = 'apps/server/documentation/answer-schemas.json';

// Writes docs/openapi.json, and the schemas of answers that it takes in (npm run openapi). A test fails when they are out of date.
const answers = schemasFromTypes(process.cwd());
writeFileSync(ANSWERS, `${JSON.stringify(answers, null, 1)}\n`);
const place = mkdtempSync(join(tmpdir(), 'plumbline-openapi-'));
const engine = await openEngine({ dataDir: join(place, 'data'), masterKeyFile: join(place, 'data.key'), mode: 'tool' });
const server = await createServer(engine, pino({ level: 'silent' }));
writeFileSync('docs/openapi.json', documentText(apiDocument(server, answers)));
await server.close();
await engine.close();
rmSync(place, { recursive: true });
