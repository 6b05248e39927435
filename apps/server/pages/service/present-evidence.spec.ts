import type { SealReport } from '#engine';
import { presentEvidence } from './present-evidence.js';

const seal = (size: number, sealedAt: string) => ({
  revision: 3,
  origin: 'log.example/council',
  size,
  root: 'root',
  sealedAt,
  checkpoint: `log.example/council\n${size}\nroot\n`,
});

const REPORT: SealReport = {
  lookedAt: '2026-04-02T10:00:00.000Z',
  isWell: true,
  standing: {
    events: 45,
    covered: 40,
    witnessed: 40,
    first: seal(12, '2026-04-01T09:00:00.000Z'),
    newest: seal(40, '2026-04-02T09:30:00.000Z'),
    restorations: [],
  },
};

const said = (report: SealReport | undefined): string => presentEvidence(report).sentences.join(' ');

describe('what a page says of the seals of a log', () => {
  it('is what is sealed since when, what is not, what was looked at, and who has witnessed it', () => {
    expect(said(REPORT)).toContain(
      '40 events of 45 are sealed, since 1 April 2026 at 10:00; the newest seal is of 2 April 2026 at 10:30.',
    );
    expect(said(REPORT)).toContain('5 events recorded since are not sealed yet.');
    expect(said(REPORT)).toContain('last looked, on 2 April 2026 at 11:00');
    expect(said(REPORT)).toContain('has all of it. Nobody outside this council is known to have it');
    expect(presentEvidence(REPORT).checkpoint).toBe('log.example/council\n40\nroot\n');
  });

  it('never says that something was looked at where it was not', () => {
    expect(said({ ...REPORT, isWell: false })).toContain('Sealing has stopped');
    expect(said({ ...REPORT, isWell: false })).not.toContain('agreed');
    expect(said({ ...REPORT, lookedAt: null })).not.toContain('agreed');
    expect(said({ ...REPORT, standing: { ...REPORT.standing, witnessed: 0 } })).toContain('No witness has any of it');
    expect(said({ ...REPORT, standing: { ...REPORT.standing, witnessed: 12 } })).toContain('has 12 events of it');
    expect(said(undefined)).toContain('does not seal the log itself');
    const nothing = { ...REPORT.standing, covered: 0, witnessed: 0, first: undefined, newest: undefined };
    expect(presentEvidence({ ...REPORT, standing: nothing })).toMatchObject({ checkpoint: null });
    expect(said({ ...REPORT, standing: nothing })).toContain('Nothing has been sealed yet');
  });

  it('always says that an older copy was put back', () => {
    const restoration = {
      revision: 9,
      restoredAt: '2026-04-01T12:00:00.000Z',
      from: 'log.example/council',
      to: 'log.example/council/restored-1',
      size: 12,
      witnessedSize: 13,
      lost: 1,
    };
    const restored = { ...REPORT, standing: { ...REPORT.standing, restorations: [restoration] } };
    expect(said(restored)).toContain(
      'An older copy of the records was put back, as was recorded on 1 April 2026 at 13:00: 1 sealed event from after it is gone.',
    );
  });
});
