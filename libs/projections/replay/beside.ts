/** Something known of a record at a moment: a fact, of which of its kind, and what it said. */
export interface Known<Value, Fact extends string = string> {
  readonly fact: Fact;
  /** Which domain, action, …; null where there is one of its kind. */
  readonly item: string | null;
  readonly value: Value;
}

/** A step of a record's life, and all that was known of it once it was taken. */
export interface Moment<Step, Value, Fact extends string = string> {
  readonly step: Step;
  readonly known: readonly Known<Value, Fact>[];
}

/** How a fact came to say something else. */
export const CHANGES = ['added', 'changed', 'regraded', 'corrected', 'ended'] as const;
export type Change = (typeof CHANGES)[number];

/** A step by which a fact changed. */
export interface Changed<Step> {
  readonly change: Change;
  readonly step: Step;
}

/** What was known of one fact after a step, beside what is known after a later one. */
export interface Beside<Step, Value, Fact extends string = string> extends Omit<Known<Value, Fact>, 'value'> {
  /** Null where nothing was known of it. */
  readonly then: Value | null;
  readonly now: Value | null;
  /** By which steps it changed in between, in order. What changed and changed back says so. */
  readonly since: readonly Changed<Step>[];
}

/**
 * Puts what was known of a record at one moment beside what was known at a later one, fact by fact: first those of the
 * earlier, in their order, then what came since. Values are compared as they are recorded, sealed where they are personal.
 * @param moments the record's life in order, up to the later moment
 * @param then index of the earlier
 * @param changeBy what a step is called that changes what is there already
 */
export function beside<Step, Value, Fact extends string>(
  moments: readonly Moment<Step, Value, Fact>[],
  then: number,
  changeBy: (step: Step, fact: Fact) => Change,
): readonly Beside<Step, Value, Fact>[] {
  const facts = new Map<string, Beside<Step, Value, Fact> & { readonly text: string }>();
  moments.slice(then).forEach(({ step, known }, index) => {
    const here = new Set<string>();
    for (const { fact, item, value } of known) {
      const id = JSON.stringify([fact, item]);
      const text = JSON.stringify(value);
      const before = facts.get(id);
      here.add(id);
      if (before?.text === text) continue;
      if (index === 0) facts.set(id, { fact, item, then: value, now: value, since: [], text });
      else {
        const change = before === undefined || before.text === GONE ? 'added' : changeBy(step, fact);
        const { then: stood, since } = before ?? { then: null, since: [] };
        facts.set(id, { fact, item, then: stood, now: value, since: [...since, { change, step }], text });
      }
    }
    for (const [id, before] of facts)
      if (!here.has(id) && before.text !== GONE)
        facts.set(id, { ...before, now: null, since: [...before.since, { change: 'ended', step }], text: GONE });
  });
  return [...facts.values()].map(({ text: _, ...fact }) => fact);
}

/** No value reads so. */
const GONE = '';
