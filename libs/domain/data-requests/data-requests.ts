import type { KeptOf } from '../erasure/events.js';
import type { Personal } from '../personal.js';
import type {
  CountedHeld,
  DataRequestAbout,
  DataRequestEvent,
  DataRequestKind,
  DataRequestOutcome,
  PlaceHeld,
  TextReviewed,
} from './events.js';

/** `gathering`: what is held is being looked for; `reviewing`: a person reads what goes out; `open`: to be put right. */
export type DataRequestStanding = 'gathering' | 'reviewing' | 'open' | 'ended';

export interface DataRequest {
  readonly requestId: string;
  readonly kind: DataRequestKind;
  readonly about: DataRequestAbout;
  readonly owner: KeptOf;
  readonly called: Personal | null;
  readonly asked: Personal;
  readonly receivedOn: string;
  readonly dueOn: string;
  readonly recordedBy: string;
  readonly standing: DataRequestStanding;
  readonly extensions: readonly {
    readonly from: string;
    readonly to: string;
    readonly reason: Personal;
    readonly by: string;
  }[];
  /** Parts that were gathered so far, by their numbers. */
  readonly gathered: ReadonlyMap<number, readonly PlaceHeld[]>;
  readonly counted: readonly CountedHeld[];
  readonly gatheredAt: string | null;
  /** What was decided last of each text, by `keyOfText`. */
  readonly reviewed: ReadonlyMap<string, TextReviewed & { readonly by: string }>;
  readonly documents: number;
  readonly ended: {
    readonly outcome: DataRequestOutcome;
    readonly reason: Personal | null;
    readonly by: string;
    readonly on: string;
  } | null;
}

/** All that was asked for, oldest first. */
export type DataRequests = readonly DataRequest[];

/** Names one text of the log. */
export const keyOfText = ({ stream, revision, path }: Pick<TextReviewed, 'stream' | 'revision' | 'path'>): string =>
  `${stream}@${revision}#${path}`;

/** Where a request's answer stands in the log: every event that tells of them, in the order it was found. */
export const placesOf = ({ gathered }: DataRequest): readonly PlaceHeld[] =>
  [...gathered].sort(([one], [other]) => one - other).flatMap(([, places]) => places);

/** The texts that a person reviews before they go out, in the order by which they are numbered. */
export const textPlacesOf = (request: DataRequest): readonly Pick<TextReviewed, 'stream' | 'revision' | 'path'>[] =>
  placesOf(request).flatMap(({ stream, revision, texts }) => texts.map((path) => ({ stream, revision, path })));

/** Those that nobody has reviewed yet. */
export const unreviewedIn = (request: DataRequest): readonly string[] =>
  textPlacesOf(request)
    .map(keyOfText)
    .filter((key) => !request.reviewed.has(key));

/** Whether somebody has asked for what is held on them, and it has not been answered. */
export const isAskedFor = (known: DataRequests, owner: KeptOf): boolean =>
  known.some((request) => request.owner === owner && request.standing !== 'ended');

export function evolveDataRequests(known: DataRequests, { type, data }: DataRequestEvent): DataRequests {
  switch (type) {
    case 'data-request-recorded':
      return [
        ...known,
        {
          ...data,
          standing: data.kind === 'access' ? 'gathering' : 'open',
          extensions: [],
          gathered: new Map(),
          counted: [],
          gatheredAt: null,
          reviewed: new Map(),
          documents: 0,
          ended: null,
        },
      ];
    case 'data-request-extended': {
      const { from, to, reason, extendedBy: by } = data;
      return changed(known, data, ({ extensions }) => ({
        dueOn: to,
        extensions: [...extensions, { from, to, reason, by }],
      }));
    }
    case 'access-part-gathered':
      return changed(known, data, ({ gathered }) => ({ gathered: new Map([...gathered, [data.part, data.places]]) }));
    case 'access-gathered':
      return changed(known, data, () => ({
        standing: 'reviewing',
        counted: data.counted,
        gatheredAt: data.gatheredAt,
      }));
    case 'access-texts-reviewed': {
      const texts = data.texts.map((each) => [keyOfText(each), { ...each, by: data.reviewedBy }] as const);
      return changed(known, data, ({ reviewed }) => ({ reviewed: new Map([...reviewed, ...texts]) }));
    }
    case 'access-document-made':
      return changed(known, data, ({ documents }) => ({ documents: documents + 1 }));
    case 'data-request-ended': {
      const { outcome, reason, endedBy: by, endedOn: on } = data;
      return changed(known, data, () => ({ standing: 'ended', ended: { outcome, reason, by, on } }));
    }
  }
}

const changed = (
  known: DataRequests,
  { requestId }: { readonly requestId: string },
  change: (request: DataRequest) => Partial<DataRequest>,
): DataRequests =>
  known.map((request) => (request.requestId === requestId ? { ...request, ...change(request) } : request));
