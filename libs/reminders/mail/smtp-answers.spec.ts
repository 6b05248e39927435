import { blameOf, isMaybeTaken } from './smtp-answers.js';
import type { SmtpTrouble } from './smtp-answers.js';

const trouble = (given: Partial<SmtpTrouble>): SmtpTrouble => ({
  code: 'EENVELOPE',
  responseCode: 0,
  command: 'RCPT TO',
  syscall: '',
  response: '',
  ...given,
});

describe('an answer of a mail server', () => {
  it.each([
    ['RCPT TO', '550 5.1.1 <a@b.example>: Recipient address rejected: User unknown', 'recipient'],
    ['RCPT TO', '550 No such mailbox', 'recipient'],
    ['RCPT TO', '551 User not local', 'recipient'],
    ['RCPT TO', '553 5.1.3 The recipient address is not a valid address', 'recipient'],
    ['RCPT TO', '556 5.1.10 Recipient address has null MX', 'recipient'],
    ['RCPT TO', '550 5.2.1 The account is disabled', 'recipient'],
    ['RCPT TO', '552 5.2.2 Mailbox full', 'recipient'],
    ['DATA', '550 5.1.1 No such user', 'recipient'],
    ['RCPT TO', '550 5.7.1 Unable to relay', 'smtp-relay'],
    ['RCPT TO', '554 5.7.1 <a@b.example>: Relay access denied', 'smtp-relay'],
    ['RCPT TO', '550 Relaying denied', 'smtp-relay'],
    ['RCPT TO', '550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain', 'smtp-relay'],
    ['RCPT TO', '550 5.7.1 Client was not authenticated', 'smtp-sign-in'],
    ['RCPT TO', '530 5.7.0 Must issue a STARTTLS command first', 'smtp-sign-in'],
    ['MAIL FROM', '530 5.7.57 Client not authenticated to send mail', 'smtp-sign-in'],
    ['MAIL FROM', '550 5.7.60 Client does not have permissions to send as this sender', 'smtp-sender'],
    ['MAIL FROM', '553 5.7.1 Sender address rejected: not owned by user', 'smtp-sender'],
    ['RCPT TO', '550 5.1.8 Sender domain does not exist', 'smtp-sender'],
    ['RCPT TO', '550 Sender verify failed', 'smtp-sender'],
    ['DATA', '554 5.7.1 Message rejected as spam by content filtering', 'smtp-refused'],
    ['DATA', '552 5.3.4 Message too big', 'smtp-refused'],
    ['RCPT TO', '550 Blocked for reputation', 'smtp-refused'],
    ['RCPT TO', '554 Transaction failed', 'smtp-refused'],
    ['RCPT TO', '550 5.0.0 No such mailbox', 'recipient'],
    ['RCPT TO', '450 4.2.1 Try again later', 'away'],
    ['CONN', '421 4.7.0 Too many connections', 'away'],
    ['CONN', '554 5.7.1 No service for this address', 'smtp-refused'],
  ])('to %s: "%s" is to blame on: %s', (command, response, blame) => {
    expect(blameOf(trouble({ command, response, responseCode: Number(response.slice(0, 3)) }))).toBe(blame);
  });

  it.each([
    [{ code: 'EAUTH', responseCode: 535, command: 'AUTH PLAIN' }, 'smtp-sign-in'],
    [{ code: 'EAUTH', responseCode: 0, command: 'API' }, 'smtp-sign-in'],
    [{ code: 'EAUTH', responseCode: 454, command: 'AUTH PLAIN' }, 'away'],
    [{ code: 'ETLS', command: 'STARTTLS' }, 'smtp-secure'],
    [{ code: 'DEPTH_ZERO_SELF_SIGNED_CERT', command: 'CONN' }, 'smtp-secure'],
    [{ code: 'ECONNECTION', command: 'CONN', syscall: 'connect' }, 'away'],
    [{ code: 'ETIMEDOUT', command: 'DATA' }, 'away'],
    [{ code: 'EENVELOPE', command: 'API', response: 'Invalid recipient "a b"' }, 'recipient'],
    [{ code: 'EENVELOPE', command: 'API', response: 'Invalid sender "x y"' }, 'smtp-sender'],
  ])('or trouble before one, %j, is to blame on: %s', (given, blame) => {
    expect(blameOf(trouble(given))).toBe(blame);
  });

  it('may have been a yes only where the server went silent', () => {
    expect(isMaybeTaken(trouble({ code: 'ETIMEDOUT', command: 'DATA' }))).toBe(true);
    expect(isMaybeTaken(trouble({ responseCode: 550 }))).toBe(false);
    expect(isMaybeTaken(trouble({ code: 'ESOCKET', syscall: 'connect' }))).toBe(false);
    expect(isMaybeTaken(trouble({ code: 'ETLS' }))).toBe(false);
  });
});
