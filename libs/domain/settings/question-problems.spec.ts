import type { AnswerScale, Statement, ToolQuestion } from '../questions/questions.js';
import { DEFAULT_FAMILY_VOICE, type FamilyVoice } from '../questions/family-voice.js';
import { defaultSettings } from './default-settings.js';
import type { AuditTool } from './programme-settings.js';
import { settingsProblems, toolVersionProblems } from './settings-problems.js';

const DEFAULTS = defaultSettings('Westmere');
const [first, ...others] = DEFAULTS.tools;
if (first === undefined) throw new Error('The defaults have a tool');

const QUESTION: ToolQuestion = {
  key: 'seen-alone',
  text: 'Was the child seen alone?',
  guidance: '',
  answers: 'yes-partly-no',
  required: false,
  critical: false,
  domainNoBetterThan: null,
  overallNoBetterThan: null,
  exception: 'none',
  weight: null,
};
const STATEMENT: Statement = { key: 'life', text: 'What is life like?', guidance: '', required: false, scale: null };
const word = (key: string) => ({ key, label: key });
const IMPACT: AnswerScale = { key: 'impact', label: 'Impact', words: ['great', 'none'].map(word) };

const toldOf = (tool: AuditTool, more: readonly AuditTool[] = others): readonly string[] =>
  settingsProblems({ ...DEFAULTS, tools: [tool, ...more] }).map(({ code, sentence }) => `${code}: ${sentence}`);
const asking = (...questions: readonly Partial<ToolQuestion>[]): AuditTool => ({
  ...first,
  answerScales: [IMPACT],
  domains: first.domains.map((domain, index) =>
    index === 0 ? { ...domain, questions: questions.map((changed) => ({ ...QUESTION, ...changed })) } : domain,
  ),
});
const scaled = (changed: Partial<AnswerScale>): AuditTool => ({ ...first, answerScales: [{ ...IMPACT, ...changed }] });
const heard = (family: Partial<FamilyVoice>): AuditTool => ({
  ...first,
  family: { ...DEFAULT_FAMILY_VOICE, ...family },
});

describe('what a tool asks', () => {
  it.each<[string, AuditTool]>([
    ['a question', asking({})],
    [
      'one with a scale, a weight and limits',
      asking({
        answers: 'impact',
        weight: 100,
        critical: true,
        domainNoBetterThan: 'good',
        overallNoBetterThan: 'good',
        exception: 'with-reason',
      }),
    ],
    ['a critical question that asks for a reason alone', asking({ critical: true })],
    ['statements', { ...asking(), statements: [STATEMENT, { ...STATEMENT, key: 'difference', scale: 'impact' }] }],
    [
      'the family',
      heard({ ratings: ['helpful', 'not-helpful'].map(word), attempts: 3, late: true, askedApart: ['child'] }),
    ],
    [
      'a descriptor of each grade',
      {
        ...first,
        domains: first.domains.map((domain) => ({
          ...domain,
          descriptors: ['good', 'inadequate'].map((grade) => ({ grade, text: 'So.' })),
        })),
      },
    ],
  ])('can be published: %s', (_, tool) => expect(toldOf(tool)).toEqual([]));

  it.each<[string, AuditTool, RegExp]>([
    [
      'a question twice',
      asking({}, {}),
      /^settings-question: The question "seen-alone" stands twice in the tool "deep-dive"/,
    ],
    ['no key', asking({ key: 'Seen alone' }), /^settings-question: .*lower-case/],
    ['no text', asking({ text: ' ' }), /^settings-question: .*needs a label/],
    [
      'a scale that is not there',
      asking({ answers: 'how-often' }),
      /^settings-question-scale: .*"how-often", which the tool lacks/,
    ],
    ['a weight of nothing', asking({ weight: 0 }), /^settings-question-weight: /],
    ['a weight of a part', asking({ weight: 1.5 }), /^settings-question-weight: /],
    ['a weight beyond all', asking({ weight: 101 }), /^settings-question-weight: /],
    [
      'a limit of a question that is not critical',
      asking({ domainNoBetterThan: 'good' }),
      /^settings-question-limit: .*not critical/,
    ],
    [
      'a limit to a grade of no scale',
      asking({ critical: true, overallNoBetterThan: 'adequate' }),
      /^settings-question-limit: .*"adequate", which is no grade/,
    ],
    [
      'a limit to the best',
      asking({ critical: true, domainNoBetterThan: 'outstanding' }),
      /^settings-question-limit: .*no limit/,
    ],
    [
      'an exception to nothing',
      asking({ critical: true, exception: 'with-reason' }),
      /^settings-question-limit: .*exception/,
    ],
    [
      'a limit where nothing is graded',
      { ...asking({ critical: true, domainNoBetterThan: 'good' }), scale: null },
      /^settings-question-limit: .*not graded/,
    ],
    [
      'descriptors where nothing is graded',
      {
        ...first,
        scale: null,
        domains: first.domains.map((domain) => ({ ...domain, descriptors: [{ grade: 'good', text: 'So.' }] })),
      },
      /^settings-descriptor: .*not graded/,
    ],
    [
      'a descriptor of no grade',
      {
        ...first,
        domains: first.domains.map((domain) => ({ ...domain, descriptors: [{ grade: 'adequate', text: 'So.' }] })),
      },
      /^settings-descriptor: .*"adequate", which is no grade/,
    ],
    [
      'two descriptors of one',
      {
        ...first,
        domains: first.domains.map((domain) => ({
          ...domain,
          descriptors: [
            { grade: 'good', text: 'So.' },
            { grade: 'good', text: 'Or so.' },
          ],
        })),
      },
      /^settings-descriptor: .*two descriptors/,
    ],
    [
      'an empty one',
      { ...first, domains: first.domains.map((domain) => ({ ...domain, descriptors: [{ grade: 'good', text: '' }] })) },
      /^settings-descriptor: .*empty/,
    ],
    ['a scale of one word', scaled({ words: [word('great')] }), /^settings-answer-scale: .*2 to 10 words/],
    ['a word twice', scaled({ words: ['great', 'great'].map(word) }), /^settings-word: .*twice/],
    [
      'a scale by the name every tool has',
      scaled({ key: 'yes-partly-no' }),
      /^settings-answer-scale: .*name of the answers/,
    ],
    ['a word every question has', scaled({ words: ['great', 'na'].map(word) }), /^settings-answer-scale: .*"na"/],
    ['a statement twice', { ...first, statements: [STATEMENT, STATEMENT] }, /^settings-statement: .*twice/],
    [
      'a statement of no scale',
      { ...first, statements: [{ ...STATEMENT, scale: 'impact' }] },
      /^settings-statement-scale: .*"impact", which the tool lacks/,
    ],
    ['one rating', heard({ ratings: [word('helpful')] }), /^settings-family-rating: .*two ratings/],
    [
      'a rating that a box offers',
      heard({ ratings: ['helpful', 'no-rating'].map(word) }),
      /^settings-family-rating: .*box/,
    ],
    ['a rating twice', heard({ ratings: ['helpful', 'helpful'].map(word) }), /^settings-family-rating: .*twice/],
    ['attempts of a part', heard({ attempts: 1.5 }), /^settings-family-attempts: /],
    ['somebody twice', heard({ askedApart: ['child', 'child'] }), /^settings-family-asked: /],
  ])('is refused, and says what clashes: %s', (_, tool, sentence) => {
    expect(toldOf(tool)).toContainEqual(expect.stringMatching(sentence));
  });

  it('has one set of words to a scale, whichever tool asks', () => {
    const [second, ...rest] = others;
    if (second === undefined) throw new Error('The defaults have two tools');
    const other = { ...second, answerScales: [{ ...IMPACT, words: ['great', 'small'].map(word) }] };
    expect(toldOf(asking(), [other, ...rest])).toContainEqual(
      expect.stringMatching(/other words than the one of another tool/),
    );
    expect(toldOf(asking(), [{ ...second, answerScales: [IMPACT] }, ...rest])).toEqual([]);
  });

  it('is a new version of the tool, and a tool that asks nothing is the one it was', () => {
    const before = { ...DEFAULTS, version: 1 };
    expect(toolVersionProblems({ ...DEFAULTS, tools: [asking({}), ...others] }, before)).toMatchObject([
      { code: 'settings-tool-version' },
    ]);
    expect(toolVersionProblems({ ...DEFAULTS, tools: [{ ...asking({}), version: 2 }, ...others] }, before)).toEqual([]);
  });
});
