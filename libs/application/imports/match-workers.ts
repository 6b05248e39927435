import { nameIndex, nameKey } from '#domain';
import type { PeopleDirectory } from '#domain';
import type { CaseloadEntry, ImportWarning } from '#imports';
import type { OpenedPerson } from '../people/open-names.js';

/** Whom a worker's display name stands for; `key` is what spellings of one name share. */
export type WorkerMatch =
  { readonly is: 'person'; readonly personId: string } | { readonly is: 'nobody' | 'several'; readonly key: string };

export type WorkerMatcher = (name: string) => WorkerMatch;

/**
 * Matches the names that caseload files write to people, by name or alias. Those in post on the day come first; a leaver
 * whose name stands in the list is found too. A name that two people share stands for neither.
 */
export function workerMatcher(
  people: readonly OpenedPerson[],
  directory: Pick<PeopleDirectory, 'inPost'>,
  asAt: string,
): WorkerMatcher {
  const named = people.map(({ personId, name, aliases }) => ({ personId, names: [name, ...aliases] }));
  const inPost = nameIndex(named.filter(({ personId }) => directory.inPost(personId, asAt)));
  const ever = nameIndex(named);
  const known = new Set(named.flatMap(({ names }) => names.map(nameKey)));
  const match = (name: string): WorkerMatch => {
    const personId = inPost(name) ?? ever(name);
    if (personId !== null) return { is: 'person', personId };
    const key = nameKey(name);
    return { is: known.has(key) ? 'several' : 'nobody', key };
  };
  // a worker has many cases, and a name is looked up more than once for each
  const matched = new Map<string, WorkerMatch>();
  return (name) => {
    const standing = matched.get(name) ?? match(name);
    matched.set(name, standing);
    return standing;
  };
}

const DOUBTS = {
  nobody: {
    code: 'worker_unmatched',
    text: 'This worker is nobody among the people, by name or alias.',
  },
  several: {
    code: 'worker_ambiguous',
    text: 'Several people go by the name of this worker, so it stands for none of them. Give one of them an alias.',
  },
} as const;

/** Everybody an entry names as working the case, who holds it first. */
export function workersNamed({ worker, otherWorkers }: CaseloadEntry): readonly string[] {
  return worker === null ? otherWorkers : [worker, ...otherWorkers];
}

/** Names told of at most: a column that holds something else would make one of every row. */
const MOST_NAMES = 500;

/** Gathers the names that stand for nobody: a warning each, at the first row that has it; no name is repeated. */
export class DoubtsAboutWorkers {
  private readonly doubts = new Map<string, { readonly warning: ImportWarning; cases: number }>();
  private left = 0;

  constructor(private readonly matchOf: WorkerMatcher) {}

  note(entry: CaseloadEntry): void {
    const unmatched = new Map(
      workersNamed(entry)
        .map(this.matchOf)
        .flatMap((match) => (match.is === 'person' ? [] : [[match.key, match.is]])),
    );
    for (const [key, is] of unmatched) {
      const known = this.doubts.get(key);
      if (known !== undefined) known.cases += 1;
      else if (this.doubts.size >= MOST_NAMES) this.left += 1;
      else this.doubts.set(key, { warning: { ...at(entry.rows), ...DOUBTS[is] }, cases: 1 });
    }
  }

  warnings(): ImportWarning[] {
    const told = [...this.doubts.values()].map(({ warning, cases }) => ({
      ...warning,
      text: `${warning.text} ${cases === 1 ? 'The case' : `These ${cases} cases`} can be sampled; whoever allocates an audit then records an independence check.`,
    }));
    if (this.left === 0) return told;
    const text = `${this.left} cases have workers beyond those told of: look at the column of workers.`;
    return [...told, { sheet: '', code: 'worker_doubts_cut_short', text }];
  }
}

function at([first]: CaseloadEntry['rows']): { sheet: string; row?: number } {
  return first === undefined ? { sheet: '' } : { sheet: first.sheet, row: first.row };
}
