import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';
import { settingsSchema } from '#domain';
import type { AnswerSchemas, Schema } from './answer-schemas.js';

const ABOUT = `Audits of children's cases, from selection to closure. Every command is a POST that is recorded as events
or refused with a code and a sentence (application/problem+json); every list and record is a GET.
Sign in with an API token: make one by page, under Your tokens for programs; in a demonstration, the command
line makes one (\`npm run plumbline -- token create --person P --role R\`).`;

/** Schemas of bodies that the domain declares, by the names that bodies give them. */
const DECLARED = { ProposedSettings: Object(settingsSchema) };

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Responses = Operation['responses'];

/** The API's description: from the catalogue of commands, the routes and the types of their answers, nothing written twice. */
export function apiDocument(server: INestApplication, answers: AnswerSchemas): OpenAPIObject {
  const about = new DocumentBuilder().setTitle('Plumbline').setDescription(ABOUT).setVersion('1').addBearerAuth();
  const options = { autoTagControllers: false };
  const document = SwaggerModule.createDocument(server, about.setOpenAPIVersion('3.1.0').build(), options);
  for (const path of Object.values(document.paths))
    for (const operation of [path.get, path.post])
      if (operation !== undefined) operation.responses = responsesOf(operation, answers);
  const { components } = document;
  return {
    ...document,
    components: { ...components, schemas: { ...components?.schemas, ...answers.schemas, ...DECLARED } },
  };
}

function responsesOf({ operationId = '', responses }: Operation, { answers, common }: AnswerSchemas): Responses {
  const done = Object.entries(responses).map(([status, response]) => [
    status,
    { ...response, content: contentOf(response, answers[operationId], common.command) },
  ]);
  return {
    ...Object.fromEntries(done),
    '4XX': problemResponse('Refused, and nothing recorded', common.problem),
    '5XX': problemResponse('Not known, or not available just now: send the same request again', common.problem),
  };
}

/** What an answer holds: JSON by its type, and what its route says beside; a route that answers with a file alone has no type. */
function contentOf(response: Responses[string], answer: Schema | undefined, command: Schema): object {
  const beside: object = response !== undefined && 'content' in response ? Object(response.content) : {};
  if (answer === undefined && Object.keys(beside).length > 0) return beside;
  return { 'application/json': { schema: answer ?? command }, ...beside };
}

const problemResponse = (description: string, schema: Schema): Responses[string] => ({
  description,
  content: { 'application/problem+json': { schema } },
});

/** The description as it is kept in docs/openapi.json. */
export const documentText = (document: OpenAPIObject): string => `${JSON.stringify(document, null, 1)}\n`;
