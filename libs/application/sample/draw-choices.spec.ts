import { isRefusal } from '#domain';
import type { DrawSampleBody } from './bodies.js';
import { drawChoices } from './draw-choices.js';

const body = (choices: Partial<DrawSampleBody>): DrawSampleBody => ({ period: '2024-05', ...choices });

describe('what a draw is to do otherwise', () => {
  it('is nothing where nothing is said: the settings decide', () => {
    expect(drawChoices(body({}))).toEqual({});
    expect(drawChoices(body({ size: null, percent: null, stratum: null, quotas: null, activity: null }))).toEqual({});
  });

  it.each<[Partial<DrawSampleBody>, object]>([
    [{ size: 50 }, { size: { kind: 'fixed', count: 50 } }],
    [{ percent: 5 }, { size: { kind: 'percent', percent: 5 } }],
    [
      { stratum: 'team', reservesPerSelected: 0 },
      { stratum: 'team', reservesPerSelected: 0 },
    ],
    [{ quotas: { North: 3, South: 0 } }, { quotas: { North: 3, South: 0 } }],
    [
      { cooldownMonths: 0, activity: 'deep-dive' },
      { cooldownMonths: 0, activity: 'deep-dive' },
    ],
  ])('is what is said: %j', (said, choices) => {
    expect(drawChoices(body(said))).toEqual(choices);
  });

  it.each<[Partial<DrawSampleBody>, string]>([
    [{ size: 5, percent: 5 }, 'size-twice'],
    [{ quotas: { North: 'three' } }, 'bad-quotas'],
    [{ quotas: { North: -1 } }, 'bad-quotas'],
    [{ quotas: { North: 1.5 } }, 'bad-quotas'],
  ])('is refused where it cannot be: %j', (said, code) => {
    const answer = drawChoices(body(said));
    expect(isRefusal(answer) && answer.code).toBe(code);
  });
});
