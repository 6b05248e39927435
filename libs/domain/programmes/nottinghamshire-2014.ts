import { GOOD_ADEQUATE_INADEQUATE_SCALE, OFSTED_SCALE } from '../grading/built-in-scales.js';
import type { AuditTool, AuditType } from '../settings/programme-settings.js';
import { defaultTool } from './default-tool.js';
import { GRADED_STAGES, PLAIN_SETTINGS } from './plain.js';
import type { ReadyMadeProgramme } from './programme.js';

const { domains, themes } = defaultTool('case-file');

/** The standards whose share the report prints. */
const STANDARDS = [
  { key: 'working-together', label: 'Working together with children, parents and agencies' },
  { key: 'legislative-timescales', label: 'Legislative timescales' },
  { key: 'management-oversight', label: 'Management oversight' },
];

const graded = (type: Pick<AuditType, 'key' | 'label' | 'subjectType'>): AuditType => ({
  ...type,
  tool: type.key,
  stages: GRADED_STAGES,
  graded: true,
});

const tool = (key: string, label: string, scale: string | null): AuditTool => ({
  key,
  version: 1,
  label,
  scale,
  lookbackMonths: 6,
  domains: scale === null ? [] : domains,
  standards: STANDARDS,
  themes,
  pilot: false,
});

/** After the figures of the report on January to March 2014. */
export const NOTTINGHAMSHIRE_2014: ReadyMadeProgramme = {
  key: 'nottinghamshire-2014',
  label: 'Nottinghamshire 2014',
  about:
    'Social care graded good, adequate or inadequate; early help on Ofsted’s grades; partnership work without grades; Inadequates tracked by quarter.',
  source: 'Nottinghamshire County Council, quality assurance report on January to March 2014 (quarter 4 of 2013/14)',
  published: [
    'Social care files are graded good, adequate or inadequate (320 in the quarter).',
    'Targeted support (101) and the common assessment framework (15) are graded on Ofsted’s grades.',
    'Family support partnership work (235) is audited without grades.',
    'Three practice standards: working together with children, parents and agencies; legislative timescales; management oversight.',
    'An Inadequate goes to the case-holding team manager, who reviews promptly and makes an action plan.',
    'Whether the child is at risk is told apart from the grade: of two Inadequates in the common assessment framework none was.',
    'The audit is a conversation with the worker, from the next quarter on.',
  ],
  filledIn: [
    'Domains and what the auditor is asked: those of the plain programme’s case file audit.',
    'That practice standards are asked in every kind of audit: the report prints them for social care.',
    'The moderation policy, and that an Inadequate brings a re-audit.',
    'That the worker is spoken to in early help audits too, and that six months of the record are read.',
    'That 5% of open cases are drawn a month, one reserve each, and a child again after twelve months.',
  ],
  notSet: [
    'That Inadequates go to the divisional leadership team every quarter: the list of Inadequates is there for leaders at any time.',
    'That the manager takes part in the conversation: the auditor invites them, and who took part is recorded.',
  ],
  report: [
    'Judgements by quarter and service',
    'Practice standards',
    'Inadequates, and children at risk apart',
    'Activity',
  ],
  settings: {
    ...PLAIN_SETTINGS,
    scales: [GOOD_ADEQUATE_INADEQUATE_SCALE, OFSTED_SCALE],
    auditTypes: [
      graded({ key: 'social-care-file', label: 'Social care case file audit', subjectType: 'child' }),
      graded({ key: 'targeted-support', label: 'Targeted support audit', subjectType: 'early_help' }),
      graded({ key: 'common-assessment', label: 'Common assessment framework audit', subjectType: 'early_help' }),
      {
        key: 'family-support-partnership',
        label: 'Family support partnership audit',
        subjectType: 'family',
        tool: 'family-support-partnership',
        stages: { conversation: 'optional', familyContact: 'optional', moderation: 'skipped', dispute: 'skipped' },
        graded: false,
      },
    ],
    tools: [
      tool('social-care-file', 'Social care case file audit', GOOD_ADEQUATE_INADEQUATE_SCALE.key),
      tool('targeted-support', 'Targeted support audit', OFSTED_SCALE.key),
      tool('common-assessment', 'Common assessment framework audit', OFSTED_SCALE.key),
      tool('family-support-partnership', 'Family support partnership audit', null),
    ],
    draw: { ...PLAIN_SETTINGS.draw, activity: 'social-care-file' },
  },
};
