import { Controller, Get, Header, Inject, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { ProblemError, problem } from '../problems/problem.js';
import { DESCRIPTION } from './description.js';
import type { Description } from './description.js';

const ASSETS = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
const TYPES: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
};

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Plumbline API</title>
<link rel="stylesheet" href="/api/docs/assets/swagger-ui.css">
<link rel="icon" href="/api/docs/assets/favicon-32x32.png">
</head>
<body>
<main id="documentation"></main>
<noscript>This page needs JavaScript. The same description can be read at <a href="/api/docs.json">/api/docs.json</a>.</noscript>
<script src="/api/docs/assets/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script>
</body>
</html>
`;

const START = `SwaggerUIBundle({ url: '/api/docs.json', dom_id: '#documentation', deepLinking: true, tagsSorter: 'alpha' });
`;

/** The interactive documentation, from files that come with the software: nothing is fetched from elsewhere. */
@ApiExcludeController()
@Controller('api')
export class DocumentationController {
  constructor(@Inject(DESCRIPTION) private readonly description: Description) {}

  @Get('docs')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header(
    'content-security-policy',
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  )
  page(): string {
    return PAGE;
  }

  @Get('docs/start.js')
  @Header('content-type', 'text/javascript; charset=utf-8')
  start(): string {
    return START;
  }

  @Get('docs.json')
  describe(): object {
    return this.description.document ?? {};
  }

  @Get('docs/assets/:file')
  asset(@Param('file') file: string, @Res() reply: FastifyReply): void {
    const type = TYPES[file];
    if (type === undefined)
      throw new ProblemError(problem(404, 'unknown-address', 'There is nothing at this address.'));
    void reply.type(type).send(createReadStream(join(ASSETS, file)));
  }
}
