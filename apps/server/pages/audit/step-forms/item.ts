import type { Values } from '../../forms/values-of.js';
import type { OpenedAudit } from '../opened-audit.js';
import { texts } from './fields.js';

const about =
  (key: 'actionId' | 'concernId' | 'extensionId') => (values: Values, _audit: OpenedAudit, item: string | null) => ({
    ...values,
    [key]: item ?? '',
  });
export const aboutAction = about('actionId');
export const aboutExtension = about('extensionId');
export const aboutConcern = about('concernId');

/** What an action or a concern says, above the questions about it. */
export const itsWords = (audit: OpenedAudit, item: string | null): string | undefined => {
  const steps =
    audit.document.actions.find(({ actionId }) => actionId === item)?.steps ??
    audit.document.concerns.find(({ concernId }) => concernId === item)?.steps;
  const data: object = steps?.[0]?.data ?? {};
  return texts('text' in data ? data.text : 'reason' in data ? data.reason : undefined);
};
