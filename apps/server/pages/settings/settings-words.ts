/** What a setting is called, and what must be known to set it. */
export interface SettingWords {
  readonly label: string;
  readonly hint?: string;
  /** Of a list: what one of its entries is called. */
  readonly one?: string;
}

const DAYS = 'Working days';

/** By the setting's path, an entry of a list as `*`. What is not here is called by its own name. */
const WORDS: Readonly<Record<string, SettingWords>> = {
  council: { label: 'Name of the council' },
  scales: { label: 'Grade scales', one: 'Scale' },
  'scales.*.key': { label: 'Key', hint: 'Never changed once it is used' },
  'scales.*.label': { label: 'Name' },
  'scales.*.grades': { label: 'Grades, the best first', one: 'Grade' },
  'scales.*.grades.*.key': { label: 'Key' },
  'scales.*.grades.*.label': { label: 'Name' },
  concordances: { label: 'Which grade of one scale is which of another', one: 'Concordance' },
  'concordances.*.from': { label: 'From scale' },
  'concordances.*.to': { label: 'To scale' },
  'concordances.*.source': { label: 'Who decided it, and when' },
  'concordances.*.grades': { label: 'Grades', hint: 'One a line: key of the one, a colon, key of the other' },
  auditTypes: { label: 'Kinds of audit', one: 'Kind of audit' },
  'auditTypes.*.key': { label: 'Key', hint: 'Never changed once it is used' },
  'auditTypes.*.label': { label: 'Name' },
  'auditTypes.*.subjectType': { label: 'Of what' },
  'auditTypes.*.tool': { label: 'Tool' },
  'auditTypes.*.stages': { label: 'Stages' },
  'auditTypes.*.stages.conversation': { label: 'Conversation with the worker' },
  'auditTypes.*.stages.familyContact': { label: 'Contact with the family' },
  'auditTypes.*.stages.moderation': { label: 'Moderation' },
  'auditTypes.*.stages.dispute': { label: 'Dispute window' },
  'auditTypes.*.graded': { label: 'It is graded' },
  tools: { label: 'Audit tools', one: 'Tool' },
  'tools.*.key': { label: 'Key', hint: 'Never changed once it is used' },
  'tools.*.version': { label: 'Version', hint: 'One more than before, where anything of the tool changes' },
  'tools.*.label': { label: 'Name' },
  'tools.*.scale': { label: 'Grade scale' },
  'tools.*.lookbackMonths': { label: 'Months of the record that are read' },
  'tools.*.domains': { label: 'Domains', one: 'Domain' },
  'tools.*.domains.*.prompt': { label: 'What the auditor is asked' },
  'tools.*.domains.*.required': { label: 'It must be graded' },
  'tools.*.standards': { label: 'Practice standards', one: 'Standard' },
  'tools.*.themes': { label: 'Themes of findings', hint: 'One a line' },
  'tools.*.domains.*.descriptors': { label: 'What work of each grade looks like', one: 'Descriptor' },
  'tools.*.domains.*.descriptors.*.grade': { label: 'Grade' },
  'tools.*.domains.*.descriptors.*.text': { label: 'In words' },
  'tools.*.domains.*.questions': { label: 'Questions', one: 'Question' },
  'tools.*.domains.*.questions.*.text': { label: 'Question' },
  'tools.*.domains.*.questions.*.guidance': { label: 'Guidance', hint: 'Shown below the question; may be left empty' },
  'tools.*.domains.*.questions.*.answers': {
    label: 'How it is answered',
    hint: 'Everybody can say that it does not apply',
  },
  'tools.*.domains.*.questions.*.required': { label: 'It must be answered' },
  'tools.*.domains.*.questions.*.critical': {
    label: 'It is critical: the worst answer needs a reason, and limits grades',
  },
  'tools.*.domains.*.questions.*.domainNoBetterThan': {
    label: 'The worst answer leaves the domain no better than',
    hint: 'Of a critical question only',
  },
  'tools.*.domains.*.questions.*.overallNoBetterThan': {
    label: 'The worst answer leaves the overall grade no better than',
    hint: 'Of a critical question only',
  },
  'tools.*.domains.*.questions.*.exception': { label: 'A better overall grade' },
  'tools.*.domains.*.questions.*.weight': {
    label: 'Weight in the score',
    hint: 'From 1 to 100. Left empty, it does not count. The score stands beside the grades and makes none',
  },
  'tools.*.answerScales': { label: 'Scales to answer with, besides yes, partly and no', one: 'Scale' },
  'tools.*.answerScales.*.words': { label: 'Words, the best first', one: 'Word' },
  'tools.*.statements': { label: 'Statements the auditor writes', one: 'Statement' },
  'tools.*.statements.*.text': { label: 'What is asked', hint: 'Such as: What is life like for this child?' },
  'tools.*.statements.*.guidance': { label: 'Guidance', hint: 'Shown below what is asked; may be left empty' },
  'tools.*.statements.*.required': { label: 'It must be written' },
  'tools.*.statements.*.scale': { label: 'Scale to rate it with' },
  'tools.*.family': { label: 'The family’s voice' },
  'tools.*.family.ratings': {
    label: 'Words to rate the help with, the best first',
    one: 'Word',
    hint: 'None for the usual four',
  },
  'tools.*.family.tooEarlyToSay': { label: 'They may say that it is too early to say' },
  'tools.*.family.noRating': { label: 'They may give no rating' },
  'tools.*.family.attempts': { label: 'Attempts before somebody counts as out of reach', hint: '0 for no number' },
  'tools.*.family.late': { label: 'They may be heard after the submission, until the grades are final' },
  'tools.*.family.askedApart': {
    label: 'Each of these must have been asked, where contact with the family is needed',
    hint: 'None ticked: anybody of the family',
  },
  'tools.*.pilot': { label: 'It is a pilot: its audits stay out of published judgements' },
  overallGradeLimits: { label: 'Limits of the overall grade', one: 'Limit' },
  'overallGradeLimits.*.noBetterThan': { label: 'The overall grade is no better than' },
  'overallGradeLimits.*.atLeast': { label: 'Where at least this many domains' },
  'overallGradeLimits.*.ofDomains': { label: 'Of these domains', hint: 'None ticked: of all domains' },
  'overallGradeLimits.*.gradedAtBest': { label: 'Are graded no better than' },
  'overallGradeLimits.*.exception': { label: 'An exception' },
  deadlines: { label: 'Working days for each step' },
  'deadlines.allocate': { label: 'To allocate an auditor' },
  'deadlines.accept': { label: 'To accept the audit' },
  'deadlines.grade': { label: 'To grade and submit' },
  'deadlines.moderate': { label: 'To moderate' },
  'deadlines.share': { label: 'To share the outcome' },
  'deadlines.dispute': { label: 'To dispute it' },
  'deadlines.resolveDispute': { label: 'To resolve a dispute' },
  'deadlines.respond': { label: 'To respond with a plan' },
  'deadlines.actionByGrade': { label: 'To complete an action, by the final grade', hint: DAYS },
  'deadlines.actionOtherwise': { label: 'To complete an action, otherwise' },
  'deadlines.verify': { label: 'To verify an action' },
  'deadlines.reaudit': { label: 'To audit again' },
  moderation: { label: 'Which audits are moderated' },
  'moderation.all': { label: 'All of them' },
  'moderation.percentage': { label: 'A share drawn at random', hint: 'Per cent, from 0 to 100' },
  'moderation.risk': { label: 'Besides, because of risk' },
  'moderation.risk.grades': { label: 'Always where the first grade is' },
  'moderation.risk.newAuditorFirst': { label: 'The first audits of a new auditor', hint: 'How many' },
  'moderation.risk.disagreement': { label: 'Where somebody on the audit would grade otherwise' },
  'moderation.blind': { label: 'Moderators grade before they see the first grade' },
  responseGrades: { label: 'Final grades that call for a response plan' },
  reauditGrades: { label: 'Final grades that bring a re-audit' },
  responseByGrade: {
    label: 'What a grade calls for besides',
    hint: 'Left empty, whoever moderates may moderate it, and a plan that is recorded stands',
    one: 'Grade',
  },
  'responseByGrade.*.grade': { label: 'After this grade' },
  'responseByGrade.*.moderatedBy': {
    label: 'It is always moderated, by',
    hint: 'None ticked: by whoever moderates, where the rules of moderation say so',
  },
  'responseByGrade.*.planDueInWorkingDays': {
    label: 'A plan is due within so many working days',
    hint: 'Left empty: within the usual days, where the grade calls for a plan',
  },
  'responseByGrade.*.signedOffBy': { label: 'The plan is signed off or sent back by' },
  'responseByGrade.*.reviewAfterWorkingDays': {
    label: 'The plan is reviewed after so many working days',
    hint: 'Left empty: it is not reviewed',
  },
  'responseByGrade.*.copiesTo': { label: 'Who gets a copy of the plan' },
  'responseByGrade.*.copiesTo.roles': { label: 'Everybody who is' },
  'responseByGrade.*.copiesTo.people': { label: 'And these people' },
  reaudit: {
    label: 'Shares of a grade that are audited again',
    hint: 'A grade that stands here is drawn from; the list above does not count for it',
    one: 'Share',
  },
  'reaudit.*.grade': { label: 'Of audits that end at' },
  'reaudit.*.share': { label: 'Per cent of them, drawn', hint: 'From 1 to 100' },
  'reaudit.*.afterMonths': { label: 'After so many months', hint: 'From 1 to 36' },
  actionDetails: { label: 'What is asked of an action besides' },
  'actionDetails.urgency': { label: 'How urgent it is; what is for today a manager acknowledges today' },
  'actionDetails.finding': { label: 'Which finding it comes from' },
  'actionDetails.scope': { label: 'Whether it is for the child, siblings, the team or the service' },
  fileWithinWorkingDays: {
    label: 'Working days to put the summary on the child’s record',
    hint: 'From finalising. Left empty: it is not asked for',
  },
  retention: {
    label: 'For how many months records are kept',
    hint: 'What is older is listed as due to be erased, for a coordinator to ask and an administrator to approve. Left empty: never due',
  },
  'retention.childAudits': { label: 'Audits of children and families', hint: 'From when the last one was closed' },
  'retention.carerAudits': { label: 'Audits of carers', hint: 'From when the last one was closed' },
  'retention.supervisionAudits': { label: 'Audits of supervision', hint: 'From when the last one was closed' },
  'retention.people': { label: 'People who worked here', hint: 'From their last day' },
  approvals: {
    label: 'Who approves',
    hint: 'Never who asks. None ticked: a coordinator, a leader, the head of the service or the programme lead',
  },
  'approvals.substitution': { label: 'That a case is replaced by a reserve' },
  'approvals.exemption': { label: 'That a case is exempted' },
  'approvals.withdrawal': { label: 'That an audit is withdrawn' },
  extensions: {
    label: 'More time for what somebody owes',
    hint: 'Asked before it is due, for grading, moderation, a response plan or an action, and decided by somebody else',
  },
  'extensions.offered': { label: 'Whoever owes something may ask for more time' },
  'extensions.managerUpToWorkingDays': {
    label: 'Working days up to which their line manager decides',
    hint: 'Beyond the date. 0: never',
  },
  'extensions.decidedBy': {
    label: 'Who decides on longer ones',
    hint: 'And may on any, but never who asks. None ticked: a coordinator, a leader, the head of the service or the programme lead',
  },
  'extensions.decideWithinWorkingDays': { label: 'Working days within which it is decided' },
  draw: { label: 'How a sample is drawn' },
  'draw.size': { label: 'Size' },
  'draw.stratum': { label: 'Spread over' },
  'draw.quotas': {
    label: 'So many of each',
    hint: 'One a line: name, a colon, how many. Left empty, each gets its share',
  },
  'draw.reservesPerSelected': { label: 'Reserves for each case' },
  'draw.cooldownMonths': { label: 'Months in which a case is not drawn again' },
  'draw.activity': { label: 'Kind of audit' },
  rounds: {
    label: 'Rounds of the programme',
    hint: 'What is drawn again and again. On the first working day of its month the coordinator owes its draw',
    one: 'Round',
  },
  'rounds.*.activity': { label: 'Kind of audit' },
  'rounds.*.every': {
    label: 'How often it is drawn',
    hint: 'Quarters, half-years and years are of the financial year',
  },
  'rounds.*.months': {
    label: 'Months in which it is drawn',
    hint: 'None ticked: the first month of each period that has audits. Once a year needs one',
  },
  'rounds.*.size': { label: 'Size', hint: 'With none, and without quotas, as every sample is drawn' },
  'rounds.*.quotas': { label: 'So many of each', hint: 'In place of a size. One a line: name, a colon, how many' },
  'rounds.*.stratum': { label: 'Spread over' },
  'rounds.*.theme': { label: 'Theme', hint: 'Left empty, the round is a random one' },
  'rounds.*.targetPerYear': { label: 'Audits a year that it should come to', hint: 'Left empty, there is no target' },
  'rounds.*.replaces': { label: 'The round it takes the place of' },
  expectations: {
    label: 'Audits expected of auditors',
    hint: 'How many audits each of them does in a period. Reports say what was expected, allocated, done and late',
    one: 'Expectation',
  },
  'expectations.*.audits': { label: 'Audits of each person in a period' },
  'expectations.*.every': {
    label: 'How long a period is',
    hint: 'Quarters, half-years and years are of the financial year',
  },
  'expectations.*.role': { label: 'Of everybody with the role', hint: 'One of role, group and person' },
  'expectations.*.group': {
    label: 'Of everybody in the group of auditors',
    hint: 'What they are in the council besides auditing, as reports group them',
  },
  'expectations.*.personId': { label: 'Of one person' },
  'expectations.*.round': {
    label: 'Audits of which round',
    hint: 'Left empty, any audit counts. Whoever audits in a round that takes its place is not expected in this one',
  },
  excludedMonths: { label: 'Months in which no audits are done' },
  independence: { label: 'Who may not audit or moderate a case' },
  'independence.caseHolder': { label: 'Whoever holds or held it' },
  'independence.manager': { label: 'Whoever manages the worker or the team' },
  'independence.sameTeam': { label: 'Whoever is of the same team' },
  'independence.lineReport': { label: 'Whoever reports to the worker or the worker’s manager' },
  auditorCapacity: { label: 'Open audits an auditor holds at most', hint: 'Left empty, there is no limit' },
  trainingRequired: { label: 'Only those whose auditor training is in date are given audits' },
  reminderOffsets: {
    label: 'When reminders go out',
    hint: 'Working days before or after a date is due, one a line: -2 is two before, 1 is one after',
  },
  escalationLadder: { label: 'Who hears of what is overdue', one: 'Rung' },
  'escalationLadder.*.workingDaysOverdue': { label: 'Working days overdue' },
  'escalationLadder.*.to': { label: 'Who hears of it' },
  notifications: { label: 'Messages' },
  'notifications.quietHours': { label: 'No message goes out' },
  'notifications.quietHours.from': { label: 'From', hint: 'Such as 19:00' },
  'notifications.quietHours.to': { label: 'Until', hint: 'Such as 07:30' },
  'notifications.digest': { label: 'One message a working day instead of one for each reminder' },
  'notifications.digestAt': { label: 'When that message goes out', hint: 'Such as 08:00' },
  'notifications.mayTurnOff': { label: 'People may turn reminders off' },
  responsibilities: { label: 'Who answers where nobody else is there' },
  'responsibilities.headsOfService': { label: 'Heads of service', one: 'Head of service' },
  'responsibilities.headsOfService.*.service': { label: 'Service', hint: 'As the caseload writes it' },
  'responsibilities.headsOfService.*.personId': { label: 'Person' },
  'responsibilities.programmeLead': { label: 'Programme lead' },
  'responsibilities.disputesPanel': { label: 'Who resolves disputes' },
  'responsibilities.disputesPanel.roles': { label: 'Everybody who is' },
  'responsibilities.disputesPanel.people': { label: 'And these people' },
  smallNumber: { label: 'Smallest number that leaves the QA team' },
  leadersSeeAll: { label: 'Leaders see every figure and every audit, as the QA team does' },
  secondFactorOptional: { label: 'People who sign in by a password may do so without a second factor' },
  caseLink: { label: 'Link to a case', hint: 'Of the case system, with {id} for the child’s id; empty for none' },
};

const OTHERS: Readonly<Record<string, SettingWords>> = {
  key: { label: 'Key', hint: 'Never changed once it is used' },
  label: { label: 'Name' },
  aliases: { label: 'Other names', hint: 'One a line' },
  scale: { label: 'Grade scale' },
};

/** @param path of a setting: `tools.0.label` */
export function settingWords(path: string): SettingWords {
  const pattern = patternOf(path);
  const last = pattern.split('.').at(-1) ?? '';
  return WORDS[pattern] ?? OTHERS[last] ?? { label: inWords(last) };
}

/** `tools.0.label` as `tools.*.label` */
export const patternOf = (path: string): string =>
  path
    .split('.')
    .map((part) => (/^\d+$/.test(part) ? '*' : part))
    .join('.');

function inWords(name: string): string {
  const words = name.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What a field of a comparison is called: `deadlines.grade`, `tools[deep-dive].domains[planning].label`. */
export function changedFieldWords(field: string): string {
  const parts = field.replaceAll(/\[([^\]]*)\]/g, '.[$1').split('.');
  const words: string[] = [];
  let path = '';
  for (const part of parts) {
    if (part.startsWith('[')) {
      path = `${path}.0`;
      words.push(part.slice(1));
      continue;
    }
    path = path === '' ? part : `${path}.${part}`;
    words.push(settingWords(path).label);
  }
  return words.join(': ');
}

/** Words of a few, as people read them. */
export const CHOICE_WORDS: Readonly<Record<string, string>> = {
  month: 'Each month',
  quarter: 'Each quarter',
  'half-year': 'Each half-year',
  once: 'Once a year',
  required: 'Always',
  optional: 'May be left out',
  skipped: 'Never',
  child: 'Children',
  parent_or_carer: 'Parents or carers',
  'yes-partly-no': 'Yes, partly or no',
  family: 'Families',
  foster_carer: 'Foster carers',
  supervision: 'Supervision records',
  early_help: 'Early help cases',
  service: 'Services',
  team: 'Teams',
  status: 'Kinds of plan',
  none: 'None is allowed',
  'with-reason': 'With a recorded reason',
  owner: 'Whoever owes it',
  manager: 'Their manager',
  head_of_service: 'Their head of service',
  assistant_director: 'Their assistant director',
  never: 'Never',
  offered: 'Whoever wants it',
  always: 'Everybody',
  fixed: 'A number of cases',
  percent: 'A percentage of the eligible cases',
};
