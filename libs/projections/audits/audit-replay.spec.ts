import type { AuditReader } from '#domain';
import { asAuditEvent } from '../domain-events.js';
import { GivenLog } from '../views/given.fixture.js';
import { auditAsAt, historyOf } from './audit-as-at.js';
import { replayAudit } from './audit-replay.js';
import type { AuditReplay } from './audit-replay.js';
import { AuditStory } from './audit-story.fixture.js';

const coordinator: AuditReader = {
  personId: 'kim',
  actsFor: ['kim'],
  level: 'content',
  fallen: [],
  deciding: [],
  drafts: false,
  withholdFirstGrade: false,
  withholdConcerns: false,
};
const READERS: readonly AuditReader[] = [
  coordinator,
  { ...coordinator, drafts: true },
  { ...coordinator, withholdFirstGrade: true, withholdConcerns: true },
  { ...coordinator, level: 'safety' },
  { ...coordinator, level: 'own-actions', actsFor: ['mel'] },
];

/** A return, a change of grade, a dispute, actions, concerns, corrections. */
function told() {
  const log = new GivenLog();
  const story = new AuditStory(log, 'a').upToGrading();
  story.familyContact().otherGrade('good').domain('voice', 'inadequate').domain('planning', 'good');
  story.standard('supervision', 'not_met').finding('f1', 'drift').concern('beside');
  story.submitted('inadequate', { atRisk: true }).toModeration(true, ['grade']).claimed().moderatorGrade('good');
  story.returned().domain('voice', 'good').resubmitted('good').changed('inadequate', 'good');
  story.concernAcknowledged('beside').concernResolved('beside');
  story.shared().responseRequired('good').disputed().disputeResolved().responded().finalised('good');
  story.action('x').actionCompleted('x').actionVerified('x').action('y', '2026-06-20', 'mel').actionCancelled('y');
  story.corrected({ field: 'auditedOn', from: '2026-05-07', to: '2026-05-06' }).closed();
  return historyOf('a', story.events.map(asAuditEvent));
}

const history = told();
const replayed = (reader: AuditReader, step: number, until?: number): AuditReplay => {
  const found = replayAudit(history, reader, step, until);
  if (found === undefined) throw new Error(`There is no step ${step}`);
  return found;
};
const steps = (reader: AuditReader): readonly number[] => replayed(reader, 1).steps.map((_, index) => index + 1);
const typesOf = ({ steps: taken }: AuditReplay) => taken.map(({ type }) => type);
const stepOf = (reader: AuditReader, type: string): number =>
  typesOf(replayed(reader, 1)).findIndex((each) => each === type) + 1;
const factOf = ({ facts }: AuditReplay, fact: string, item: string | null = null) =>
  facts.find((each) => each.fact === fact && each.item === item);

describe('an audit replayed', () => {
  it('has a step for all that its reader sees of it, and none besides', () => {
    for (const reader of READERS) {
      const last = history.events.at(-1);
      const { timeline } = auditAsAt(history, reader, last?.metadata.recordedAt ?? '');
      expect(replayed(reader, 1).steps).toEqual(timeline);
      for (const step of [0, -1, timeline.length + 1]) expect(replayAudit(history, reader, step)).toBeUndefined();
      expect(replayAudit(history, reader, 2, 1)).toBeUndefined();
      expect(replayAudit(history, reader, 1, timeline.length + 1)).toBeUndefined();
    }
  });

  it('stands after its last step as it stands now', () => {
    for (const reader of READERS) {
      const { then, steps: all } = replayed(reader, steps(reader).length);
      const { document } = auditAsAt(history, reader, history.events.at(-1)?.metadata.recordedAt ?? '');
      expect(all.length).toBeGreaterThan(0);
      // What is overdue is worked out for the day of the step.
      expect(then).toEqual({ ...document, owed: then.owed });
      expect(then.owed.map(({ key, due }) => [key, due])).toEqual(document?.owed.map(({ key, due }) => [key, due]));
    }
  });

  it('says of every step what was known then as that step alone says it, and what is known after any other', () => {
    for (const reader of READERS)
      for (const step of steps(reader).filter((each) => each % 5 === 1)) {
        const alone = new Map(replayed(reader, step, step).facts.map((fact) => [`${fact.fact} ${fact.item}`, fact]));
        for (const until of new Set([step, Math.min(step + 1, steps(reader).length), steps(reader).length])) {
          const later = new Map(
            replayed(reader, until, until).facts.map((fact) => [`${fact.fact} ${fact.item}`, fact.now]),
          );
          for (const { fact, item, then, now } of replayed(reader, step, until).facts) {
            const key = `${fact} ${item}`;
            expect([key, then]).toEqual([key, alone.get(key)?.now ?? null]);
            expect([key, now]).toEqual([key, later.get(key) ?? null]);
          }
        }
      }
  });

  it('marks what was corrected, re-graded, ended and added since, with the step that did it', () => {
    const submitted = replayed(coordinator, stepOf(coordinator, 'first-grade-submitted'));
    const since = (fact: string, item: string | null = null) =>
      factOf(submitted, fact, item)?.since.map(({ change, step }) => [change, step.type]);
    expect(factOf(submitted, 'auditedOn')).toMatchObject({ then: '2026-05-07', now: '2026-05-06' });
    expect(since('auditedOn')).toEqual([['corrected', 'record-corrected']]);
    expect(factOf(submitted, 'grade')).toMatchObject({ then: 'inadequate', now: 'good' });
    expect(since('grade')).toContainEqual(['regraded', 'grade-resubmitted']);
    expect(since('firstGrade')).toEqual([]);
    expect(since('action', 'x')).toEqual([
      ['added', 'action-agreed'],
      ['changed', 'action-completed'],
      ['changed', 'action-verified'],
    ]);
    const allocated = replayed(coordinator, stepOf(coordinator, 'auditor-allocated'));
    expect(factOf(allocated, 'owed', 'accept')).toMatchObject({ now: null, since: [{ change: 'ended' }] });
    const corrected = replayed(coordinator, stepOf(coordinator, 'record-corrected'));
    expect(factOf(corrected, 'auditedOn')).toMatchObject({ then: '2026-05-06', since: [] });
  });

  it('tells a blind moderator of no step nothing that the audit itself keeps from them', () => {
    const blind = READERS[2] ?? coordinator;
    for (const step of steps(blind)) {
      const { facts, then } = replayed(blind, step);
      expect(then.grades).toBeNull();
      const told = facts.map(({ fact }) => fact);
      for (const kept of [
        'grade',
        'firstGrade',
        'domainGrade',
        'standard',
        'inDomain',
        'finding',
        'concern',
        'rationale',
      ])
        expect(told).not.toContain(kept);
    }
  });
});
