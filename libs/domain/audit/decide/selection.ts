import { DEFAULT_INDEPENDENCE } from '../../settings/default-settings.js';
import { auditReference } from '../reference.js';
import { refusal } from '../refusals.js';
import { startOf } from './deadline.js';
import type { Handlers } from './handler.js';

const PERIOD = /^\d{4}-(0[1-9]|1[0-2])$/;

export const selection: Pick<Handlers, 'SelectAudit'> = {
  SelectAudit(command, _state, context) {
    const { settings, today } = context;
    const type = settings.auditTypes.find(({ key }) => key === command.activity);
    const [tool] = settings.tools
      .filter(({ key }) => key === type?.tool)
      .sort((left, right) => right.version - left.version);
    if (type === undefined || tool === undefined) return refusal('audit-type-unknown');
    if (!PERIOD.test(command.period)) return refusal('period-malformed');
    const { by, counted } = startOf(context, 'allocate');
    const { type: _type, otherPractitioners = [], otherWorkersMatched, ...facts } = command;
    return [
      {
        type: 'audit-selected',
        data: {
          ...facts,
          ...(otherPractitioners.length > 0 && { otherPractitioners }),
          ...(otherWorkersMatched === false && { otherWorkersMatched }),
          reference: auditReference(command.auditId),
          subjectType: type.subjectType,
          settingsVersion: settings.version,
          tool: { key: tool.key, version: tool.version },
          scale: type.graded ? tool.scale : null,
          pilot: tool.pilot,
          plan: { ...type.stages, graded: type.graded },
          independence: settings.independence ?? DEFAULT_INDEPENDENCE,
          selectedOn: today,
          allocateBy: by,
          counted,
        },
      },
    ];
  },
};
