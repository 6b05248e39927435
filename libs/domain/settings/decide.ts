import type { Decider } from '../decider.js';
import type { DecisionContext } from '../decision-context.js';
import { decideBy } from '../decision-table.js';
import { isDutyOf, notTheirDuty } from '../duties.js';
import { refuse } from '../refusal.js';
import type { SettingsCommand } from './commands.js';
import type { SettingsEvent } from './events.js';
import { currentSettings, evolveSettings, NOTHING_PUBLISHED, type PublishedSettings } from './published-settings.js';
import { sameValue } from './same-value.js';
import { settingsProblems, toolVersionProblems } from './settings-problems.js';
import { wholeOf } from './settings-shape.js';

/** The decider of the stream `settings`. What says the same as the current settings gives no event. */
export const settings: Decider<PublishedSettings, SettingsCommand, SettingsEvent, DecisionContext> = {
  initial: NOTHING_PUBLISHED,
  evolve: evolveSettings,
  decide: decideBy({
    PublishSettings({ settings: proposed, note }, published, { actor }) {
      // the engine publishes the first version, on a first run
      if (!isDutyOf(actor, 'settings')) return notTheirDuty('settings');
      if (note.trim() === '') {
        return refuse('invalid', 'note-missing', 'Say in a note why the settings change.');
      }
      const before = currentSettings(published);
      const problems = [...settingsProblems(proposed), ...toolVersionProblems(proposed, before)];
      const [first] = problems;
      if (first) return refuse('invalid', first.code, problems.map(({ sentence }) => sentence).join(' '));
      if (before && sameValue(proposed, wholeOf(before))) return [];
      const version = (before?.version ?? 0) + 1;
      return [
        {
          type: 'programme-settings-published',
          data: { settings: { ...proposed, version }, note: note.trim() },
        },
      ];
    },
  }),
};
