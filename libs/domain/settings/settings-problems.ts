import { drawProblems } from '../draw/draw-problems.js';
import { concordanceProblems } from '../grading/concordance.js';
import { limitProblems } from '../grading/overall-grade-limit.js';
import { scaleProblems } from '../grading/parse-grade.js';
import { approvalProblems, extensionProblems } from './approval-problems.js';
import type { ProposedSettings } from './commands.js';
import { aliasProblems } from './configured-names.js';
import { DEFAULT_NOTIFICATIONS, DEFAULT_RESPONSIBILITIES, NO_RETENTION } from './default-settings.js';
import { sameValue } from './same-value.js';
import { serviceKey } from './responsibilities.js';
import { reauditProblems, responseProblems } from './response-problems.js';
import { isCount, twice, unknownGrades, wrong, type SettingsProblem } from './settings-problem.js';
import type { AuditTool, AuditType, ProgrammeSettings } from './programme-settings.js';
import { questionProblems } from './question-problems.js';
import { expectationProblems } from './expectation-problems.js';
import { roundProblems } from './round-problems.js';

/** A hundred years: records of children in care are kept for 75. */
const LONGEST_KEPT_MONTHS = 1_200;

type Check = (settings: ProposedSettings) => readonly (SettingsProblem | null)[];

/** What is wrong with settings by themselves, all of it; empty when they can be published. */
export function settingsProblems(settings: ProposedSettings): readonly SettingsProblem[] {
  return CHECKS.flatMap((check) => check(settings)).filter((problem) => problem !== null);
}

/** A tool that audits may be pinned to is a version for good: what is asked differently is another version. */
export function toolVersionProblems(
  settings: ProposedSettings,
  before: ProgrammeSettings | null,
): readonly SettingsProblem[] {
  return settings.tools.flatMap((tool) => {
    const former = before?.tools.find(({ key }) => key === tool.key);
    if (!former || tool.version > former.version) return [];
    if (tool.version < former.version) {
      return [
        wrong('tool-version', `The tool "${tool.key}" is at version ${former.version} already, not ${tool.version}.`),
      ];
    }
    return asksTheSame(tool, former)
      ? []
      : [wrong('tool-version', `The tool "${tool.key}" has changed: give it version ${former.version + 1}.`)];
  });
}

/** Whether two tools of a key are one version: what their domains and standards are called elsewhere is no part of it. */
export const asksTheSame = (tool: AuditTool, other: AuditTool): boolean => sameValue(asked(tool), asked(other));

/** What a tool asks: what its domains and standards are called elsewhere is no part of it. */
function asked(tool: AuditTool): AuditTool {
  const plain = <Thing extends object>(things: readonly Thing[]): readonly Thing[] =>
    things.map((thing) => ({ ...thing, aliases: undefined }));
  return { ...tool, domains: plain(tool.domains), standards: plain(tool.standards) };
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

const CHECKS: readonly Check[] = [
  ({ council }) => [council.trim() === '' ? wrong('council', 'The council’s name must not be empty.') : null],

  ({ scales }) => [
    ...twice(scales, 'scale'),
    ...scales.flatMap((scale) =>
      scaleProblems(scale).map((sentence) => wrong('scale', `Scale "${scale.key}": ${sentence}`)),
    ),
  ],

  ({ scales, concordances = [] }) =>
    concordances.flatMap((concordance) => {
      const from = scales.find(({ key }) => key === concordance.from);
      const to = scales.find(({ key }) => key === concordance.to);
      if (!from || !to) return [wrong('concordance', 'A concordance names a scale that the settings lack.')];
      return concordanceProblems(concordance, from, to).map((sentence) =>
        wrong('concordance', `Concordance of "${from.key}" with "${to.key}": ${sentence}`),
      );
    }),

  ({ auditTypes }) => aliasProblems(auditTypes).map((sentence) => wrong('alias', `Audit types: ${sentence}`)),
  ({ tools }) =>
    tools.flatMap(({ key, domains, standards }) =>
      [...aliasProblems(domains), ...aliasProblems(standards)].map((sentence) =>
        wrong('alias', `The tool "${key}": ${sentence}`),
      ),
    ),

  ({ tools }) => twice(tools, 'tool'),
  ({ tools, scales }) => tools.flatMap((tool) => toolProblems(tool, scales)),
  ({ tools, scales }) => questionProblems(tools, scales),

  ({ auditTypes }) => [
    auditTypes.length === 0 ? wrong('audit-type', 'There must be at least one audit type.') : null,
    ...twice(auditTypes, 'audit-type'),
  ],
  ({ auditTypes, tools }) => auditTypes.flatMap((type) => auditTypeProblems(type, tools)),

  ({ overallGradeLimits = [], scales, tools }) => [
    ...twice(overallGradeLimits, 'overall-grade'),
    ...overallGradeLimits.flatMap((limit) => {
      const scale = scales.find(({ key }) => key === limit.scale);
      const ofScale = tools.filter((tool) => tool.scale === limit.scale);
      const sentences = scale
        ? limitProblems(
            limit,
            scale,
            ofScale.map(({ domains }) => domains.map(({ key }) => key)),
          )
        : ['It names a scale that the settings lack.'];
      return sentences.map((sentence) => wrong('overall-grade', `Overall-grade rule "${limit.key}": ${sentence}`));
    }),
  ],

  ({ deadlines: { actionByGrade, ...deadlines }, scales }) => [
    ...Object.entries(deadlines).map(([name, days]) =>
      isCount(days)
        ? null
        : wrong('deadline', `The deadline "${name}" must be a whole number of working days, 0 or more.`),
    ),
    ...Object.entries(actionByGrade).map(([grade, days]) =>
      isCount(days)
        ? null
        : wrong('deadline', `The deadline of actions after "${grade}" must be a whole number of working days.`),
    ),
    ...unknownGrades(Object.keys(actionByGrade), scales, 'deadlines of actions'),
  ],

  ({ moderation, scales }) => [
    moderation.percentage >= 0 && moderation.percentage <= 100
      ? null
      : wrong('moderation-percentage', 'The share of audits moderated at random must lie between 0 and 100.'),
    isCount(moderation.risk.newAuditorFirst)
      ? null
      : wrong('new-auditor', 'The number of a new auditor’s audits that are always moderated must be 0 or more.'),
    ...unknownGrades(moderation.risk.grades, scales, 'moderation policy'),
  ],

  ({ responseGrades, scales }) => unknownGrades(responseGrades, scales, 'grades that require a response'),
  ({ reauditGrades, scales }) => unknownGrades(reauditGrades, scales, 'grades that bring a re-audit'),

  responseProblems,
  reauditProblems,
  approvalProblems,
  extensionProblems,

  ({ fileWithinWorkingDays = null }) => [
    fileWithinWorkingDays === null || isCount(fileWithinWorkingDays)
      ? null
      : wrong('filing', 'The time to file a summary on the child’s record must be a whole number of working days.'),
  ],

  ({ retention = NO_RETENTION }) =>
    Object.values(retention).map((months: number | null) =>
      months === null || (Number.isInteger(months) && months >= 1 && months <= LONGEST_KEPT_MONTHS)
        ? null
        : wrong(
            'retention',
            `The time for which records are kept is a whole number of months, 1 to ${LONGEST_KEPT_MONTHS}.`,
          ),
    ),

  ({ draw, auditTypes }) => [
    ...drawProblems({
      seed: 'any',
      size: draw.size,
      strata: draw.quotas
        ? { kind: 'quotas', quotas: draw.quotas }
        : draw.stratum === null
          ? { kind: 'none' }
          : { kind: 'proportional' },
      reservesPerSelected: draw.reservesPerSelected,
    }).map(({ code, sentence }) => wrong(code, sentence)),
    draw.quotas && draw.stratum === null
      ? wrong('quotas', 'Quotas need a stratum to be quotas of: service, team or status.')
      : null,
    isCount(draw.cooldownMonths)
      ? null
      : wrong('cooldown', 'The months before a child may be audited again must be a whole number, 0 or more.'),
    auditTypes.some(({ key }) => key === draw.activity)
      ? null
      : wrong('draw-activity', `The draw is for "${draw.activity}", which is no audit type of these settings.`),
  ],

  roundProblems,
  expectationProblems,

  ({ excludedMonths }) => [
    excludedMonths.every((month) => Number.isInteger(month) && month >= 1 && month <= 12)
      ? null
      : wrong('excluded-months', 'Months without audits are numbers from 1 (January) to 12 (December).'),
    new Set(excludedMonths).size >= 12
      ? wrong('excluded-months', 'At least one month of the year must have audits.')
      : null,
  ],

  ({ auditorCapacity }) => [
    auditorCapacity === null || (isCount(auditorCapacity) && auditorCapacity > 0)
      ? null
      : wrong('capacity', 'An auditor must be able to hold at least one audit, a whole number, or any number (null).'),
  ],

  ({ reminderOffsets }) => [
    reminderOffsets.every(Number.isInteger) && new Set(reminderOffsets).size === reminderOffsets.length
      ? null
      : wrong('reminders', 'Reminder offsets are whole working days, each once: -5 before, 0 on the day, 5 after.'),
  ],

  ({ escalationLadder }) => [
    escalationLadder.every(
      ({ workingDaysOverdue }, rung) =>
        isCount(workingDaysOverdue) && workingDaysOverdue > (escalationLadder[rung - 1]?.workingDaysOverdue ?? -1),
    )
      ? null
      : wrong('ladder', 'Each rung of the escalation ladder must be later than the one before it, in working days.'),
  ],

  ({ notifications: { quietHours, digestAt } = DEFAULT_NOTIFICATIONS }) => [
    TIME.test(quietHours.from) && TIME.test(quietHours.to) && quietHours.to < quietHours.from
      ? null
      : wrong('quiet-hours', 'Quiet hours begin in the evening and end in the morning: 18:00 to 08:00.'),
    TIME.test(digestAt) && quietHours.to <= digestAt && digestAt < quietHours.from
      ? null
      : wrong('digest', 'The daily digest goes out at a time such as 09:00, outside the quiet hours.'),
  ],

  ({ responsibilities: { headsOfService, disputesPanel } = DEFAULT_RESPONSIBILITIES }) => [
    headsOfService.every(({ service }) => service.trim() !== '')
      ? null
      : wrong('head-of-service', 'Say of which service each head of service is the head.'),
    new Set(headsOfService.map(({ service }) => serviceKey(service))).size === headsOfService.length
      ? null
      : wrong('head-of-service', 'A service has one head of service: it stands here twice.'),
    disputesPanel.roles.length + disputesPanel.people.length > 0
      ? null
      : wrong('disputes-panel', 'The disputes panel needs at least one role or one person.'),
    disputesPanel.roles.every((role) => role !== 'inspector' && role !== 'administrator')
      ? null
      : wrong('disputes-panel', 'Inspectors and administrators sit on no disputes panel by their role.'),
  ],

  ({ smallNumber }) => [
    isCount(smallNumber)
      ? null
      : wrong('small-number', 'The smallest number that leaves the QA team must be a whole number, 0 or more.'),
  ],

  ({ caseLink }) => [
    caseLink === '' || (/^https:\/\/[^\s{}]+\S*$/.test(caseLink) && caseLink.includes('{id}'))
      ? null
      : wrong('case-link', 'The link to a case record must begin with https:// and hold {id} where the id goes.'),
  ],
];

function toolProblems(tool: AuditTool, scales: ProposedSettings['scales']): (SettingsProblem | null)[] {
  return [
    Number.isSafeInteger(tool.version) && tool.version > 0
      ? null
      : wrong('tool-version', `The version of the tool "${tool.key}" must be a whole number from 1.`),
    tool.scale === null || scales.some(({ key }) => key === tool.scale)
      ? null
      : wrong('tool-scale', `The tool "${tool.key}" uses the scale "${tool.scale}", which the settings lack.`),
    isCount(tool.lookbackMonths)
      ? null
      : wrong('lookback', `The months that the tool "${tool.key}" looks back on must be a whole number, 0 or more.`),
    ...twice(tool.domains, 'domain', ` in the tool "${tool.key}"`),
    ...twice(tool.standards, 'standard', ` in the tool "${tool.key}"`),
    new Set(tool.themes).size === tool.themes.length && tool.themes.every((theme) => theme.trim() !== '')
      ? null
      : wrong('theme', `The themes of the tool "${tool.key}" must be named, each once.`),
  ];
}

function auditTypeProblems(type: AuditType, tools: ProposedSettings['tools']): (SettingsProblem | null)[] {
  const tool = tools.find(({ key }) => key === type.tool);
  if (!tool) {
    return [wrong('audit-type-tool', `The audit type "${type.key}" uses the tool "${type.tool}", which is not there.`)];
  }
  return [
    type.graded && tool.scale === null
      ? wrong('audit-type-scale', `The audit type "${type.key}" is graded, but its tool has no grade scale.`)
      : null,
    !type.graded && tool.scale !== null
      ? wrong('audit-type-scale', `The audit type "${type.key}" is not graded, but its tool has a grade scale.`)
      : null,
    !type.graded && type.stages.moderation !== 'skipped'
      ? wrong('audit-type-moderation', `The audit type "${type.key}" is not graded, so it has no moderation.`)
      : null,
  ];
}
