import { detailScenarios } from './action-details.scenarios.js';
import { actionScenarios } from './actions.scenarios.js';
import { allocationScenarios } from './allocation.scenarios.js';
import { anyTimeScenarios } from './any-time.scenarios.js';
import { correctionScenarios } from './corrections.scenarios.js';
import { extensionScenarios } from './extensions.scenarios.js';
import { filingScenarios } from './filing.scenarios.js';
import { gradingScenarios } from './grading.scenarios.js';
import { independenceScenarios } from './independence.scenarios.js';
import { invitationScenarios } from './invitation.scenarios.js';
import { moderationScenarios } from './moderation.scenarios.js';
import { otherGradeScenarios } from './other-grades.scenarios.js';
import { outcomeScenarios } from './outcome.scenarios.js';
import { overallGradeScenarios } from './overall-grade.scenarios.js';
import { ownAffairScenarios } from './own-affairs.scenarios.js';
import { ownershipScenarios } from './ownership.scenarios.js';
import { questionScenarios } from './questions.scenarios.js';
import { reauditShareScenarios } from './reaudit-share.scenarios.js';
import { responseFallenScenarios } from './response-fallen.scenarios.js';
import { responseScenarios } from './response.scenarios.js';
import type { Scenario } from './scenario.fixture.js';
import { passedOnScenarios } from './who-moderates.scenarios.js';

/** The lifecycle's rules as given / when / then. */
export const scenariosByTopic: Readonly<Record<string, readonly Scenario[]>> = {
  'selection and allocation': allocationScenarios,
  independence: independenceScenarios,
  'conversation, family contact and first grading': gradingScenarios,
  'the invitation to a conversation': invitationScenarios,
  'other grades': otherGradeScenarios,
  'the overall-grade rule': overallGradeScenarios,
  'questions, statements and the family’s voice': questionScenarios,
  moderation: moderationScenarios,
  'sharing, dispute and finalising': outcomeScenarios,
  'response, actions and closure': actionScenarios,
  'response by grade': responseScenarios,
  'what a grade calls for, where whoever owes it has left': responseFallenScenarios,
  'who moderates a grade': passedOnScenarios,
  'what is said of actions': detailScenarios,
  'the child’s record': filingScenarios,
  'a share that is audited again': reauditShareScenarios,
  'more time': extensionScenarios,
  'any time': anyTimeScenarios,
  corrections: correctionScenarios,
  'where nobody who owes it is there': ownershipScenarios,
  'what is one’s own': ownAffairScenarios,
};

export const allScenarios: readonly Scenario[] = Object.values(scenariosByTopic).flat();
