import type { AuditHistory } from '#domain';
import { AuditStory } from '../../audits/audit-story.fixture.js';
import { GivenLog, anySplitGivesTheSameRows, projected } from '../given.fixture.js';
import { auditHistory } from './projection.js';
import { auditHistoryOf } from './queries.js';

const ofA = { activity: 'case-file', subjectId: 's-a' };

function historyOf(log: GivenLog, activity = 'case-file'): AuditHistory {
  return auditHistoryOf(projected(auditHistory, log.events), (name) => name === activity);
}

function after(tell: (story: AuditStory) => unknown, activity?: string): AuditHistory {
  const log = new GivenLog();
  tell(new AuditStory(log, 'a'));
  return historyOf(log, activity);
}

function everySort(): GivenLog {
  const log = new GivenLog();
  log.add('live-audit-reserved', { ...ofA, auditId: 'a' }, { stream: 'live-case-file.s-a' });
  new AuditStory(log, 'a').upToGrading().submitted();
  log.add('live-audit-released', { ...ofA, auditId: 'a', auditedOn: '2026-05-07' }, { stream: 'live-case-file.s-a' });
  new AuditStory(log, 'b').selected().ended('audit-exempted');
  new AuditStory(log, 'c').selected().ended('audit-withdrawn');
  new AuditStory(log, 'd').selected({ subjectId: 's-b' });
  new AuditStory(log, 'e').imported({ ...ofA, auditedOn: '2026-06-30' });
  return log;
}

describe('what a draw knows of earlier audits', () => {
  it('is the date of the latest audit of a subject, as corrected, imported ones included', () => {
    expect(after((story) => story.upToGrading().submitted()).lastAuditedOn('s-a')).toBe('2026-05-07');
    const corrected = after((story) =>
      story.upToGrading().submitted().corrected({ field: 'auditedOn', from: '2026-05-07', to: '2026-05-06' }),
    );
    expect(corrected.lastAuditedOn('s-a')).toBe('2026-05-06');
    expect(historyOf(everySort()).lastAuditedOn('s-a')).toBe('2026-06-30');
  });

  it('holds nothing of audits that were never carried out, or of another activity', () => {
    expect(after((story) => story.selected()).lastAuditedOn('s-a')).toBeNull();
    expect(after((story) => story.selected().ended('audit-withdrawn')).lastAuditedOn('s-a')).toBeNull();
    expect(after((story) => story.upToGrading().submitted(), 'deep-dive').lastAuditedOn('s-a')).toBeNull();
  });

  it('is whether a live audit holds the subject', () => {
    const log = new GivenLog();
    log.add('live-audit-reserved', { ...ofA, auditId: 'a' });
    expect(historyOf(log).isLive('s-a')).toBe(true);
    expect(historyOf(log, 'deep-dive').isLive('s-a')).toBe(false);
    log.add('live-audit-released', { ...ofA, auditId: 'another', auditedOn: null });
    expect(historyOf(log).isLive('s-a')).toBe(true);
    log.add('live-audit-released', { ...ofA, auditId: 'a', auditedOn: null });
    expect(historyOf(log).isLive('s-a')).toBe(false);
  });

  it('is whether the subject was exempted and not made an audit again since', () => {
    const log = new GivenLog();
    new AuditStory(log, 'a').selected().ended('audit-exempted');
    expect(historyOf(log).isExempt('s-a')).toBe(true);
    expect(historyOf(log, 'deep-dive').isExempt('s-a')).toBe(false);
    new AuditStory(log, 'b').selected({ subjectId: 's-a', origin: 'directed' });
    expect(historyOf(log).isExempt('s-a')).toBe(false);
  });

  it('is the same however the log is cut into batches', () =>
    anySplitGivesTheSameRows(auditHistory, everySort().events));
});
