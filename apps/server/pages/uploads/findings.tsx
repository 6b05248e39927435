import type { ImportWarning, Rejection } from '#imports';
import { WideTable } from '../components/wide-table.js';

interface FindingsProps {
  readonly rejected: readonly Rejection[];
  readonly warnings: readonly ImportWarning[];
}

/** How many of each are shown: a person puts right what they see, and uploads again. */
const SHOWN = 200;

const headed = (count: number, [one, many]: readonly [string, string]): string =>
  `${count} ${count === 1 ? one : many}${count > SHOWN ? `, the first ${SHOWN} shown` : ''}`;

/** What is wrong with a file row by row, and what was read with a tolerance. Nothing here repeats a name or an id. */
export const Findings = ({ rejected, warnings }: FindingsProps) => (
  <>
    {rejected.length > 0 && (
      <WideTable
        caption={headed(rejected.length, ['thing that is not right', 'things that are not right'])}
        head={['Sheet', 'Row', 'Column', 'What is wrong'].map((text) => ({ text }))}
        rows={rejected
          .slice(0, SHOWN)
          .map(({ sheet, row, column, reason }) => [
            { text: sheet },
            { text: row },
            { text: column === '' ? 'The whole row' : column },
            { text: reason, classes: 'plumbline-wordy' },
          ])}
      />
    )}
    {warnings.length > 0 && (
      <WideTable
        caption={headed(warnings.length, ['thing to know', 'things to know'])}
        head={['Sheet', 'Row', 'Column', 'What to know'].map((text) => ({ text }))}
        rows={warnings
          .slice(0, SHOWN)
          .map(({ sheet, row, column, text }) => [
            { text: sheet },
            { text: row ?? '' },
            { text: column ?? '' },
            { text, classes: 'plumbline-wordy' },
          ])}
      />
    )}
  </>
);
