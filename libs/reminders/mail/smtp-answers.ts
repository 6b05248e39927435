import type { SetupFault } from '#domain';

/** What a failed conversation with a mail server says of itself. */
export interface SmtpTrouble {
  readonly code: string;
  /** 0 where the server gave none. */
  readonly responseCode: number;
  /** `RCPT TO`, `MAIL FROM`, `AUTH`, `DATA`, …: what was being said. */
  readonly command: string;
  readonly syscall: string;
  /** The server's words: they may quote an address, and are looked at and never passed on. */
  readonly response: string;
}

/**
 * Whose fault it is: `recipient` is final, `away` is for later; the rest is ours to mend, and for later too. An enhanced code
 * (RFC 3463) decides where there is one; without one a refusal of the recipient (RFC 5321, 4.2.3) is believed unless its words
 * speak of us.
 */
export function blameOf({ code, responseCode, command, response }: SmtpTrouble): 'recipient' | 'away' | SetupFault {
  if (code === 'EAUTH') return responseCode >= 400 && responseCode < 500 ? 'away' : 'smtp-sign-in';
  if (code === 'ETLS') return 'smtp-secure';
  // Found wrong before anything was said: the address itself.
  if (code === 'EENVELOPE' && responseCode === 0) return /sender/i.test(response) ? 'smtp-sender' : 'recipient';
  if (responseCode < 500) return /CERT|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code) ? 'smtp-secure' : 'away';
  if ([530, 534, 535, 538].includes(responseCode)) return 'smtp-sign-in';
  if (command.startsWith('MAIL FROM')) return SIGN_IN.test(response) ? 'smtp-sign-in' : 'smtp-sender';
  const [enhanced] = /\b5\.\d{1,3}\.\d{1,3}\b/.exec(response) ?? [];
  if (enhanced !== undefined && enhanced !== '5.0.0') {
    return RECIPIENTS.has(enhanced) ? 'recipient' : (ours[enhanced] ?? oursByWords(response) ?? 'smtp-refused');
  }
  if (!command.startsWith('RCPT TO')) return oursByWords(response) ?? 'smtp-refused';
  return (
    oursByWords(response) ??
    ([550, 551, 553].includes(responseCode) && !POLICY.test(response) ? 'recipient' : 'smtp-refused')
  );
}

/** Enhanced codes that say there is no such mailbox, or none that takes mail: RFC 3463, and 5.1.10 of RFC 7505. */
const RECIPIENTS: ReadonlySet<string> = new Set([
  '5.1.0',
  '5.1.1',
  '5.1.2',
  '5.1.3',
  '5.1.4',
  '5.1.6',
  '5.1.10',
  '5.2.0',
  '5.2.1',
  '5.2.2',
  // Exchange Online says this of an address it does not have.
  '5.4.1',
]);

const ours: Readonly<Record<string, SetupFault>> = {
  '5.1.7': 'smtp-sender',
  '5.1.8': 'smtp-sender',
  '5.5.1': 'smtp-refused',
  '5.7.8': 'smtp-sign-in',
  '5.7.9': 'smtp-sign-in',
  '5.7.11': 'smtp-sign-in',
};

const SIGN_IN = /authenticat|\bauth\b|log ?in|sign.?in/i;
const SENDER = /sender|from address|send as|\bspf\b|dkim|dmarc/i;
const RELAY = /relay/i;
const POLICY = /policy|blocked|block ?list|blacklist|spam|reputation|denied|prohibited|not allowed|rate|too many/i;

function oursByWords(response: string): SetupFault | undefined {
  if (RELAY.test(response)) return 'smtp-relay';
  if (SIGN_IN.test(response)) return 'smtp-sign-in';
  return SENDER.test(response) ? 'smtp-sender' : undefined;
}

/** An answer is a no, and so is a connection that was never made; a silence may have been a yes. */
export function isMaybeTaken({ code, responseCode, syscall }: SmtpTrouble): boolean {
  return responseCode === 0 && syscall !== 'connect' && !['EDNS', 'EAUTH', 'ETLS', 'EENVELOPE'].includes(code);
}
