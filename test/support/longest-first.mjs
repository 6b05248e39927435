import TestSequencer from '@jest/test-sequencer';

/** Those that mostly take longest, where nobody has measured yet: on a new machine. Browsers before all. */
const LONG = [
  /[\\/]test[\\/]pages[\\/]/,
  /[\\/]test[\\/](eventstoredb|journeys|cli|faults)[\\/]/,
  /\.long\.spec\.js$/,
  /[\\/]test[\\/]/,
];

const rankOf = ({ path }) => {
  const rank = LONG.findIndex((kind) => kind.test(path));
  return rank === -1 ? LONG.length : rank;
};

/** Jest's own order, the longest first, where it knows how long each suite took: two workers then end together. */
export default class LongestFirst extends TestSequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    return sorted.some(({ duration }) => duration) ? sorted : sorted.sort((one, other) => rankOf(one) - rankOf(other));
  }
}
