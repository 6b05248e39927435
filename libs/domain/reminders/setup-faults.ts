/**
 * What is wrong with how this service sends, and what whoever runs it is to do. A message that meets one of these waits: once it
 * is mended the message goes out. Sentences hold no address and nothing a mail service said.
 */
export const setupFaults = {
  'notify-team-only-key':
    'The Notify key is a team-only key, which reaches members of the team and nobody else. Make a live key in GOV.UK Notify and set NOTIFY_API_KEY to it.',
  'notify-trial-mode':
    'The service at GOV.UK Notify is in trial mode, which reaches members of the team and nobody else. Ask Notify to make it live.',
  'notify-template':
    'GOV.UK Notify does not find the template. Set NOTIFY_TEMPLATE_ID to an e-mail template of the service the key belongs to.',
  'notify-fields':
    'The template in GOV.UK Notify asks for other fields than ((subject)) and ((body)). Change the template so that it has these two and no others.',
  'notify-key':
    'GOV.UK Notify does not accept the key: it is wrong, revoked or of another service. Set NOTIFY_API_KEY to a key that is valid.',
  'notify-clock': 'The clock of this machine is more than 30 seconds out. Set it by a time server.',
  'notify-limit': 'The limit of messages agreed with GOV.UK Notify has been reached. Ask Notify for a higher one.',
  'notify-suspended':
    'The service at GOV.UK Notify may not send e-mails: it is archived, suspended or not allowed to. Look at its settings there.',
  'notify-request':
    'GOV.UK Notify refuses what it is sent, not the address it is for. Compare NOTIFY_API_KEY, NOTIFY_TEMPLATE_ID and the template with the README.',
  'smtp-sign-in':
    'The mail server does not accept this service’s sign-in, or wants one. Set SMTP_URL to a user and password that are valid.',
  'smtp-sender':
    'The mail server does not let this service send as MAIL_FROM. Have it allowed, or set another address.',
  'smtp-relay':
    'The mail server does not pass on messages from this service to the addresses of the council. Have it allowed to.',
  'smtp-secure':
    'The mail server’s secure connection could not be made or its certificate is not trusted. Look at SMTP_URL and the certificate.',
  'smtp-refused':
    'The mail server refuses what this service sends, not the address it is for: by a policy, a filter or a limit. Ask those who run it why.',
} as const;

export type SetupFault = keyof typeof setupFaults;

/** A code from an event or a queue; a later version may have written one that is not known here. */
export const isSetupFault = (code: string): code is SetupFault => Object.hasOwn(setupFaults, code);
