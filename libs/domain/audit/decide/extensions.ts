import { NO_EXTENSIONS } from '../../settings/default-settings.js';
import { USUAL_APPROVERS } from '../../settings/programme-settings.js';
import { extensionNamed } from '../extension-deciders.js';
import { extendableBy } from '../extensions.js';
import { refusal } from '../refusals.js';
import { dateIsAhead, firstOf, textIsGiven, textIsSound } from './checks.js';
import { startOf } from './deadline.js';
import type { Bars, Handlers } from './handler.js';

export const extensions: Pick<Handlers, 'AskForExtension' | 'DecideExtension'> = {
  AskForExtension({ obligation, to, reason }, state, context) {
    const owed = extendableBy(state, context.standing).find(({ key }) => key === obligation);
    if (owed === undefined) return refusal('extension-not-yours');
    const refused = firstOf(
      dateIsAhead(to, context),
      to > owed.due ? null : refusal('extension-not-later'),
      textIsGiven(reason),
    );
    if (refused !== null) return refused;
    const { settings, calendar, actor, newId } = context;
    const { managerUpToWorkingDays, decidedBy } = settings.extensions ?? NO_EXTENSIONS;
    const { by: decideBy, counted } = startOf(context, 'decide-extension');
    return [
      {
        type: 'extension-asked',
        data: {
          extensionId: newId('extension'),
          obligation,
          askedBy: actor.id,
          from: owed.due,
          to,
          reason,
          managerDecides: to <= calendar.addWorkingDays(owed.due, managerUpToWorkingDays),
          by: decidedBy.length > 0 ? decidedBy : USUAL_APPROVERS,
          decideBy,
          counted,
          subjectId: state.subjectId,
        },
      },
    ];
  },

  DecideExtension({ extensionId, outcome, note }, state, { actor }) {
    const extension = extensionNamed(state, extensionId);
    if (extension === undefined) return refusal('extension-unknown');
    const refused = outcome === 'declined' ? textIsGiven(note ?? '') : textIsSound(note);
    if (refused !== null) return refused;
    const { obligation, askedBy, from, to } = extension;
    return [
      {
        type: 'extension-decided',
        data: {
          extensionId,
          obligation,
          askedBy,
          outcome,
          from,
          to,
          decidedBy: actor.id,
          note,
          subjectId: state.subjectId,
        },
      },
    ];
  },
};

export const extensionBars: Bars = {
  AskForExtension(state, { settings, standing }) {
    if (!(settings.extensions ?? NO_EXTENSIONS).offered) return refusal('extensions-not-offered');
    return extendableBy(state, standing).length === 0 ? refusal('extension-nothing-owed') : null;
  },
  DecideExtension: (state, _context, extensionId) =>
    extensionNamed(state, extensionId) === undefined ? refusal('extension-unknown') : null,
};
