import { Town, commandLine, fromDrawToClosure, viewsCaughtUp } from '../support/index.js';
import type { Reply } from '../support/index.js';

/** Whoever looks at the audit after every step. */
const READERS = ['Cora', 'Ann', 'Mo', 'Pat', 'Tess', 'Lee', 'Max'] as const;

interface Document {
  readonly revision: number;
  readonly stage: string;
  readonly level: string;
  readonly firstGradeWithheld: boolean;
}

interface Entry {
  readonly eventId: string;
  readonly type: string;
  readonly revision: number;
  readonly recordedAt: string;
}

/** What the API said of the audit after a step. */
interface Said {
  readonly step: string;
  readonly reader: (typeof READERS)[number];
  /** Null where it was not theirs to read. */
  readonly document: Document | null;
  readonly timeline: unknown;
}

const documentOf = ({ status, body }: Reply): Document | null => (status === 200 ? (body as Document) : null);

/** The service's own steps may come between two readings: what is told of one revision is told once. */
async function tellingTo(town: Town, reader: string, auditId: string): Promise<Pick<Said, 'document' | 'timeline'>> {
  const caller = town.as(reader);
  return town.until('the audit rests', async () => {
    const document = documentOf(await caller.get(`/api/v1/audits/${auditId}`));
    const { body, headers } = await caller.get(`/api/v1/audits/${auditId}/timeline`);
    if (document !== null && headers.etag !== `"${document.revision}"`) return null;
    return { document, timeline: Reflect.get(Object(body), 'timeline') };
  });
}

describe('one audit from draw to closure', () => {
  let town: Town;
  beforeAll(async () => {
    town = await Town.open();
  }, 120_000);
  afterAll(() => town.close());

  it('is replayed as at each step just as the API told it then, and rebuilt row for row', async () => {
    const said: Said[] = [];
    const auditId = await fromDrawToClosure(town, async (step, audit) => {
      for (const reader of READERS) said.push({ step, reader, ...(await tellingTo(town, reader, audit)) });
    });

    const { timeline: whole } = await town
      .as('Cora')
      .reads<{ timeline: readonly Entry[] }>(`audits/${auditId}/timeline`);
    const instants = new Map(whole.map(({ revision, recordedAt }) => [revision, recordedAt]));
    const last = new Map(said.map((telling) => [telling.reader, telling.document]));
    const types = new Set(whole.map(({ type }) => type));
    expect([...types]).toEqual(
      expect.arrayContaining([
        'audit-selected',
        'safety-concern-resolved',
        'grade-changed',
        'dispute-resolved',
        'response-recorded',
        'action-cancelled',
        'record-corrected',
        'audit-closed',
        'reaudit-scheduled',
      ]),
    );

    let compared = 0;
    const cora: { at: string; document: Document }[] = [];
    for (const { step: name, reader, document, timeline: told } of said) {
      const now = last.get(reader);
      // What may be read goes by how the audit stands now: somebody who could read less then reads more of it now.
      if (document === null || document.level !== now?.level) continue;
      expect(document.firstGradeWithheld).toBe(false);
      const at = instants.get(document.revision) ?? '';
      // Where two commands share a millisecond no instant lies between them.
      if (instants.get(document.revision + 1) === at) continue;
      const replay = await town.as(reader).reads<object>(`audits/${auditId}/replay?asAt=${at}`);
      expect({ name, reader, ...replay }).toEqual({ name, reader, asAt: at, document, timeline: told });
      compared += 1;
      if (reader === 'Cora') cora.push({ at, document });
    }
    expect(cora.length).toBeGreaterThanOrEqual(30);
    expect(compared).toBeGreaterThanOrEqual(160);

    for (const { at, document } of cora.filter((_, index) => index % 9 === 0)) {
      const replay = await commandLine(town.place, 'replay', auditId, '--as-at', at, '--json');
      expect(replay).toMatchObject({ code: 0 });
      expect(JSON.parse(replay.stdout)).toMatchObject({ auditId, document });
    }

    await viewsCaughtUp(town);
    await town.stop();
    expect(await town.differencesFromRebuild()).toEqual([]);
    expect(await town.findings()).toEqual([]);
  }, 180_000);
});
