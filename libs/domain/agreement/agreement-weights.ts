/**
 * How much a pair of grades counts as agreement, 1 for the same grade: `identity` nothing for any other grade, `linear`
 * less by an equal part for each step apart, `quadratic` less by the square of the steps, so that near misses cost little.
 */
export type AgreementWeights = 'identity' | 'linear' | 'quadratic';

/** Weights as whole numbers: so many of `whole`. */
interface WholeWeights {
  readonly whole: bigint;
  readonly weightOf: (steps: number) => bigint;
}

const WEIGHTS: Readonly<Record<AgreementWeights, (furthest: number) => WholeWeights>> = {
  identity: () => ({ whole: 1n, weightOf: (steps) => (steps === 0 ? 1n : 0n) }),
  linear: (furthest) => ({ whole: BigInt(furthest), weightOf: (steps) => BigInt(furthest - steps) }),
  quadratic: (furthest) => ({
    whole: BigInt(furthest ** 2),
    weightOf: (steps) => BigInt(furthest ** 2 - steps ** 2),
  }),
};

/** @param furthest steps between the best and the worst grade of the scale, at least 1 */
export const wholeWeights = (weights: AgreementWeights, furthest: number): WholeWeights => WEIGHTS[weights](furthest);
