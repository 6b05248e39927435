import type { SetupFault } from '#domain';

/** An answer of GOV.UK Notify that is no success. */
export interface NotifyAnswer {
  readonly status: number;
  readonly errors: readonly { readonly error: string; readonly message: string }[];
}

/**
 * Whose fault it is: `recipient` is final, `away` is for later; the rest is ours to mend, and for later too. Source: the error
 * tables of GOV.UK Notify's documentation (alphagov/notifications-tech-docs). The words of its messages may change, so only a
 * refusal that names the address as what is wrong, and nothing beside it, counts as the recipient's; what is not recognised is ours.
 */
export function blameOf({ status, errors }: NotifyAnswer): 'recipient' | 'away' | SetupFault {
  if (status >= 500 || status < 400 || status === 408) return 'away';
  const isOfAddress = ({ error, message }: NotifyAnswer['errors'][number]): boolean =>
    error === 'ValidationError' && /^email_address\b/.test(message);
  if (status === 400 && errors.length > 0 && errors.every(isOfAddress)) return 'recipient';
  // Beside a wrong address something of ours is wrong: that comes first.
  const said = errors
    .filter((error) => !isOfAddress(error))
    .map(({ message }) => message)
    .join('\n');
  const known = recognised.find(({ in: statuses, says }) => statuses.includes(status) && says.test(said));
  if (known !== undefined) return known.fault;
  if (status === 401 || status === 403) return 'notify-key';
  // Too many within a minute: it passes by itself.
  return status === 429 ? 'away' : 'notify-request';
}

const recognised: readonly {
  readonly in: readonly number[];
  readonly says: RegExp;
  readonly fault: SetupFault;
}[] = [
  { in: [400, 403], says: /team-only/i, fault: 'notify-team-only-key' },
  { in: [400, 403], says: /trial mode/i, fault: 'notify-trial-mode' },
  { in: [400, 403], says: /not allowed to send|archived|suspended|not active/i, fault: 'notify-suspended' },
  { in: [400], says: /missing personali[sz]ation/i, fault: 'notify-fields' },
  { in: [400, 404], says: /template/i, fault: 'notify-template' },
  { in: [401, 403], says: /clock|expired/i, fault: 'notify-clock' },
  { in: [429], says: /send limits?|for today|daily/i, fault: 'notify-limit' },
];
