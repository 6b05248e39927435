import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';

const ABOUT = `Audits of children's cases, from selection to closure. Every command is a POST that is recorded as events
or refused with a code and a sentence (application/problem+json); every list and record is a GET.
Sign in with an API token (\`npm run plumbline -- token create --person P --role R\`).`;

/** The API's description: from the catalogue of commands and the routes, nothing written twice. */
export function apiDocument(server: INestApplication): OpenAPIObject {
  const about = new DocumentBuilder().setTitle('Plumbline').setDescription(ABOUT).setVersion('1').addBearerAuth();
  return SwaggerModule.createDocument(server, about.build(), { autoTagControllers: false });
}

/** The description as it is kept in docs/openapi.json. */
export const documentText = (document: OpenAPIObject): string => `${JSON.stringify(document, null, 1)}\n`;
