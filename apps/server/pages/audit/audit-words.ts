/** The parts of an audit, in the order of its page. */
export const SECTIONS = [
  ['conversation', 'Conversation'],
  ['familyContact', 'Contact with the family'],
  ['otherGrades', 'How others would grade it'],
  ['domains', 'Domains'],
  ['questions', 'Questions'],
  ['statements', 'Statements'],
  ['standards', 'Practice standards'],
  ['findings', 'Findings'],
  ['submissions', 'First grade'],
  ['exceptions', 'Exceptions to the overall-grade rule'],
  ['moderation', 'Moderation'],
  ['sharing', 'Sharing'],
  ['dispute', 'Dispute'],
  ['response', 'Response plan'],
  ['linked', 'Open on other audits already'],
  ['filing', 'The child’s record'],
  ['reaudit', 'Re-audit'],
  ['ending', 'How it ended'],
  ['corrections', 'Corrections'],
] as const;

/** What has become of a request for more time. */
export const EXTENSION_STATES = {
  waiting: 'To be decided',
  granted: 'Granted',
  declined: 'Declined',
  lapsed: 'No longer needed',
} as const;

/** What has become of an action. */
export const ACTION_STATES = {
  open: 'Open',
  completed: 'To be verified',
  verified: 'Done',
  cancelled: 'Cancelled',
} as const;
