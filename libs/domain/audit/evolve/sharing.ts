import { owe } from '../open-deadlines.js';
import { withOne, type Changes } from './change.js';

/** The obligations that end with the window for a dispute. */
export const WINDOW = ['dispute-window', 'acknowledge:'];
const PRACTITIONER = ['practitioner'] as const;
const TEAM_MANAGER = ['team_manager'] as const;

export const sharing: Pick<Changes, 'outcome-shared' | 'outcome-acknowledged'> = {
  'outcome-shared'({ data: { on, with: people, disputeBy, counted, sharedBy } }, before) {
    const audit = before.in('sharing');
    const opens = disputeBy !== null;
    const toPractitioner = audit.practitionerId !== null && people.includes(audit.practitionerId);
    const toManager = people.some((person) => person !== audit.practitionerId);
    const deadline = disputeBy === null ? null : { due: disputeBy, counted };
    return {
      ...audit,
      stage: before.leads(['dispute-window', 'finalising'], (condition) => condition === 'window opens' && opens),
      tookPart: sharedBy === undefined ? audit.tookPart : withOne(audit.tookPart, sharedBy),
      shared: {
        on,
        with: people,
        expected: [...(toPractitioner ? PRACTITIONER : []), ...(toManager ? TEAM_MANAGER : [])],
        acknowledged: [],
        window: opens,
      },
      deadlines: owe(audit.deadlines, {
        ends: ['share'],
        begins:
          deadline === null
            ? {}
            : {
                'dispute-window': deadline,
                ...(toPractitioner ? { 'acknowledge:practitioner': deadline } : {}),
                ...(toManager ? { 'acknowledge:team-manager': deadline } : {}),
              },
      }),
    };
  },

  'outcome-acknowledged'({ data: { personId, as } }, before) {
    const found = before.in('dispute-window', 'finalising', 'action-tracking');
    const audit = { ...found, tookPart: withOne(found.tookPart, personId) };
    const acknowledged = withOne(audit.shared.acknowledged, as);
    const everyone = audit.shared.expected.every((expected) => acknowledged.includes(expected));
    const shared = { ...audit.shared, acknowledged };
    if (audit.stage !== 'dispute-window') return { ...audit, shared };
    const ends = [as === 'practitioner' ? 'acknowledge:practitioner' : 'acknowledge:team-manager'];
    if (!everyone) return { ...audit, shared, deadlines: owe(audit.deadlines, { ends }) };
    return {
      ...audit,
      shared,
      stage: before.leads(['finalising'], (condition) => condition === 'everyone acknowledged'),
      deadlines: owe(audit.deadlines, { ends: WINDOW }),
    };
  },
};
