import { foldDirectory } from '../../people/people-directory.js';
import { askingSettings, without } from './council.fixture.js';
import { until, was } from './history.fixture.js';
import { asking, written, signed, signOff, sendBack, review, urgent, acknowledge } from './responses.fixture.js';
import type { Scenario } from './scenario.fixture.js';

/** What a grade calls for, where whoever owes it has left. */
const noLeader = { ...asking, directory: without({ left: ['lena', 'hana'] }) };
/** Nobody is left above the manager, and the coordinator has one of her own, to whom it does not fall. */
const gone = without({ left: ['tom', 'lena', 'hana'] });
const managed = foldDirectory([{ type: 'person-changed', data: { ...gone.person('cora')!, managerId: 'sam' } }], gone);
const NOBODY_NAMED = { headsOfService: [], programmeLead: null, disputesPanel: { roles: [], people: [] } };
/** The settings name a head of service to sign plans off, and nobody is it. */
const headless = [
  ...until.sharing,
  was.shared(),
  was.responseRequired({ signedOffBy: 'head_of_service', respondBy: '2026-05-28' }),
  was.responseRecorded({ signOffBy: '2026-06-05', counted: null }),
];
const headlessCouncil = { settings: { ...askingSettings, responsibilities: NOBODY_NAMED } };

export const responseFallenScenarios: readonly Scenario[] = [
  {
    name: 'the service has no head: a coordinator signs the plan off',
    given: headless,
    when: signOff,
    by: 'cora',
    in: headlessCouncil,
    then: [{ type: 'response-signed-off', data: { signedOffBy: 'cora' } }],
  },
  {
    name: 'the service has no head: a coordinator sends the plan back',
    given: headless,
    when: sendBack,
    by: 'cora',
    in: headlessCouncil,
    then: [{ type: 'response-sent-back', data: { sentBackBy: 'cora' } }],
  },
  {
    name: 'the service has no head: a coordinator reviews the plan',
    given: [...headless, was.signedOff({ signedOffBy: 'lena', reviewBy: '2026-06-26', counted: null })],
    when: review,
    by: 'cora',
    in: headlessCouncil,
    then: [{ type: 'response-reviewed', data: { reviewedBy: 'cora' } }],
  },
  {
    name: 'the leaders have left: the coordinator signs the plan off',
    given: written,
    when: signOff,
    by: 'cora',
    in: noLeader,
    then: [{ type: 'response-signed-off', data: { signedOffBy: 'cora' } }],
  },
  {
    name: 'or sends it back',
    given: written,
    when: sendBack,
    by: 'cora',
    in: noLeader,
    then: [{ type: 'response-sent-back' }],
  },
  {
    name: 'and reviews it',
    given: signed,
    when: review,
    by: 'cora',
    in: noLeader,
    then: [{ type: 'response-reviewed' }],
  },
  {
    name: 'an action for today, whose manager has left, is acknowledged by whoever it falls to',
    given: urgent,
    when: acknowledge,
    by: 'lena',
    in: { ...asking, directory: without({ left: ['tom'] }) },
    then: [{ type: 'action-acknowledged' }],
  },
  {
    name: 'and by the coordinator, where all above that manager have left too',
    given: urgent,
    when: acknowledge,
    by: 'cora',
    in: { ...asking, directory: managed },
    then: [{ type: 'action-acknowledged', data: { acknowledgedBy: 'cora' } }],
  },
];
