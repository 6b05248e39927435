import { setTimeout as pause } from 'node:timers/promises';
import { READY_MADE } from '#domain';
import { DescribedAnswers } from '../support/index.js';
import type { Caller, Reply } from '../support/index.js';

/** What a request was answered. */
export interface Heard {
  readonly request: string;
  readonly status: number;
  readonly answer: string;
}

/** Records that a walk asks for. */
export interface Known {
  readonly audits: readonly string[];
  readonly samples: readonly string[];
  readonly caseloads: readonly string[];
  readonly people: readonly string[];
  readonly teams: readonly string[];
  /** Reports asked for as files. */
  readonly exports: readonly string[];
  /** Moments of the audit's life, ISO in UTC. */
  readonly instants: readonly string[];
  readonly day: string;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema?: { readonly enum?: readonly string[] };
}

type Responses = Readonly<Record<string, object>>;

interface Described {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<Record<string, { readonly parameters?: readonly Parameter[]; readonly responses: Responses }>>
    >
  >;
}

/** What the description leaves out: pages for people. */
const PAGES = ['/', '/api/docs', '/api/docs.json'];

/** Real values of a parameter, by its route and name or by its name; a parameter that is not here ends the walk. */
const values: Readonly<Record<string, (known: Known) => readonly string[]>> = {
  '/api/v1/audits/{id} id': ({ audits }) => audits,
  '/api/v1/audits/{id}/conversation.ics id': ({ audits }) => audits,
  '/api/v1/audits/{id}/readings id': ({ audits }) => audits,
  '/api/v1/audits/{id}/reminders id': ({ audits }) => audits,
  '/api/v1/audits/{id}/candidates id': ({ audits }) => audits,
  '/api/v1/audits/{id}/steps id': ({ audits }) => audits,
  '/api/v1/audits/{id}/timeline id': ({ audits }) => audits,
  '/api/v1/audits/{id}/replay id': ({ audits }) => audits.slice(0, 1),
  '/api/v1/audits/{id}/replay asAt': ({ instants, day }) => [...instants, day],
  '/api/v1/audits/{id}/replay/{step} id': ({ audits }) => audits,
  '/api/v1/audits/{id}/replay/{step} step': ({ instants }) => instants.map((_, index) => String(index * 5 + 1)),
  '/api/v1/audits/{id}/replay/{step} beside': () => ['7'],
  '/api/v1/samples/{id} id': ({ samples }) => samples,
  '/api/v1/samples/{id}/redraw id': ({ samples }) => samples,
  '/api/v1/caseloads/{id} id': ({ caseloads }) => caseloads,
  '/api/v1/caseloads/{id}/cases id': ({ caseloads }) => caseloads,
  '/api/v1/caseloads/{id}/cases team': () => ['North'],
  '/api/v1/caseloads/{id}/cases service': () => ['Assessment'],
  '/api/v1/data-requests/{id}/texts id': () => ['7d2f0c9b-5c11-8a58-8f2f-0c9b7a116f2f'],
  '/api/v1/exports/{id} id': ({ exports }) => exports,
  '/api/v1/exports/{id}/file id': ({ exports }) => exports,
  '/api/v1/people/{id} id': ({ people }) => people,
  '/api/v1/people/{id}/sessions id': ({ people }) => people,
  '/api/v1/programmes/{programme} programme': () => READY_MADE.map(({ key }) => key),
  '/api/v1/settings/{version} version': () => ['1', '2'],
  '/api/v1/settings/{version}/changes version': () => ['1', '2'],
  '/api/v1/rounds year': ({ day }) => [`${Number(day.slice(0, 4)) - 1}-${day.slice(2, 4)}`],
  '/api/v1/expected-audits month': ({ day }) => [day.slice(0, 7)],
  '/api/v1/reports/expected from': () => ['2020-01-01'],
  '/api/v1/reports/expected to': ({ day }) => [day],
  '/api/v1/reports/expected asAt': ({ instants, day }) => [...instants.slice(-1), day],
  with: () => ['1'],
  '/api/v1/reports/{report} from': () => ['2020-01-01'],
  '/api/v1/reports/{report} to': ({ day }) => [day],
  '/api/v1/reports/{report} asAt': ({ instants, day }) => [...instants.slice(-1), day],
  '/api/v1/reports/{report} team': () => ['North'],
  '/api/v1/reports/{report} combine': () => ['good+outstanding'],
  '/api/v1/reports/{report}/audits from': () => ['2020-01-01'],
  '/api/v1/reports/{report}/audits to': ({ day }) => [day],
  '/api/v1/reports/{report}/audits asAt': ({ instants, day }) => [...instants.slice(-1), day],
  '/api/v1/reports/{report}/audits team': () => ['North'],
  '/api/v1/reports/trends from': () => ['2020-01-01'],
  '/api/v1/reports/trends to': ({ day }) => [day],
  '/api/v1/reports/trends asAt': ({ instants, day }) => [...instants.slice(-1), day],
  '/api/v1/reports/trends team': () => ['North'],
  '/api/v1/reports/actions from': () => ['2020-01-01'],
  '/api/v1/reports/actions to': ({ day }) => [day],
  '/api/v1/reports/actions asAt': ({ instants, day }) => [...instants.slice(-1), day],
  '/api/v1/reports/actions team': () => ['North'],
  '/api/v1/reports/inadequate from': () => ['2020-01-01'],
  '/api/v1/reports/inadequate to': ({ day }) => [day],
  '/api/v1/reports/inadequate asAt': ({ instants, day }) => [...instants.slice(-1), day],
  '/api/v1/reports/inadequate team': () => ['North'],
  '/api/v1/reports/published from': () => ['2020-01-01'],
  '/api/v1/reports/published to': ({ day }) => [day],
  '/api/v1/reports/published asAt': ({ instants, day }) => [...instants.slice(-1), day],
  '/api/v1/reports/measures from': () => ['2020-01-01'],
  '/api/v1/reports/measures to': ({ day }) => [day],
  '/api/v1/reports/measures asAt': ({ instants, day }) => [...instants.slice(-1), day],
  '/api/v1/reports/feedback from': () => ['2020-01-01'],
  '/api/v1/reports/feedback to': ({ day }) => [day],
  '/api/v1/reports/feedback asAt': ({ instants, day }) => [...instants.slice(-1), day],
  '/api/v1/reports/learning from': () => ['2020-01-01'],
  '/api/v1/reports/learning to': ({ day }) => [day],
  '/api/v1/reports/learning by': () => ['month', 'quarter', 'year'],
  '/api/v1/reports/learning service': () => ['Assessment'],
  '/api/v1/reports/learning team': () => ['North'],
  '/api/v1/reports/learning asAt': ({ instants, day }) => [...instants.slice(-1), day],
  '/api/v1/reports/dip-samples from': () => ['2020-01-01'],
  '/api/v1/reports/dip-samples to': ({ day }) => [day],
  '/api/v1/reports/dip-samples asAt': ({ instants, day }) => [...instants.slice(-1), day],
  '/api/v1/reports/dip-samples/{item} item': () => ['7d2f0c9b-5c11-8a58-8f2f-0c9b7a116f2f'],
  '/api/v1/reports/dip-samples/{item} asAt': ({ instants, day }) => [...instants.slice(-1), day],
  '/api/v1/reports/improvement-plan asAt': ({ instants, day }) => [...instants.slice(-1), day],
  '/api/v1/reports/risks asAt': ({ instants, day }) => [...instants.slice(-1), day],
  '/api/v1/activity from': ({ day }) => [day.slice(0, 7)],
  '/api/v1/activity to': ({ day }) => [day.slice(0, 7)],
  '/api/v1/activity team': () => ['North'],
  '/api/v1/follow-up/{list} status': () => ['open'],
  '/api/v1/follow-up/{list} next': () => [Buffer.from('["2020-01-01","0","0"]').toString('base64url')],
  '/api/v1/tasks next': () => [Buffer.from('["2020-01-01","0","0","0"]').toString('base64url')],
  '/api/v1/tasks/overdue next': () => [Buffer.from('["2020-01-01","0","0","0"]').toString('base64url')],
  '/api/v1/tasks/ownerless next': () => [Buffer.from('["0","2020-01-01","0","0","0"]').toString('base64url')],
  '/api/v1/caseloads/{id}/cases next': () => [Buffer.from('["1","0"]').toString('base64url')],
  '/api/v1/audits next': () => [Buffer.from('["2030-01","0","0"]').toString('base64url')],
  after: () => ['0'],
  team: ({ teams }) => teams,
  inspector: ({ people }) => people,
  person: ({ people }) => people,
  sample: ({ samples }) => samples,
  service: () => ['Assessment'],
  scale: () => ['ofsted'],
  series: () => ['overall'],
  key: () => ['good', 'inadequate'],
  activity: () => ['deep-dive'],
  period: ({ day }) => [day.slice(0, 7)],
  inPostOn: ({ day }) => [day],
  limit: () => ['20'],
  purpose: () => ['To know how it stands'],
};

/**
 * Asks every GET route of the service's own description, with each of its parameters in turn, and the pages beside it.
 * @throws Error at a parameter nobody has told it real values of: a route added later is walked or noticed; and at an
 * answer that is not as the description says
 */
export async function walkEveryRoute(caller: Caller, known: Known, words: SameWords): Promise<readonly Heard[]> {
  const { body, text } = await caller.get('/api/docs.json');
  const description = body as Described;
  const answers = DescribedAnswers.of(text);
  const requests = Object.entries(description.paths).flatMap(([path, { get }]) =>
    get === undefined ? [] : requestsTo(path, get.parameters ?? [], known),
  );
  const heard: Heard[] = [];
  for (const request of [...PAGES, ...requests]) {
    const reply = await answered(caller, request);
    answers.check('GET', request, { ...reply, type: reply.headers['content-type'] ?? '' });
    heard.push(words.heard(request, reply));
  }
  return heard;
}

/** Whoever is put off for having asked for very much waits as long as they are told, and asks again: they hear all there is. */
async function answered(caller: Caller, request: string): ReturnType<Caller['get']> {
  for (;;) {
    const reply = await caller.get(request);
    if (reply.status !== 429) return reply;
    await pause(1_000 * Number(reply.headers['retry-after'] ?? 1));
  }
}

function requestsTo(path: string, parameters: readonly Parameter[], known: Known): readonly string[] {
  const asked = parameters.filter((parameter) => parameter.in === 'path' || parameter.in === 'query');
  const must = asked.filter((parameter) => parameter.in === 'path' || parameter.required === true);
  const may = asked.filter((parameter) => !must.includes(parameter));
  const least = must.reduce<readonly (readonly Given[])[]>(
    (all, parameter) => all.flatMap((given) => givenOf(path, parameter, known).map((value) => [...given, value])),
    [[]],
  );
  const [first = []] = least;
  const more = may.flatMap((parameter) => givenOf(path, parameter, known).map((value) => [...first, value]));
  return [...least, ...more].map((given) => written(path, given));
}

interface Given {
  readonly parameter: Parameter;
  readonly value: string;
}

function givenOf(path: string, parameter: Parameter, known: Known): readonly Given[] {
  const { name, schema } = parameter;
  const real = schema?.enum ?? (values[`${path} ${name}`] ?? values[name])?.(known);
  if (real === undefined || real.length === 0) throw new Error(`No real value is known for ${name} of ${path}`);
  return real.map((value) => ({ parameter, value }));
}

function written(path: string, given: readonly Given[]): string {
  const query = new URLSearchParams();
  let address = path;
  for (const { parameter, value } of given) {
    if (parameter.in === 'path') address = address.replace(`{${parameter.name}}`, encodeURIComponent(value));
    else query.set(parameter.name, value);
  }
  return query.size === 0 ? address : `${address}?${query}`;
}

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const INSTANT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;
/** How far a view has got at that very moment. */
const PROGRESS = /"(?:position|head|eventsPerSecond|state)":(?:[\d.]+|"[a-z-]+")/g;
/** An audit's, made of its id. */
const REFERENCE = /\b[0-9A-Z]{5}-[0-9A-Z]{5}\b/g;
/** Keyed by each deployment's own key. */
const DIGEST = /\b[0-9a-f]{64}\b/g;

/** Writes what differs between any two worlds alike: ids by the order in which they come up, moments, digests. */
export class SameWords {
  private readonly ids = new Map<string, string>();

  /** @param known ids that are written alike from the beginning, wherever they come up first */
  constructor(known: readonly string[] = []) {
    for (const id of known) this.of(id);
  }

  of(text: string): string {
    return text
      .replace(UUID, (id) => {
        const known = this.ids.get(id) ?? `<id ${this.ids.size}>`;
        this.ids.set(id, known);
        return known;
      })
      .replace(INSTANT, '<moment>')
      .replace(REFERENCE, '<reference>')
      .replace(DIGEST, '<digest>');
  }

  heard(request: string, { status, headers, text }: Reply): Heard {
    const tag = typeof headers.etag === 'string' ? `${headers.etag} ` : '';
    const answer = request.startsWith('/api/v1/views') ? text.replace(PROGRESS, '<progress>') : text;
    return { request: this.of(decodeURIComponent(request)), status, answer: tag + this.of(answer) };
  }
}
