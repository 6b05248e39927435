import type { AuditStep } from '#application';

/** The last part of a step's route in the API, which reads as its task does: `claim-moderation`. */
export const stepName = ({ path }: Pick<AuditStep, 'path'>): string => path.split('/').at(-1) ?? '';

/** Where the form of a step is. @param item a domain or an entry, where the step is about one */
export function stepAddress(reference: string, step: AuditStep, item: string | undefined = step.item?.id): string {
  const address = `/audits/${reference}/${stepName(step)}`;
  return item === undefined ? address : `${address}/${item}`;
}
