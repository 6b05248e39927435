import { choice, form, id, nothingMore, text, type CommandOf } from '../form.js';
import { ERASURE_BASES, RECORD_CLASSES, type ErasureCertificate, type KeptOf } from './events.js';

/** Whom one asks to erase: a case (its subject), or a person who worked here. */
const ERASABLE = ['case', 'person'] as const;
/** What a hold may lie on. */
const HOLDABLE = [...ERASABLE, 'audit', 'class'] as const;

export const erasureForms = {
  AskErasure: form('AskErasureBody', {
    of: choice('Whom: a case, or a person who worked here', ERASABLE),
    id: id('The subject of the case, or the person'),
    basis: choice('Why they may be erased', ERASURE_BASES),
    reason: text('The request, order or rule it rests on; it is erased with them'),
  }),
  ApproveErasure: nothingMore,
  DeclineErasure: form('DeclineErasureBody', { reason: text('Why they are not erased') }),
  PlaceHold: form('PlaceHoldBody', {
    of: choice('What must be kept', HOLDABLE),
    id: id(`The subject, the person, the audit; or the class: ${RECORD_CLASSES.join(', ')}`),
    reason: text('Why it must be kept, as a court or an inquiry says'),
  }),
  EndHold: form('EndHoldBody', { reason: text('Why it need not be kept any more') }),
} as const;

type AsSaid = CommandOf<typeof erasureForms>;

/** What stands in the way of an erasure whatever holds say: somebody would owe what they could not do. */
export type Obstacle = 'nothing-held' | 'audit-under-way' | 'person-in-post' | 'data-request-open';

/** What is known of whoever is to be erased, looked up by the handler. */
export interface Touched {
  readonly owner: KeptOf;
  readonly touches: readonly KeptOf[];
  readonly obstacle: Obstacle | null;
}

export type ErasureCommand =
  | (AsSaid['AskErasure'] & { readonly erasureId: string; readonly touched: Touched })
  | (AsSaid['ApproveErasure'] & { readonly erasureId: string; readonly touched: Touched | null })
  | (AsSaid['DeclineErasure'] & { readonly erasureId: string })
  | (AsSaid['PlaceHold'] & {
      readonly holdId: string;
      readonly on: KeptOf;
      readonly ownedBy: string;
      readonly isThere: boolean;
    })
  | (AsSaid['EndHold'] & { readonly holdId: string })
  | {
      readonly type: 'BeginErasure';
      readonly erasureId: string;
      readonly owners: readonly string[];
      readonly touched: Touched;
    }
  | ({ readonly type: 'CompleteErasure' } & ErasureCertificate)
  | {
      readonly type: 'RecordMasterKeyRotated';
      readonly from: string;
      readonly to: string;
      readonly keys: number;
    };
