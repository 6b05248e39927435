interface Kinds {
  readonly word: string;
  readonly id: string;
  readonly number: number;
}

/**
 * All that may stand beside a span or a figure, and nothing else: words of lists that are in the code, UUIDs and numbers. No
 * name, no address, no text, no id as imported, nothing that a request or a file says: what is told here leaves the house
 * unsealed and outlives an erasure.
 */
export const ATTRIBUTES = {
  /** A command of the catalogue: `ClaimModeration`. */
  command: 'word',
  outcome: 'word',
  /** The code of a refusal: `not-your-audit`. */
  refusal: 'word',
  /** The class of what was thrown; never its message. */
  'error.type': 'word',
  'command.id': 'id',
  'correlation.id': 'id',
  'causation.id': 'id',
  /** The kind of stream: `audit`, `people`. */
  category: 'word',
  events: 'number',
  views: 'number',
  position: 'number',
  /** The name of a view: `tasks`. */
  view: 'word',
  /** A queue of jobs: `reminders`. */
  queue: 'word',
  /** How a job stands in its queue. */
  state: 'word',
  /** How a message leaves the house: `smtp`. */
  channel: 'word',
  'http.request.method': 'word',
  /** The pattern of the route, never the address: `/api/v1/audits/:id`. */
  'http.route': 'word',
  'http.response.status_code': 'number',
} as const satisfies Readonly<Record<string, keyof Kinds>>;

export type Attributes = {
  readonly [Name in keyof typeof ATTRIBUTES]?: Kinds[(typeof ATTRIBUTES)[Name]];
};

/** Names that mean the same everywhere are told as they are; the others under the house's own. */
const OF_EVERYBODY = /^(http|error)\./;

/** The name under which an attribute is told. */
export const toldAs = (name: string): string => (OF_EVERYBODY.test(name) ? name : `plumbline.${name}`);

/** What went wrong, by the name of its class alone: what an error says may quote a record. */
export const errorType = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');
