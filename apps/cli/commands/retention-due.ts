import { auditReference } from '#domain';
import type { DueToErase } from '#domain';
import { retentionDue } from '#engine';
import type { AddCommand } from '../add-command.js';
import { EXIT } from '../outcome.js';
import { table } from '../output/table.js';
import type { Column } from '../output/table.js';
import { inSession, mayRead } from '../session.js';

const COLUMNS: readonly Column<DueToErase & { readonly auditIds: readonly string[]; readonly held: boolean }>[] = [
  { heading: 'Who', of: ({ owner }) => owner },
  { heading: 'Audits', of: ({ auditIds }) => auditIds.map(auditReference).join(' ') },
  { heading: 'Over since', of: ({ since }) => since },
  { heading: 'Due since', of: ({ dueOn }) => dueOn },
  { heading: 'Held', of: ({ held }) => (held ? 'held' : null) },
];

export const addRetentionDue: AddCommand = (self, done) =>
  void self.action(async (_: object, command) => {
    await inSession(command.optsWithGlobals(), async ({ engine, actor, answer, during }) => {
      mayRead('erasures', actor);
      const due = await during('Reading', () => retentionDue(engine));
      const rows = (due ?? []).map(({ holds, ...rest }) => ({ ...rest, held: holds.length > 0 }));
      answer.give({ configured: due !== null, due: rows }, () => {
        if (due === null) return 'The settings do not say how long anything is kept: nothing is ever due.';
        if (rows.length === 0) return 'Nobody’s time of keeping is over.';
        return table(COLUMNS, rows);
      });
    });
    done(EXIT.done);
  });
