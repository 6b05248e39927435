import { seesSmallNumbers } from '#domain';
import { openReportFigure } from '#engine';
import type { FigureOrder } from '#engine';
import { Refused, WrongUse } from './outcome.js';
import { table } from './output/table.js';
import type { Session } from './session.js';

/** The audits behind a figure, for somebody who sees small numbers. @throws WrongUse, Refused */
export async function showFigure({ engine, actor, answer, during }: Session, order: FigureOrder): Promise<void> {
  if (!seesSmallNumbers(actor, (await engine.references.load()).settings))
    throw new Refused('The audits behind a figure are a small number, which is withheld outside the QA team.');
  const opened = await during('Bringing the figures up to date', () => openReportFigure(engine, order));
  if ('sentence' in opened) throw new WrongUse(opened.sentence);
  const { total, audits } = opened;
  answer.give({ total, audits }, () =>
    [
      `${total} audits${total > audits.length ? `, the first ${audits.length} of them` : ''}.`,
      table(
        [
          { heading: 'Audit', of: ({ auditId }) => auditId },
          { heading: 'Revision', of: ({ revision }) => revision, right: true },
          { heading: 'Recorded', of: ({ recordedAt }) => recordedAt },
          { heading: 'Corrected', of: ({ corrected }) => (corrected ? 'yes' : '') },
        ],
        audits,
      ),
    ].join('\n'),
  );
}
