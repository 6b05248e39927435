import { accessDocumentForms, commandIn, dataRequestForms, dataRequests } from '#domain';
import type { DataRequestCommand, DataRequests } from '#domain';
import { bodyOf } from '../body/body-of.js';
import { touchedBy } from '../erasure/touched.js';
import { DATA_REQUESTS_STREAM, dataRequestsFold } from '../references/data-requests-fold.js';
import { commandRow } from '../row/command-row.js';
import type { CommandRow, SaysOf } from '../row/command-row.js';

const ofRequests = {
  group: 'data-requests',
  fold: dataRequestsFold,
  record: 'always',
  streamOf: () => DATA_REQUESTS_STREAM,
} as const;

/** What people ask of what is held on them. */
export const dataRequestRows: readonly CommandRow[] = [
  commandRow<DataRequests, object>({
    ...ofRequests,
    name: 'RecordDataRequest',
    summary: 'Record that somebody asks for what is held on them, or for something to be put right',
    path: 'data-requests',
    body: bodyOf(dataRequestForms.RecordDataRequest),
    idOf: (_target, _body, newId) => newId('data-request'),
    async decide(body, known, context) {
      const said = commandIn(dataRequestForms, 'RecordDataRequest', body);
      const owner = `${said.of === 'case' ? 'subject' : 'person'}:${said.id}`;
      const { obstacle } = await touchedBy(owner, context);
      const isThere = obstacle !== 'nothing-held';
      return dataRequests.decide({ ...said, requestId: context.id, owner, isThere }, known, context);
    },
  }),
  said('ExtendDataRequest', 'data-requests/:id/extend', 'Give more time to answer a request, as the law lets one'),
  said('ReviewAccessTexts', 'data-requests/:id/review', 'Record what becomes of texts before they are given out'),
  said('EndDataRequest', 'data-requests/:id/end', 'End a request: answered, refused or withdrawn'),
  commandRow<DataRequests, object>({
    ...ofRequests,
    name: 'RecordAccessDocument',
    summary: 'Record that a document of what is held on somebody was made',
    path: null,
    body: bodyOf(accessDocumentForms.RecordAccessDocument),
    idOf: (target) => target ?? '',
    decide: (body, known, context) =>
      dataRequests.decide(
        { ...commandIn(accessDocumentForms, 'RecordAccessDocument', body), requestId: context.id },
        known,
        context,
      ),
  }),
  ofEngine('RecordAccessPart', 'Record where in the log something is held on somebody'),
  ofEngine('RecordAccessGathered', 'Record that all that is held on somebody was found'),
];

function said(
  name: 'ExtendDataRequest' | 'ReviewAccessTexts' | 'EndDataRequest',
  path: string,
  summary: string,
): CommandRow {
  return commandRow<DataRequests, object>({
    ...ofRequests,
    name,
    summary,
    path,
    body: bodyOf(dataRequestForms[name]),
    idOf: (target) => target ?? '',
    decide: (body, known, context) =>
      dataRequests.decide({ ...commandIn(dataRequestForms, name, body), requestId: context.id }, known, context),
  });
}

function ofEngine(name: 'RecordAccessPart' | 'RecordAccessGathered', summary: string): CommandRow {
  return commandRow<DataRequests, Omit<SaysOf<DataRequestCommand, typeof name>, 'requestId'>>({
    ...ofRequests,
    name,
    summary,
    path: null,
    body: null,
    idOf: (target) => target ?? '',
    // what the engine sends is of the command it names, which a union of the two does not say
    decide: (body, known, context) =>
      dataRequests.decide({ type: name, ...body, requestId: context.id } as DataRequestCommand, known, context),
  });
}
