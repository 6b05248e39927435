import type { AuditCommandName } from '../audit-language/commands.js';
import { NO_ACTION_DETAILS } from '../settings/default-settings.js';
import type { ProgrammeSettings } from '../settings/programme-settings.js';

type Asking = Pick<ProgrammeSettings, 'responseByGrade' | 'actionDetails' | 'fileWithinWorkingDays'>;

/** The steps that settings do not ask for: nobody who works under them is told of these. */
export function unaskedSteps(settings: Asking): ReadonlySet<AuditCommandName> {
  const { responseByGrade = [], actionDetails = NO_ACTION_DETAILS, fileWithinWorkingDays = null } = settings;
  const isSigned = responseByGrade.some(({ signedOffBy }) => signedOffBy !== null);
  const isReviewed = responseByGrade.some(({ reviewAfterWorkingDays }) => reviewAfterWorkingDays !== null);
  const asked: readonly (readonly [AuditCommandName, boolean])[] = [
    ['SignOffResponse', isSigned],
    ['SendBackResponse', isSigned],
    ['ReviewResponse', isReviewed],
    ['AcknowledgeAction', actionDetails.urgency],
    ['LinkAction', actionDetails.scope],
    ['FileOnRecord', fileWithinWorkingDays !== null],
  ];
  return new Set(asked.flatMap(([command, isAsked]) => (isAsked ? [] : [command])));
}
