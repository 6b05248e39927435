import fc from 'fast-check';
import { OFFICES, type GradeResponse, type Office, type ProgrammeSettings } from '../../settings/programme-settings.js';
import { DEFAULT_APPROVALS } from '../../settings/default-settings.js';
import { settingsProblems } from '../../settings/settings-problems.js';
import { askingSettings, blindSettings, settings } from './council.fixture.js';

const GRADES = ['outstanding', 'good', 'requires_improvement', 'inadequate'];
const office = fc.constantFrom<Office>(...OFFICES);
const days = fc.option(fc.integer({ min: 0, max: 30 }), { nil: null });

const response = (grade: string): fc.Arbitrary<GradeResponse> =>
  fc.record({
    grade: fc.constant(grade),
    moderatedBy: fc.uniqueArray(office, { maxLength: 2 }),
    planDueInWorkingDays: days,
    signedOffBy: fc.option(office, { nil: null }),
    reviewAfterWorkingDays: days,
    copiesTo: fc.record({
      roles: fc.uniqueArray(office, { maxLength: 2 }),
      people: fc.subarray(['sam', 'olu', 'lena', 'ivy'], { maxLength: 2 }),
    }),
  });

const approvers = fc.oneof(
  fc.constant<readonly Office[]>([]),
  fc.uniqueArray(fc.constantFrom<Office>('leader', 'coordinator', 'moderator', 'head_of_service'), { maxLength: 2 }),
);

const reaudit = fc.array(
  fc.record({
    grade: fc.constantFrom(...GRADES),
    share: fc.integer({ min: 1, max: 60 }),
    afterMonths: fc.integer({ min: 1, max: 12 }),
  }),
  { maxLength: 3 },
);

/** What councils may ask for of all this: settings that could be published, those of a council that asks for nothing among them. */
export const randomSettings: fc.Arbitrary<ProgrammeSettings> = fc
  .record({
    base: fc.constantFrom(settings, settings, blindSettings),
    responses: fc.tuple(...GRADES.map((grade) => fc.option(response(grade), { nil: null }))),
    reaudit,
    actionDetails: fc.record({ urgency: fc.boolean(), finding: fc.boolean(), scope: fc.boolean() }),
    fileWithinWorkingDays: days,
    // Of no weight for an audit that goes on.
    retention: fc.record({ childAudits: days, carerAudits: days, supervisionAudits: days, people: days }),
    approvals: fc.record({ substitution: approvers, exemption: approvers, withdrawal: approvers }),
    extensions: fc.record({
      offered: fc.boolean(),
      managerUpToWorkingDays: fc.nat(400),
      decidedBy: approvers,
      decideWithinWorkingDays: fc.nat(5),
    }),
    responseGrades: fc.subarray(GRADES),
    named: fc.boolean(),
  })
  .map(({ base, responses, named, ...asked }) => ({
    ...base,
    ...asked,
    responseByGrade: responses.filter((one) => one !== null),
    ...(named ? { responsibilities: askingSettings.responsibilities } : {}),
  }))
  .map(sound);

/** Without whatever clashes, so that no draw is lost. */
function sound(drawn: ProgrammeSettings): ProgrammeSettings {
  if (settingsProblems(drawn).length === 0) return drawn;
  const { responseByGrade = [], reaudit: shares = [], approvals = DEFAULT_APPROVALS } = drawn;
  const mended: ProgrammeSettings = {
    ...drawn,
    responseByGrade: responseByGrade.filter(
      (one) =>
        settingsProblems({ ...drawn, reaudit: [], approvals: DEFAULT_APPROVALS, responseByGrade: [one] }).length === 0,
    ),
    reaudit:
      settingsProblems({ ...drawn, responseByGrade: [], approvals: DEFAULT_APPROVALS }).length === 0 ? shares : [],
    approvals:
      settingsProblems({ ...drawn, responseByGrade: [], reaudit: [] }).length === 0 ? approvals : DEFAULT_APPROVALS,
  };
  return settingsProblems(mended).length === 0 ? mended : { ...mended, responseByGrade: [] };
}
