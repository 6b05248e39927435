import type { Patience } from '#accounts';
import type { Allowance } from './allowances.js';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

/**
 * How often somebody may try to sign in, or show again who they are, by whom and from where. A guess is slowed down where it
 * comes from; the bounds on waiting are low, since whoever is guessed at waits too, and since a browser that they signed in
 * from before counts for itself.
 */
export const SIGN_IN = {
  /** One name from one address, or from one browser that has signed in as that person. */
  here: { free: 5, firstMs: 5 * SECOND_MS, mostMs: 5 * MINUTE_MS, forgetMs: 60 * MINUTE_MS },
  /** Any name from one address. */
  from: { free: 50, firstMs: SECOND_MS, mostMs: 10 * SECOND_MS, forgetMs: 10 * MINUTE_MS },
  /** One name from anywhere, but from browsers that have signed in as that person. */
  as: { free: 100, firstMs: SECOND_MS, mostMs: 30 * SECOND_MS, forgetMs: 60 * MINUTE_MS },
} as const satisfies Readonly<Record<string, Patience>>;

/** What is dear to answer, of one kind. */
export interface Costly {
  /** What is asked for, as it is told. */
  readonly what: string;
  /** Method and pattern. */
  readonly routes: readonly string[];
  /** How often one person may ask: at each process, since it is the process that is kept busy. */
  readonly person: Allowance;
  /** How often anybody at one address may: a council's whole office may share one. */
  readonly address: Allowance;
  /** Whether one person's are answered one after another, so that theirs alone wait for them. What is under way long has bounds of its own. */
  readonly inTurn: boolean;
}

/** Far more than anybody needs who reads what they ask for. */
const ASKED_OFTEN = { atOnce: 300, everyMs: SECOND_MS };
/** Of all people there together. */
const ASKED_FROM_AN_OFFICE = { atOnce: 3_000, everyMs: SECOND_MS / 20 };
const SENT_OFTEN = { atOnce: 60, everyMs: 10 * SECOND_MS };
const SENT_FROM_AN_OFFICE = { atOnce: 600, everyMs: SECOND_MS };

/** Every address whose answer is dear. One that is missing here is found by costly-requests.spec.ts. */
export const COSTLY: readonly Costly[] = [
  {
    what: 'reports',
    routes: [
      'GET /reports',
      'GET /reports/:report',
      'GET /reports/trends',
      'GET /api/v1/reports/trends',
      'GET /reports/:report/audits',
      'GET /api/v1/reports/:report',
      'GET /api/v1/reports/:report/audits',
      'GET /api/v1/activity',
    ],
    person: ASKED_OFTEN,
    address: ASKED_FROM_AN_OFFICE,
    inTurn: true,
  },
  {
    what: 'lists of single audits',
    routes: [
      'GET /reports/inadequate',
      'GET /api/v1/reports/inadequate',
      'GET /reports/actions',
      'GET /reports/expected',
      'GET /expected-audits',
      'GET /api/v1/reports/expected',
      'GET /api/v1/expected-audits',
      'GET /api/v1/reports/actions',
    ],
    person: ASKED_OFTEN,
    address: ASKED_FROM_AN_OFFICE,
    inTurn: true,
  },
  {
    what: 'documents',
    // What is typed is kept by the same address, every few seconds.
    routes: [
      'POST /reports/committee',
      'POST /api/v1/committee-reports',
      'GET /reports/committee/kept/:id/:version/:format',
    ],
    person: ASKED_OFTEN,
    address: ASKED_FROM_AN_OFFICE,
    inTurn: true,
  },
  {
    what: 'reports of what was entered',
    routes: [
      'GET /reports/published',
      'GET /api/v1/reports/published',
      'GET /reports/measures',
      'GET /api/v1/reports/measures',
      'GET /reports/feedback',
      'GET /api/v1/reports/feedback',
      'GET /reports/committee/kept',
      'GET /reports/committee/kept/:id',
      'GET /api/v1/committee-reports',
      'GET /reports/dip-samples',
      'GET /reports/learning',
      'GET /api/v1/reports/learning',
      'GET /reports/dip-samples/:item',
      'GET /api/v1/reports/dip-samples',
      'GET /api/v1/reports/dip-samples/:item',
      'GET /reports/improvement-plan',
      'GET /api/v1/reports/improvement-plan',
      'GET /reports/risks',
      'GET /api/v1/reports/risks',
    ],
    person: ASKED_OFTEN,
    address: ASKED_FROM_AN_OFFICE,
    inTurn: true,
  },
  {
    what: 'what erasures would come to',
    routes: ['GET /erasures', 'GET /erasures/:erasure', 'GET /api/v1/erasures/due'],
    person: ASKED_OFTEN,
    address: ASKED_FROM_AN_OFFICE,
    inTurn: true,
  },
  {
    what: 'what is held on somebody',
    routes: [
      'GET /data-requests/:request',
      'GET /data-requests/:request/texts/:number',
      'POST /data-requests/:request/texts/:number',
      'GET /data-requests/:request/as-shown/:number',
      'POST /data-requests/:request/as-shown/:number',
      'GET /data-requests/:request/document/:format',
      'GET /api/v1/data-requests/:id/texts',
    ],
    person: ASKED_OFTEN,
    address: ASKED_FROM_AN_OFFICE,
    inTurn: true,
  },
  {
    what: 'searches',
    routes: ['POST /search', 'POST /api/v1/search'],
    person: ASKED_OFTEN,
    address: ASKED_FROM_AN_OFFICE,
    inTurn: true,
  },
  {
    what: 'cases of caseloads',
    routes: ['GET /caseloads/:id/cases', 'GET /api/v1/caseloads/:id/cases'],
    person: ASKED_OFTEN,
    address: ASKED_FROM_AN_OFFICE,
    inTurn: true,
  },
  {
    what: 'histories',
    routes: [
      'GET /audits/:reference/history',
      'GET /api/v1/audits/:id/timeline',
      'GET /audits/:reference/replay',
      'GET /audits/:reference/replay/:step',
      'GET /api/v1/audits/:id/replay',
      'GET /api/v1/audits/:id/replay/:step',
      'GET /samples/:activity/:period/:number/redraw',
      'GET /api/v1/samples/:id/redraw',
    ],
    person: ASKED_OFTEN,
    address: ASKED_FROM_AN_OFFICE,
    inTurn: true,
  },
  {
    what: 'files of reports',
    routes: ['POST /api/v1/exports', 'GET /api/v1/exports/:id/file'],
    person: SENT_OFTEN,
    address: SENT_FROM_AN_OFFICE,
    inTurn: false,
  },
  {
    what: 'uploads',
    routes: [
      'POST /caseloads/upload',
      'POST /people/import',
      'POST /enter/:list/file',
      'POST /api/v1/imports/people',
      'POST /api/v1/imports/published',
      'POST /api/v1/imports/measures',
      'POST /api/v1/imports/readings',
      'POST /api/v1/imports/dip-sample',
      'POST /api/v1/imports/learning',
      'POST /api/v1/imports/plan',
      'POST /api/v1/imports/risks',
      'POST /api/v1/imports/feedback',
      'POST /api/v1/imports/caseload',
      'POST /api/v1/imports/audits',
    ],
    person: SENT_OFTEN,
    address: SENT_FROM_AN_OFFICE,
    inTurn: false,
  },
];
