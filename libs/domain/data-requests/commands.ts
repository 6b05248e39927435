import { choice, day, form, id, orNull, parts, text, whole, type CommandOf } from '../form.js';
import type { KeptOf } from '../erasure/events.js';
import {
  ACCESS_FORMATS,
  DATA_REQUEST_ABOUT,
  DATA_REQUEST_KINDS,
  DATA_REQUEST_OUTCOMES,
  TEXT_DECISIONS,
  WITHHELD_BECAUSE,
  type CountedHeld,
  type PlaceHeld,
} from './events.js';

const textReviewed = form('TextReviewed', {
  text: whole('Which text: its number in the request, from 1', 1, Number.MAX_SAFE_INTEGER),
  decision: choice('What becomes of it', TEXT_DECISIONS),
  because: orNull(choice('Of one that is withheld: why', WITHHELD_BECAUSE)),
  blackOut: orNull(text('Words that are blacked out besides, a line each')),
  letThrough: orNull(text('Words that are not blacked out, a line each')),
  reason: orNull(text('Why; not left out where it is changed or withheld')),
});

export const dataRequestForms = {
  RecordDataRequest: form('RecordDataRequestBody', {
    kind: choice('What they ask for', DATA_REQUEST_KINDS),
    of: choice('Whose record it is: a case, or a person who works or worked here', ['case', 'person'] as const),
    id: id('The subject of the case, or the person'),
    about: choice('Who asks: whose record it is, or one of the family of a case', DATA_REQUEST_ABOUT),
    called: orNull(text('What they are called in texts, a line each')),
    asked: text('Who asked, how, and by what it was seen who they are'),
    receivedOn: day('When it was received; the answer is due a month later'),
  }),
  ExtendDataRequest: form('ExtendDataRequestBody', {
    to: day('The new day; three months after it was received at most'),
    reason: text('Why; they are told'),
  }),
  ReviewAccessTexts: form('ReviewAccessTextsBody', { texts: parts('What was decided of each text', textReviewed) }),
  EndDataRequest: form('EndDataRequestBody', {
    outcome: choice('What came of it', DATA_REQUEST_OUTCOMES),
    reason: orNull(text('What was given or put right, or why it was refused or withdrawn')),
  }),
} as const;

/** What is recorded of a document that was made. */
export const accessDocumentForms = {
  RecordAccessDocument: form('RecordAccessDocumentBody', { format: choice('As what', ACCESS_FORMATS) }),
} as const;

type AsSaid = CommandOf<typeof dataRequestForms>;
type Named = { readonly requestId: string };

export type DataRequestCommand =
  | (AsSaid['RecordDataRequest'] & Named & { readonly owner: KeptOf; readonly isThere: boolean })
  | (AsSaid['ExtendDataRequest'] & Named)
  | (AsSaid['ReviewAccessTexts'] & Named)
  | (AsSaid['EndDataRequest'] & Named)
  | (CommandOf<typeof accessDocumentForms>['RecordAccessDocument'] & Named)
  | ({ readonly type: 'RecordAccessPart'; readonly part: number; readonly places: readonly PlaceHeld[] } & Named)
  | ({
      readonly type: 'RecordAccessGathered';
      readonly parts: number;
      readonly counted: readonly CountedHeld[];
    } & Named);
