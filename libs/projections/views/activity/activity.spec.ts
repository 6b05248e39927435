import { AuditStory } from '../../audits/audit-story.fixture.js';
import { GivenLog, anySplitGivesTheSameRows, projected } from '../given.fixture.js';
import { activityView } from './projection.js';
import { countActivity, countNotDone, measureTimeliness } from './queries.js';

function given(): GivenLog {
  const log = new GivenLog();
  new AuditStory(log, 'a')
    .selected()
    .later(4)
    .allocated()
    .later(2)
    .accepted()
    .noConversation('worker_left')
    .submitted('good', { auditedOn: '2026-06-02' })
    .toModeration()
    .claimed()
    .upheld();
  new AuditStory(log, 'b')
    .selected({ team: 'South', service: 'Care' })
    .later(6)
    .allocated()
    .ended('subject-substituted', 'moved_away');
  new AuditStory(log, 'c').selected().ended('audit-exempted', 'court');
  new AuditStory(log, 'd').selected().ended('audit-exempted', 'court');
  new AuditStory(log, 'e').imported();
  new AuditStory(log, 'f')
    .imported({ moderated: false, team: null })
    .corrected({ field: 'auditedOn', from: '2024-11-12', to: '2024-12-01' });
  return log;
}
const rows = projected(activityView, given().events);

describe('activity', () => {
  it('counts audits in the month they were carried out, or of their sample until then', () => {
    expect(countActivity(rows, ['month'])).toEqual([
      { activity: null, service: null, team: null, month: '2024-11', total: 1, moderated: 1, stages: { imported: 1 } },
      { activity: null, service: null, team: null, month: '2024-12', total: 1, moderated: 0, stages: { imported: 1 } },
      { activity: null, service: null, team: null, month: '2026-05', total: 3, moderated: 0, stages: { ended: 3 } },
      { activity: null, service: null, team: null, month: '2026-06', total: 1, moderated: 1, stages: { sharing: 1 } },
    ]);
  });

  it('counts by several dimensions, and within a filter', () => {
    expect(countActivity(rows, ['activity', 'team'], { from: '2026-05', to: '2026-05' })).toMatchObject([
      { activity: 'case-file', team: 'North', total: 2 },
      { activity: 'case-file', team: 'South', total: 1 },
    ]);
    expect(countActivity(rows, [], { activity: 'deep-dive' })).toMatchObject([{ total: 2, moderated: 1 }]);
    expect(countActivity(rows, [], { service: 'Care' })).toMatchObject([{ total: 1 }]);
    expect(countActivity(rows, ['team'], { activity: 'deep-dive' }).map(({ team }) => team)).toEqual([null, 'North']);
    expect(countActivity(rows, [], { team: 'Nowhere' })).toEqual([]);
  });

  it('says what was not done and why', () => {
    expect(countNotDone(rows)).toEqual([
      { what: 'exempted', because: 'court', count: 2 },
      { what: 'conversation', because: 'worker_left', count: 1 },
      { what: 'substituted', because: 'moved_away', count: 1 },
    ]);
    expect(countNotDone(rows, { team: 'South' })).toEqual([{ what: 'substituted', because: 'moved_away', count: 1 }]);
  });

  it('measures how long audits stayed in each stage they have left', () => {
    expect(measureTimeliness(rows, { team: 'North', to: '2026-06' })).toEqual([
      { stage: 'acceptance', audits: 1, meanDays: 2, longestDays: 2 },
      { stage: 'allocation', audits: 3, meanDays: 2, longestDays: 4 },
      { stage: 'conversation', audits: 1, meanDays: 1, longestDays: 1 },
      { stage: 'grading', audits: 1, meanDays: 2, longestDays: 2 },
      { stage: 'moderation', audits: 1, meanDays: 2, longestDays: 2 },
    ]);
  });

  it('adds up the days of a stage an audit comes back to', () => {
    const log = new GivenLog();
    new AuditStory(log, 'a')
      .upToGrading()
      .submitted()
      .toModeration()
      .claimed()
      .returned()
      .later(5)
      .resubmitted('good')
      .upheld();
    const timeliness = measureTimeliness(projected(activityView, log.events));
    expect(timeliness.find(({ stage }) => stage === 'grading')).toMatchObject({ meanDays: 7 });
    expect(timeliness.find(({ stage }) => stage === 'moderation')).toMatchObject({ meanDays: 3 });
  });

  it('is the same however the log is cut into batches', () => anySplitGivesTheSameRows(activityView, given().events));
});
