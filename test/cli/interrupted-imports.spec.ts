import { jest } from '@jest/globals';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Plumbline } from '../support/index.js';

/** Every command is a process of its own, and the machine may be busy. */
jest.setTimeout(240_000);

const AUDITS = 2_500;
const HEADER =
  'ref,activity,service,team,subject_type,subject_ref,worker_ref,auditor_ref,auditor_role,audited_on,scale,first_grade,moderated,final_grade,at_risk';
const row = (number: number): string =>
  `A-${number},case-file,Care,Team 1,child,C-${number},W1,A1,manager,2025-06-03,ofsted,good,no,good,no`;

interface Report {
  readonly rows: readonly { readonly series: string; readonly numerator: number }[];
  readonly notes: readonly { readonly code: string; readonly text: string }[];
}

describe('an import of earlier audits that is interrupted', () => {
  const here = new Plumbline();
  let file: string;

  beforeAll(() => {
    file = here.file('audits.csv', [HEADER, ...Array.from({ length: AUDITS }, (_, index) => row(index + 1))]);
  });
  afterAll(() => here.remove());

  /** How many audits the log holds, read from outside. */
  const brought = (): number => {
    try {
      const db = new Database(join(here.dataDir, 'events.db'), { readonly: true, fileMustExist: true });
      try {
        return (
          db.prepare<[], number>("SELECT count(*) FROM events WHERE type = 'audit-imported.v1'").pluck().get() ?? 0
        );
      } finally {
        db.close();
      }
    } catch {
      // there is no log yet
      return 0;
    }
  };
  const report = async (): Promise<{ done: number; told: string | undefined }> => {
    const { rows, notes } = await here.json<Report>(
      ...['report', 'activity', '--from', '2025-04-01', '--to', '2026-03-31'],
    );
    return {
      done: rows.find(({ series }) => series === 'done')?.numerator ?? 0,
      told: notes.find(({ code }) => code === 'unfinished_import')?.text,
    };
  };

  it('says so, counts for nothing, is said to be unfinished, and goes on without doubles', async () => {
    const stopped = await here.runUntil(() => brought() > 0, 'SIGINT', 'import', 'audits', file);
    expect(stopped).toMatchObject({ code: 130, stderr: expect.stringContaining('Import the same file again') });
    const first = brought();
    expect(first).toBeLessThan(AUDITS);
    const killed = await here.runUntil(() => brought() > first, 'SIGKILL', 'import', 'audits', file);
    expect(killed.code).toBeNull();
    const second = brought();
    expect(second).toBeLessThan(AUDITS);

    const { done, told } = await report();
    expect(done).toBe(0);
    expect(told).toContain(`${second.toLocaleString('en-GB')} of 2,500`);
    const { unfinishedImports } = await here.json<{ unfinishedImports: readonly { importId: string }[] }>('verify');
    expect(unfinishedImports).toEqual([{ importId: expect.any(String), brought: second, audits: AUDITS }]);

    const both = await Promise.all([here.run('import', 'audits', file), here.run('import', 'audits', file)]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(brought()).toBe(AUDITS);
    expect(await report()).toEqual({ done: AUDITS, told: undefined });
    const again = await here.json<{ rows: object; importId: string | null }>('import', 'audits', file);
    expect(again).toMatchObject({ rows: { read: AUDITS, accepted: 0, alreadyThere: AUDITS } });

    await here.json('import', 'audits', '--take-back', unfinishedImports[0]?.importId ?? '');
    expect(await report()).toEqual({ done: 0, told: undefined });
  });
});
