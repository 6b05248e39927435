/**
 * How much a pair of grades counts as agreement, 1 for the same grade: `identity` nothing for any other grade, `linear`
 * less by an equal part for each step apart, `quadratic` less by the square of the steps, so that near misses cost little.
 */
export type AgreementWeights = 'identity' | 'linear' | 'quadratic';

/** @param furthest steps between the best and the worst grade of the scale, at least 1 */
export const WEIGHTS: Readonly<Record<AgreementWeights, (steps: number, furthest: number) => number>> = {
  identity: (steps) => (steps === 0 ? 1 : 0),
  linear: (steps, furthest) => 1 - steps / furthest,
  quadratic: (steps, furthest) => 1 - (steps / furthest) ** 2,
};
