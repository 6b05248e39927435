import type { Feedback, FeedbackEvent } from './events.js';
import { feedbackDecider } from './feedback.js';
import { inRatingOrder, parseRating, ratingLabel } from './ratings.js';

const said: Feedback = {
  feedbackId: 'f1',
  date: '2023-11-14',
  respondent: 'child',
  rating: 'good',
  quote: 'He listens.',
  consent: true,
  activityRef: null,
};
const context = { actor: { id: 'p1', roles: ['coordinator' as const] }, responsibilities: { headsOfService: [] } };
const record = (...feedback: Feedback[]) => ({ type: 'RecordFeedback' as const, feedback });
const given = (...events: FeedbackEvent[]) => events.reduce(feedbackDecider.evolve, feedbackDecider.initial);
const recorded: FeedbackEvent = { type: 'feedback-recorded', data: said };

describe('entering feedback', () => {
  it('records what is new, once', () => {
    expect(feedbackDecider.decide(record(said, said), given(), context)).toEqual([recorded]);
    expect(feedbackDecider.decide(record(said), given(recorded), context)).toEqual([]);
  });

  it('changes whether words may be shown, and changes it back', () => {
    const changed = { type: 'feedback-consent-changed', data: { feedbackId: 'f1', consent: false } } as const;
    expect(feedbackDecider.decide(record({ ...said, consent: false }), given(recorded), context)).toEqual([changed]);
    expect(feedbackDecider.decide(record(said), given(recorded, changed), context)).toEqual([
      { type: 'feedback-consent-changed', data: { feedbackId: 'f1', consent: true } },
    ]);
  });

  it('is for coordinators and heads of service', () => {
    const actor = { id: 'p2', roles: ['leader' as const] };
    expect(feedbackDecider.decide(record(said), given(), { ...context, actor })).toMatchObject({
      code: 'role-missing',
    });
    const responsibilities = { headsOfService: [{ personId: 'p2' }] };
    expect(feedbackDecider.decide(record(said), given(), { actor, responsibilities })).toHaveLength(1);
  });
});

describe('a rating', () => {
  it.each([
    ['Excellent/Good', 'excellent_good'],
    ['excellent_good', 'excellent_good'],
    ['Too early to say', 'too_early_to_say'],
    ['too-early-to-say', 'too_early_to_say'],
    ['Very poor', 'very_poor'],
    ['4 out of 5', '4_out_of_5'],
    [null, 'no_rating'],
  ])('%p is %s', (text, rating) => {
    expect(parseRating(text, [])).toBe(rating);
  });

  it('is made of the words of scales, or one of the settings: nothing somebody said stands in its place', () => {
    expect(parseRating('Sam was kind', [])).toBeNull();
    expect(parseRating('!', [])).toBeNull();
    const family = {
      ratings: [{ key: 'made-a-difference', label: 'It made a difference' }],
      tooEarlyToSay: false,
      noRating: false,
      attempts: 0,
      late: false,
      askedApart: [],
    };
    expect(parseRating('Made a difference', [{ family }])).toBe('made_a_difference');
  });

  it('stands in the usual order, with what is no rating last', () => {
    expect(inRatingOrder(['no_rating', 'poor', 'helpful', 'too_early_to_say', 'good', 'good'])).toEqual([
      'good',
      'poor',
      'helpful',
      'too_early_to_say',
      'no_rating',
    ]);
    expect(ratingLabel('too_early_to_say')).toBe('Too early to say');
  });
});
