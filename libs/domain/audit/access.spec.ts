import { obligationsShown, readerOf, readingOf } from './access.js';
import { auditDecider } from './decider.js';
import type { AuditEvent } from '../audit-language/events.js';
import { DEFAULT_RESPONSIBILITIES } from '../settings/default-settings.js';
import { actor, directory, TODAY, withDeputy } from './scenarios/council.fixture.js';
import { unclaimed, until, was } from './scenarios/history.fixture.js';
import type { AuditState } from './state.js';

const COUNCIL = { directory, today: TODAY, responsibilities: DEFAULT_RESPONSIBILITIES, hasReadFirstGrade: false };

const { evolve, initial } = auditDecider();
const after = (events: readonly AuditEvent[]): AuditState => events.reduce<AuditState>(evolve, initial);
const everyone = ['cora', 'amir', 'mona', 'max', 'priya', 'tom', 'lena', 'olu', 'otto', 'sam', 'ivy', 'adam'] as const;

/** What each of the council may read; those who may read nothing are left out. */
function readers(events: readonly AuditEvent[]) {
  const state = after(events);
  const levels = everyone.map((id) => [id, readingOf(state, { actor: actor(id), ...COUNCIL }).level] as const);
  return Object.fromEntries(levels.filter(([, level]) => level !== 'none'));
}

const content = (...people: readonly string[]) => Object.fromEntries(people.map((person) => [person, 'content']));

describe('who may read an audit', () => {
  it.each([
    ['allocation', until.allocation, content('cora')],
    ['acceptance', until.acceptance, content('cora', 'amir')],
    ['grading', until.grading, content('cora', 'amir')],
    [
      'a scheduled conversation',
      [...until.conversation, was.scheduled()],
      { ...content('cora', 'amir'), priya: 'invitation' },
    ],
    [
      'a conversation to which the manager and somebody otherwise not on it are invited',
      [
        ...until.conversation,
        was.scheduled({
          participants: [
            { as: 'practitioner', personId: null },
            { as: 'team_manager', personId: 'tom' },
            { as: 'independent_chair', personId: 'olu' },
          ],
        }),
      ],
      { ...content('cora', 'amir'), priya: 'invitation', tom: 'invitation', olu: 'invitation' },
    ],
    [
      'a conversation that was not held',
      [...until.conversation, was.scheduled(), was.notHeld()],
      content('cora', 'amir'),
    ],
    ['moderation', unclaimed, content('cora', 'amir', 'mona', 'max')],
    ['sharing', until.sharing, content('cora', 'amir', 'mona')],
    ['the dispute window', until['dispute-window'], content('cora', 'amir', 'mona', 'priya', 'tom')],
    ['a dispute', until.dispute, content('cora', 'amir', 'mona', 'priya', 'tom', 'lena')],
    ['action tracking', until['action-tracking'], content('cora', 'amir', 'mona', 'max', 'priya', 'tom', 'lena')],
    ['closed', until.closed, content('cora', 'amir', 'mona', 'max', 'priya', 'tom', 'lena')],
    ['ended', until.ended, content('cora', 'amir')],
    ['imported', until.imported, content('cora', 'mona', 'max', 'lena')],
    [
      'a concern before sharing',
      [...until.allocation, was.concernRaised()],
      { ...content('cora'), tom: 'safety', lena: 'safety' },
    ],
    [
      'an action of a person otherwise not on it',
      [...until['dispute-window'], was.actionAgreed()],
      { ...content('cora', 'amir', 'mona', 'priya', 'tom'), olu: 'own-actions' },
    ],
  ] as const)('%s', (_stage, events, expected) => {
    expect(readers(events)).toEqual(expected);
  });

  it('passes to the deputy of an absent team manager', () => {
    const deputy = { actor: actor('sam'), ...COUNCIL, directory: withDeputy('tom', 'sam') };
    expect(readingOf(after(until['dispute-window']), deputy).level).toBe('content');
  });

  it('keeps the first grade from a moderator who could still claim, and the drafts from all but the auditor', () => {
    const blind = after([...until.grading, was.submitted(), was.moderationRequired({ blind: true })]);
    const asking = (id: string) => readingOf(blind, { actor: actor(id), ...COUNCIL });
    const content = { level: 'content', fallen: [], deciding: [] };
    expect(asking('mona')).toEqual({ ...content, drafts: false, withholdFirstGrade: true, withholdConcerns: true });
    expect(asking('amir')).toEqual({ ...content, drafts: true, withholdFirstGrade: false, withholdConcerns: false });
    expect(asking('cora')).toEqual({ ...content, drafts: false, withholdFirstGrade: false, withholdConcerns: false });
  });

  it('opens a request for more time to whoever decides on it, and nothing else', () => {
    const state = after([...until.sharing, was.actionAgreed(), was.extensionAsked()]);
    const shown = (id: string) => {
      const reader = readerOf(state, { actor: actor(id), ...COUNCIL });
      return [reader.level, reader.deciding, obligationsShown(state, reader).map(({ key }) => key)];
    };
    expect(shown('sam')).toEqual(['extensions', ['extension-1'], ['decide-extension:extension-1']]);
    expect(shown('otto')).toEqual(['none', [], []]);
    expect(shown('olu')).toEqual(['own-actions', [], ['action:action-1']]);
  });
});
