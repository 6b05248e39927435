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

  const folded = (file: string): { readonly audit: AuditState; readonly state: AuditState } => {
    const { events, state } = JSON.parse(readFileSync(`${folderOf('histories')}${file}`, 'utf8')) as {
      events: readonly { readonly type: string; readonly data: unknown }[];
      state: AuditState;
    };
    const read = events.map(({ type, data }) => upcasting.upcast(type, data) as AuditEvent);
    return { audit: read.reduce<AuditState>(evolve, initialAudit), state };
  };

  it.each(histories)('%s folds to the same audit', (file) => {
    const { audit, state } = folded(file);
    expect(audit).toMatchObject(state);
  });

  it.each(histories)('%s has nothing of what no tool asked then: views keep it as they did, byte for byte', (file) => {
    expect(JSON.stringify(folded(file).audit)).not.toMatch(/"(answers|statements|attempts|askedApart)":/);
  });
});
