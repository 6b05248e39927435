import { blameOf } from './notify-answers.js';

describe('an answer of GOV.UK Notify', () => {
  it.each([
    [400, 'BadRequestError', "Can't send to this recipient using a team-only API key", 'notify-team-only-key'],
    [400, 'BadRequestError', 'Cannot send to this recipient using a team-only API key.', 'notify-team-only-key'],
    [
      400,
      'BadRequestError',
      'Can’t send to this recipient when service is in trial mode – see https://www.notifications.service.gov.uk/trial-mode',
      'notify-trial-mode',
    ],
    [400, 'BadRequestError', 'Template not found', 'notify-template'],
    [400, 'BadRequestError', 'Template has been deleted', 'notify-template'],
    [400, 'ValidationError', 'template_id is not a valid UUID', 'notify-template'],
    [400, 'BadRequestError', 'Missing personalisation: name', 'notify-fields'],
    [400, 'BadRequestError', 'Service is not allowed to send emails', 'notify-suspended'],
    [403, 'AuthError', 'Invalid token: service is archived', 'notify-suspended'],
    [403, 'AuthError', 'Error: Your system clock must be accurate to within 30 seconds', 'notify-clock'],
    [403, 'AuthError', 'Invalid token: API key not found', 'notify-key'],
    [403, 'AuthError', 'Invalid token: API key revoked', 'notify-key'],
    [401, 'AuthError', 'Unauthorized: authentication token must be provided', 'notify-key'],
    [429, 'TooManyRequestsError', 'Exceeded send limits (50) for today', 'notify-limit'],
    [429, 'RateLimitError', 'Exceeded rate limit for key type TEAM of 3000 requests per 60 seconds', 'away'],
    [400, 'ValidationError', 'reference is too long', 'notify-request'],
    [400, 'BadRequestError', 'Emails cannot be longer than 2000000 bytes.', 'notify-request'],
    [400, 'SomethingNew', 'in words nobody has seen', 'notify-request'],
    [404, 'NoResultFound', 'No result found', 'notify-request'],
    [410, '', '', 'notify-request'],
    [500, 'Exception', 'Internal server error', 'away'],
    [503, '', '', 'away'],
    [400, 'ValidationError', 'email_address Not a valid email address', 'recipient'],
    [400, 'ValidationError', 'email_address is not a valid email address', 'recipient'],
    [400, 'ValidationError', 'email_address  is not of type string', 'recipient'],
    // Of the same words in another kind of error, the kind decides.
    [400, 'BadRequestError', 'email_address is on no guest list', 'notify-request'],
  ])('%i %s: %s is to blame on: %s', (status, error, message, blame) => {
    expect(blameOf({ status, errors: [{ error, message }] })).toBe(blame);
  });

  it('that names something of ours beside the address is ours first', () => {
    const errors = [
      { error: 'ValidationError', message: 'email_address Not a valid email address' },
      { error: 'ValidationError', message: 'template_id is not a valid UUID' },
    ];
    expect(blameOf({ status: 400, errors })).toBe('notify-template');
  });

  it('that says nothing is never the recipient’s fault', () => {
    for (const status of [400, 401, 403, 404, 409, 413, 429, 500]) {
      expect(blameOf({ status, errors: [] })).not.toBe('recipient');
    }
  });
});
