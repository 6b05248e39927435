import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { auditDecider, eventTypes, initialAudit } from '#domain';
import type { AuditEvent, AuditState } from '#domain';
import { Upcasting, goldenProblems } from '#event-store';

const folderOf = (name: string): string => fileURLToPath(new URL(`./${name}/`, import.meta.url));

/**
 * What the log holds must be read for as long as audits are kept. Never change a file here: an event that looks different
 * gets a new version, an upcaster and a fixture of its own.
 */
describe('events as they were written', () => {
  it('are there for every type and version, with their personal fields, and read as today', async () => {
    expect(await goldenProblems({ folder: folderOf('events'), types: eventTypes })).toEqual([]);
  });
});

describe('histories as they were written', () => {
  const { evolve } = auditDecider();
  const upcasting = new Upcasting(eventTypes);
  const histories = readdirSync(folderOf('histories')).filter((file) => file.endsWith('.json'));

  it('are there', () => {
    expect(histories).not.toEqual([]);
  });

  it.each(histories)('%s folds to the same audit', (file) => {
    const { events, state } = JSON.parse(readFileSync(`${folderOf('histories')}${file}`, 'utf8')) as {
      events: readonly { readonly type: string; readonly data: unknown }[];
      state: AuditState;
    };
    const read = events.map(({ type, data }) => upcasting.upcast(type, data) as AuditEvent);
    expect(read.reduce<AuditState>(evolve, initialAudit)).toMatchObject(state);
  });
});
