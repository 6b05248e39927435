import type { AuditReader, ReadingLevel } from '#domain';
import { asAuditEvent } from '../domain-events.js';
import { GivenLog } from '../views/given.fixture.js';
import { auditAsAt, historyOf } from './audit-as-at.js';
import type { AuditAsAt } from './audit-as-at.js';
import { AuditStory } from './audit-story.fixture.js';

const coordinator: AuditReader = {
  personId: 'kim',
  actsFor: ['kim'],
  level: 'content',
  fallen: [],
  deciding: [],
  drafts: true,
  withholdFirstGrade: false,
  withholdConcerns: false,
};
const LATER = '2027-01-01T12:00:00.000Z';

/** A long life: a return, a change of grade, a dispute, a response, actions, a concern, a correction. */
function told(): { log: GivenLog; story: AuditStory } {
  const log = new GivenLog();
  const story = new AuditStory(log, 'a').upToGrading();
  new AuditStory(log, 'b').selected({ replaces: 'a' }).allocated();
  story
    .familyContact()
    .otherGrade('good')
    .domain('voice', 'inadequate')
    .domain('planning', 'good')
    .domain('planning', 'outstanding');
  story.standard('supervision', 'not_met').finding('f1', 'drift').concern('beside');
  story
    .submitted('inadequate', { atRisk: true })
    .excepted('inadequate')
    .concern('told', true)
    .toModeration(true, ['grade', 'disagreement', 'at_risk']);
  story
    .claimed()
    .moderatorGrade('good')
    .returned()
    .domain('voice', 'good')
    .resubmitted('good')
    .changed('inadequate', 'good');
  story.concernAcknowledged('told').concernResolved('told').concernResolved('beside');
  story.shared().responseRequired('good').disputed().disputeResolved().responded().finalised('good');
  story.action('x').progress('x').actionDue('x', '2026-06-30', '2026-07-10').actionCompleted('x').actionReopened('x');
  story.actionCompleted('x').actionVerified('x').action('y', '2026-06-20', 'mel').actionCancelled('y');
  story
    .reauditScheduled('c')
    .corrected({ field: 'auditedOn', from: '2026-05-07', to: '2026-05-06' })
    .closed()
    .reopened();
  new AuditStory(log, 'c').later(60).selected({ origin: 'reaudit', reauditOf: 'a' });
  return { log, story };
}

function asAt(reader: AuditReader, events = told().log.events, instant = LATER): AuditAsAt {
  const own = events.filter(({ stream }) => stream === 'audit-a');
  return auditAsAt(historyOf('a', own.map(asAuditEvent)), reader, instant);
}

describe('an audit’s detail', () => {
  it('calls a deadline that has passed overdue, and no conversation that was to be held', () => {
    const log = new GivenLog();
    new AuditStory(log, 'a').selected().allocated().accepted().invited('2026-05-12');
    const owed = asAt(coordinator, log.events).document?.owed.map(({ key, overdue }) => [key, overdue]);
    expect(owed).toEqual([
      ['prepare:pat', false],
      ['grade', true],
    ]);
  });

  it('says where it stands, who is on it and what is owed', () => {
    const { document } = asAt(coordinator);
    expect(document).toMatchObject({
      auditId: 'a',
      reference: 'REF-a',
      stage: 'action-tracking',
      team: 'North',
      auditorId: 'ann',
      moderatorId: 'mo',
      practitionerId: 'pat',
      auditedOn: '2026-05-06',
      finalGrade: 'good',
      closedOn: null,
      firstGradeWithheld: false,
      grades: { first: { grade: 'inadequate' }, standing: { grade: 'good' }, auditedOn: '2026-05-06' },
      owed: [],
    });
    expect(document?.revision).toBe(told().story.events.length - 1);
  });

  it('works out what is overdue from the moment asked for', () => {
    const events = told().log.events.slice(0, 2);
    const owed = (instant: string) => asAt(coordinator, events, instant).document?.owed;
    expect(owed('2026-05-11T12:00:00.000Z')).toEqual([
      { key: 'accept', owner: { personId: 'ann' }, due: '2026-05-11', task: expect.any(String), overdue: false },
    ]);
    // Half past eleven in the evening by the clock of the store is the next day in London.
    expect(owed('2026-05-11T23:30:00.000Z')).toMatchObject([{ key: 'accept', overdue: true }]);
  });

  it('shows the words sealed, drafts written over, actions and concerns each with their steps', () => {
    const { document } = asAt(coordinator);
    expect(document?.sections.domains.map(({ data }) => [data.domain, data.grade])).toEqual([
      ['voice', 'good'],
      ['planning', 'outstanding'],
    ]);
    expect(document?.sections.submissions.map(({ type, data }) => [type, data.rationale])).toEqual([
      ['first-grade-submitted', told().story.words('first rationale')],
      ['grade-resubmitted', told().story.words('revised rationale')],
    ]);
    expect(document?.concerns.map(({ concernId, status, steps }) => [concernId, status, steps.length])).toEqual([
      ['beside', 'resolved', 2],
      ['told', 'resolved', 3],
    ]);
    expect(document?.actions.map(({ actionId, status, due, ownerId }) => [actionId, status, due, ownerId])).toEqual([
      ['x', 'verified', '2026-07-20', 'pat'],
      ['y', 'cancelled', '2026-06-20', 'mel'],
    ]);
    expect(document?.sections.corrections).toHaveLength(1);
  });

  it('loses no event between its sections', () => {
    const { document, timeline } = asAt(coordinator);
    const eventsIn = [
      ...Object.values(document?.sections ?? {}).flat(),
      ...(document?.concerns ?? []).flatMap(({ steps }) => steps),
      ...(document?.actions ?? []).flatMap(({ steps }) => steps),
    ];
    const writtenOver = 2;
    expect(eventsIn).toHaveLength(timeline.length - writtenOver);
    expect(timeline.map(({ revision }) => revision)).toEqual(told().story.events.map(({ revision }) => revision));
  });

  it('as at each step is what was said at that step', () => {
    const { log, story } = told();
    const today = historyOf('a', story.events.map(asAuditEvent));
    for (const { position, metadata } of story.events) {
      const then = asAt(coordinator, log.events.slice(0, position), metadata.recordedAt);
      expect(auditAsAt(today, coordinator, metadata.recordedAt)).toEqual(then);
    }
    expect(auditAsAt(today, coordinator, '2020-01-01T00:00:00.000Z')).toEqual({ document: undefined, timeline: [] });
  });
});

describe('what a reader is shown of an audit', () => {
  const blind: AuditReader = {
    ...coordinator,
    personId: 'mo',
    actsFor: ['mo'],
    drafts: false,
    withholdFirstGrade: true,
    withholdConcerns: true,
  };

  it('under blind moderation tells neither grade nor risk, now or as at any moment', () => {
    const { log, story } = told();
    const untilClaimed = story.events.findIndex(({ type }) => type === 'moderation-claimed');
    for (const event of story.events.slice(0, untilClaimed + 1)) {
      const seen = asAt(blind, log.events, event.metadata.recordedAt);
      const text = JSON.stringify(seen);
      for (const telling of [
        'inadequate',
        'outstanding',
        '"at_risk"',
        '"disagreement"',
        'inadequate-domain',
        'other-grade-1',
        'not_met',
        '"atRisk":true',
        'safety-concern',
        'concern:',
      ])
        expect(text).not.toContain(telling);
      expect(text).not.toContain(JSON.stringify(story.words('told reason')));
      expect(seen.document?.grades).toBeNull();
    }
    const claimed = asAt(blind, log.events, story.events[untilClaimed]?.metadata.recordedAt);
    expect(claimed.document).toMatchObject({ stage: 'moderation', firstGradeWithheld: true, moderatorId: 'mo' });
    expect(claimed.document?.concerns).toEqual([]);
    expect(claimed.document?.owed.map(({ key }) => key)).toEqual(['moderate']);
    expect(claimed.timeline.find(({ type }) => type === 'first-grade-submitted')).toMatchObject({
      data: { auditedOn: '2026-05-07' },
      withheld: ['grade', 'rationale', 'atRisk', 'domains', 'standards'],
    });
  });

  it('leaves drafts to their auditor', () => {
    const log = new GivenLog();
    new AuditStory(log, 'a').upToGrading().domain('voice', 'inadequate').finding('f1', 'drift');
    expect(asAt({ ...coordinator, drafts: false }, log.events).document?.sections.domains).toEqual([]);
    expect(asAt(coordinator, log.events).document?.sections.domains).toHaveLength(1);
  });

  it.each<[ReadingLevel, string, readonly string[], readonly string[]]>([
    ['invitation', 'pat', ['action-agreed', 'action-completed'], []],
    ['own-actions', 'pat', ['action-agreed', 'action-completed'], []],
    ['own-actions', 'mel', [], []],
    ['safety', 'mel', ['safety-concern-raised'], ['concern:c']],
    ['none', 'pat', [], []],
  ])('who may read %s (as %s) is shown only that', (level, personId, expected, owed) => {
    const log = new GivenLog();
    new AuditStory(log, 'a')
      .upToGrading()
      .concern('c')
      .submitted('inadequate')
      .withoutModeration()
      .action('x')
      .actionCompleted('x');
    const { document, timeline } = asAt(
      {
        personId,
        actsFor: [personId],
        level,
        fallen: [],
        deciding: [],
        drafts: false,
        withholdFirstGrade: false,
        withholdConcerns: false,
      },
      log.events,
    );
    expect(timeline.map(({ type }) => type)).toEqual(expected);
    expect(JSON.stringify(document ?? {})).not.toContain('inadequate');
    expect(document?.owed.map(({ key }) => key) ?? []).toEqual(owed);
    expect([document?.auditorId ?? null, document?.submittedOn ?? null]).toEqual([null, null]);
    expect(document?.subjectId ?? null).toBeNull();
  });
});
