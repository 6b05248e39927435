import type { Cells } from './columns.js';
import type { FactNames } from './fact-names.js';

/**
 * The cells of a block by series. Where columns are spellings of one name, an audit counts once: by the first of them in
 * which it has a value.
 */
export function cellsBySeries(
  columns: readonly (readonly [name: string, cells: Cells])[],
  names: Pick<FactNames, 'seriesOf'>,
): ReadonlyMap<string, Cells> {
  const series = new Map<string, Cells>();
  for (const [column, cells] of columns) {
    const name = names.seriesOf(column);
    const before = series.get(name);
    series.set(
      name,
      before === undefined ? cells : before.map((value, place) => (value === 0 ? (cells[place] ?? 0) : value)),
    );
  }
  return series;
}
