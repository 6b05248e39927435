import { AuditStory } from '../../audits/audit-story.fixture.js';
import { standing } from '../../audits/people-of-the-council.fixture.js';
import { GivenLog, anySplitGivesTheSameRows, everything, projected } from '../given.fixture.js';
import { moderationQueue } from './projection.js';
import { listModerationQueue, listModerationsFor } from './queries.js';

function after(tell: (story: AuditStory) => AuditStory) {
  const log = new GivenLog();
  tell(new AuditStory(log, 'a').upToGrading().submitted('inadequate'));
  return projected(moderationQueue, log.events);
}

describe('the moderation queue', () => {
  it('holds an audit from when it needs a moderator until one has decided', () => {
    expect(
      listModerationQueue(
        after((story) => story),
        '2026-05-15',
      ),
    ).toEqual([]);
    expect(
      listModerationQueue(
        after((story) => story.toModeration(false, ['grade', 'random'])),
        '2026-05-15',
      ),
    ).toEqual([
      {
        auditId: 'a',
        reference: 'REF-a',
        activity: 'case-file',
        service: 'Assessment',
        team: 'North',
        period: '2026-05',
        scale: 'ofsted',
        blind: false,
        waitingSince: '2026-05-06',
        due: '2026-05-21',
        overdue: false,
        claimedBy: null,
        ownGradeGiven: false,
        firstGrade: 'inadequate',
        reasons: ['grade', 'random'],
      },
    ]);
    expect(
      listModerationQueue(
        after((story) => story.toModeration()),
        '2026-05-22',
      ),
    ).toMatchObject([{ overdue: true }]);
    expect(
      listModerationQueue(
        after((story) => story.toModeration().claimed().upheld('inadequate')),
        '2026-05-15',
      ),
    ).toEqual([]);
    expect(
      listModerationQueue(
        after((story) => story.toModeration().ended('audit-withdrawn')),
        '2026-05-15',
      ),
    ).toEqual([]);
  });

  it('says who has claimed it, and takes it back when it is released', () => {
    const claimed = (story: AuditStory): AuditStory => story.toModeration().claimed();
    expect(listModerationQueue(after(claimed), '2026-05-15')).toMatchObject([{ claimedBy: 'mo' }]);
    expect(
      listModerationQueue(
        after((story) => claimed(story).released()),
        '2026-05-15',
      ),
    ).toMatchObject([{ claimedBy: null }]);
  });

  it('has an audit again that was returned and submitted once more', () => {
    const returned = (story: AuditStory): AuditStory => story.toModeration().claimed().returned();
    expect(listModerationQueue(after(returned), '2026-05-15')).toEqual([]);
    const again = after((story) => returned(story).resubmitted('good'));
    expect(listModerationQueue(again, '2026-05-15')).toMatchObject([{ due: '2026-06-09', waitingSince: '2026-05-09' }]);
  });

  it('does not hold the first grade, nor what hints at it, while moderation is blind', () => {
    const blind = after((story) => story.toModeration(true, ['grade', 'at_risk']).claimed());
    expect(listModerationQueue(blind, '2026-05-15')).toMatchObject([{ blind: true, firstGrade: null, reasons: null }]);
    expect(everything(blind)['queue']?.join()).not.toMatch(/inadequate|at_risk/);
    const graded = after((story) => story.toModeration(true, ['grade']).claimed().moderatorGrade('good'));
    expect(listModerationQueue(graded, '2026-05-15')).toMatchObject([
      { ownGradeGiven: true, firstGrade: null, reasons: null },
    ]);
    const released = after((story) => story.toModeration(true).claimed().moderatorGrade('good').released());
    expect(listModerationQueue(released, '2026-05-15')).toMatchObject([{ ownGradeGiven: false, firstGrade: null }]);
  });

  it('offers a moderator what they may claim or hold, and nobody what is barred or held by another', () => {
    const waiting = after((story) => story.toModeration());
    const offered = (personId: string, rows = waiting): number => listModerationsFor(rows, standing(personId)).length;
    expect(['mo', 'max', 'ann', 'kim', 'pat'].map((personId) => offered(personId))).toEqual([1, 0, 0, 0, 0]);
    const held = after((story) => story.toModeration().claimed('mo'));
    expect(offered('mo', held)).toBe(1);
    const heldByAnother = after((story) => story.toModeration().claimed('somebody'));
    expect(offered('mo', heldByAnother)).toBe(0);
  });

  it('keeps nothing of an audit that cannot come to moderation any more', () => {
    const rows = after((story) => story.toModeration().claimed().upheld('inadequate').shared('inadequate').finalised());
    expect(everything(rows)['audits']).toEqual([]);
  });

  it('is the same however the log is cut into batches', () => {
    const log = new GivenLog();
    new AuditStory(log, 'a')
      .upToGrading()
      .submitted()
      .toModeration(true)
      .claimed()
      .moderatorGrade('good')
      .returned()
      .resubmitted('good');
    new AuditStory(log, 'b')
      .upToGrading()
      .submitted()
      .toModeration()
      .claimed()
      .released()
      .claimed('max')
      .upheld('good', 'max')
      .shared();
    new AuditStory(log, 'c').imported();
    anySplitGivesTheSameRows(moderationQueue, log.events);
  });
});
