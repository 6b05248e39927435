import { isRefusal } from '#domain';
import type { CommandAnswer } from '#application';
import { Council } from '../support/index.js';

describe('commands to an audit', () => {
  let council: Council;
  beforeEach(async () => {
    council = await Council.open();
  });
  afterEach(async () => {
    await council.close();
  });

  const codes = (answers: readonly CommandAnswer[]): string[] =>
    answers.map((answer) => ('refused' in answer ? answer.code : 'accepted')).sort();

  it('let one of 64 parallel claims win, in two processes', async () => {
    for (let number = 0; number < 8; number++) await council.register(`M${number}`, 'moderator', 'Quality');
    const target = await council.submitted();
    const engines = [council.first, await council.engine('tool')];
    const answers = await Promise.all(
      Array.from({ length: 64 }, (_, index) =>
        engines[index % 2]!.execute({
          name: 'ClaimModeration',
          target,
          body: {},
          actor: council.actor(`M${index % 8}`, 'moderator'),
        }),
      ),
    );
    expect(answers.filter((answer) => !('refused' in answer))).toHaveLength(1);
    const refused = answers.filter((answer) => 'refused' in answer);
    expect(new Set(codes(refused)).size).toBeLessThanOrEqual(2);
    expect(refused.every((answer) => 'sentence' in answer && answer.sentence !== '' && answer.kind === 'rule')).toBe(
      true,
    );
  });

  it('hold an auditor to their capacity when they are allocated at once', async () => {
    const targets = [];
    for (let number = 0; number < 10; number++) targets.push(await council.selected());
    const engines = [council.first, await council.engine('tool')];
    const answers = await Promise.all(
      targets.map((target, index) =>
        engines[index % 2]!.execute({
          name: 'AllocateAuditor',
          target,
          body: { auditorId: council.idOf('Ann') },
          actor: council.actor('Cora', 'coordinator'),
        }),
      ),
    );
    expect(codes(answers)).toEqual([...Array(4).fill('accepted'), ...Array(6).fill('auditor-full')]);
  });

  it('let go of the place they kept when the allocation is refused after all', async () => {
    const target = await council.accepted();
    const refused = await council.tries({
      name: 'AllocateAuditor',
      target,
      body: { auditorId: council.idOf('Abe') },
      actor: council.actor('Cora', 'coordinator'),
    });
    expect(isRefusal(refused)).toBe(true);
    const { events } = await council.first.ledger.load(`capacity-${council.idOf('Abe')}`);
    expect(events.filter(({ type }) => type === 'capacity-reserved').length).toBe(
      events.filter(({ type }) => type === 'capacity-released').length,
    );
  });

  it('select a subject for one live audit only', async () => {
    const select = (subjectId: string, idempotencyKey: string): Promise<CommandAnswer> =>
      council.tries({
        name: 'SelectAudit',
        body: {
          origin: 'directed',
          activity: 'deep-dive',
          subjectId,
          workerMatched: false,
          period: '2024-05',
        },
        actor: { id: 'system:test', roles: ['system'] },
        idempotencyKey,
      });
    const subject = '6f0c2a52-9d1e-4d5f-8f3e-0c8e4b1f2a11';
    const answers = await Promise.all(['a', 'b', 'c', 'a'].map((key) => select(subject, key)));
    expect(answers.filter((answer) => !('refused' in answer)).length).toBeGreaterThanOrEqual(1);
    expect(new Set(answers.flatMap((answer) => ('refused' in answer ? [] : [answer.id]))).size).toBe(1);
    expect(codes(answers)).toContain('live-audit');
  });

  it('record the role that allowed them and the settings the audit is pinned to', async () => {
    const target = await council.accepted();
    await council.settings((settings) => ({ ...settings, smallNumber: 6 }));
    const ann = council.actor('Ann', 'auditor');
    await council.does({
      name: 'DeclareConflict',
      target,
      body: { reason: 'We are neighbours.' },
      actor: { ...ann, roles: ['practitioner', 'auditor'] },
    });
    const { events } = await council.first.ledger.load(`audit-${target}`);
    expect(events.at(-1)).toMatchObject({
      type: 'conflict-declared',
      metadata: { actor: { id: ann.id, role: 'auditor' }, settingsVersion: 1 },
    });
  });

  it('hold an overall grade to the rule of the settings the audit is pinned to, and say which', async () => {
    const before = await council.submitted('inadequate');
    await council.settings((settings) => ({
      ...settings,
      overallGradeLimits: [
        {
          key: 'inadequate-domain',
          label: 'No Good overall with an Inadequate domain',
          scale: 'ofsted',
          noBetterThan: 'requires_improvement',
          atLeast: 1,
          ofDomains: null,
          gradedAtBest: 'inadequate',
          exception: 'with-reason',
        },
      ],
    }));
    const after = await council.submitted('inadequate');
    const mo = council.actor('Mo', 'moderator');
    const changed = async (target: string, more: object = {}): Promise<CommandAnswer> => {
      await council.tries({ name: 'ClaimModeration', target, body: {}, actor: mo });
      const body = { grade: 'good', rationale: 'It works.', ...more };
      return council.tries({ name: 'ChangeGrade', target, body, actor: mo });
    };
    expect(await changed(after)).toMatchObject({
      code: 'exception-reason-missing',
      sentence: expect.stringMatching(
        'The rule is “No Good overall with an Inadequate domain”: no better than Requires improvement to be good.',
      ),
    });
    const types = (answer: CommandAnswer) => 'events' in answer && answer.events.map(({ type }) => type);
    expect(types(await changed(before))).toEqual(['grade-changed']);
    const excepted = await changed(after, { exceptionReason: 'The plan was late by a day.' });
    expect(types(excepted)).toEqual(['grade-changed', 'overall-grade-excepted']);
  });

  it('keep whoever read the first grade from a blind moderation', async () => {
    await council.settings((settings) => ({ ...settings, moderation: { ...settings.moderation, blind: true } }));
    const target = await council.submitted();
    const mo = council.actor('Mo', 'moderator');
    const read = {
      name: 'RecordReading',
      target,
      body: { what: 'detail', firstGrade: true, purpose: null },
      actor: mo,
    };
    await council.does(read);
    await council.does(read);
    expect((await council.first.ledger.load(`reads-${target}`)).events).toHaveLength(1);
    const claim = { name: 'ClaimModeration', target, body: {} };
    await expect(council.tries({ ...claim, actor: mo })).resolves.toMatchObject({ code: 'first-grade-already-read' });
    await expect(council.tries({ ...claim, actor: council.actor('Max', 'moderator') })).resolves.toMatchObject({
      accepted: true,
    });
  });

  it('name a correction’s event, and refuse one that is not of this audit', async () => {
    const target = await council.submitted();
    const { events } = await council.first.ledger.load(`audit-${target}`);
    const correct = (corrects: string): Promise<CommandAnswer> =>
      council.tries({
        name: 'CorrectRecord',
        target,
        body: { corrects, change: { field: 'note' }, reason: 'Said wrongly.' },
        actor: council.actor('Cora', 'coordinator'),
      });
    await expect(correct(events[0]?.id ?? '')).resolves.toMatchObject({ accepted: true });
    await expect(correct(target)).resolves.toMatchObject({ refused: true });
  });

  it.each([
    [
      'a grade of another scale',
      'GradeDomain',
      { domain: 'assessment', grade: 'adequate', rationale: 'x' },
      'grade-not-of-scale',
    ],
    ['a domain of another tool', 'GradeDomain', { domain: 'weather', grade: 'good', rationale: 'x' }, 'domain-unknown'],
    [
      'a date that does not exist',
      'RecordConversation',
      { on: '2024-02-30', participants: [], summary: 'x' },
      'invalid-body',
    ],
    [
      'a correction that does not say what',
      'CorrectRecord',
      { corrects: 'x', change: { field: 'auditedOn' }, reason: 'x' },
      'incomplete-correction',
    ],
    ['a participant without a part', 'ScheduleConversation', { on: '2024-05-02', participants: [{}] }, 'invalid-body'],
  ])('refuse %s and record nothing', async (_what, name, body, code) => {
    const target = await council.accepted();
    const before = await council.first.ledger.load(`audit-${target}`);
    const answer = await council.tries({ name, target, body, actor: council.actor('Ann', 'auditor') });
    expect(answer).toMatchObject({ refused: true, kind: 'invalid', code });
    expect((await council.first.ledger.load(`audit-${target}`)).revision).toBe(before.revision);
  });
});
