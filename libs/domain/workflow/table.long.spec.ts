import { auditDecider } from '../audit/decider.js';
import { allScenarios } from '../audit/scenarios/all-scenarios.fixture.js';
import { answerTo, differences } from '../audit/scenarios/scenario.fixture.js';
import { attempts } from '../audit/scenarios/who-may-what.fixture.js';
import { auditWorkflow, type WorkflowRow, type WorkflowTable } from './table.js';

const permitted = attempts().filter(({ isAllowed }) => isAllowed);

/**
 * What fails on a table: a scenario, or a person who is refused what they may do. The command's own scenarios are
 * tried first.
 */
function failureOn(table: WorkflowTable, first?: WorkflowRow['command']): string | null {
  for (const isFirst of [true, false]) {
    const isTried = (when: { readonly type: string }) => (when.type === first) === isFirst;
    const refused = permitted.find(
      ({ when, ...attempt }) => isTried(when) && answerTo({ when, ...attempt }, table) !== 'accepted',
    );
    const failed = allScenarios.find((scenario) => isTried(scenario.when) && differences(scenario, table).length > 0);
    if (refused !== undefined || failed !== undefined) return (refused ?? failed)?.name ?? null;
  }
  return null;
}

const rows: WorkflowTable = auditWorkflow;
const nameOf = (row: WorkflowRow) => `${row.command} in ${row.in.join(', ')}`;
const replaced = (row: WorkflowRow, by: readonly WorkflowRow[]): WorkflowTable =>
  rows.flatMap((candidate) => (candidate === row ? by : [candidate]));
const without = <Item>(items: readonly Item[], item: Item): readonly Item[] =>
  items.filter((candidate) => candidate !== item);

/** A row with each one of its cells' entries left out in turn. */
function entriesLeftOut(row: WorkflowRow): readonly (readonly [what: string, row: WorkflowRow])[] {
  const { leads = [], starts = [], discharges = [], inPlaceFor = [] } = row;
  return [
    ...row.in.map((stage) => [`in ${stage}`, { ...row, in: without(row.in, stage) }] as const),
    ...row.by.map((party) => [`by ${party}`, { ...row, by: without(row.by, party) }] as const),
    ...row.records.map((event) => [`records ${event}`, { ...row, records: without(row.records, event) }] as const),
    ...leads.map((lead) => [`leads to ${lead.to}`, { ...row, leads: without(leads, lead) }] as const),
    ...starts.map((start) => [`starts ${start.obligation}`, { ...row, starts: without(starts, start) }] as const),
    ...inPlaceFor.map((kind) => [`in place for ${kind}`, { ...row, inPlaceFor: without(inPlaceFor, kind) }] as const),
    ...discharges.map(
      (ended) => [`discharges ${ended.obligation}`, { ...row, discharges: without(discharges, ended) }] as const,
    ),
  ];
}

describe('the workflow table', () => {
  it('is not taken where two rows disagree on where an event leads', () => {
    const [first, ...others] = rows.filter(({ records }) => records.includes('audit-reopened'));
    expect(first).toBeDefined();
    const disagreeing = [{ ...first!, leads: [] }, ...others];
    expect(() => auditDecider(disagreeing)).toThrow('audit-reopened');
  });

  it('as it stands passes every scenario', () => {
    expect(failureOn(rows)).toBeNull();
  });

  it.each(rows.map((row) => [nameOf(row), row] as const))('is missed without its row %s', (_name, row) => {
    expect(failureOn(replaced(row, []), row.command)).not.toBeNull();
  });

  it.each(rows.map((row) => [nameOf(row), row] as const))('is missed in each entry of %s', (_name, row) => {
    const unmissed = entriesLeftOut(row).filter(
      ([, mutant]) => failureOn(replaced(row, [mutant]), row.command) === null,
    );
    expect(unmissed.map(([what]) => what)).toEqual([]);
  });

  it('ends every obligation it starts, and starts every one it ends', () => {
    const started = new Set(rows.flatMap(({ starts = [] }) => starts.map(({ obligation }) => obligation)));
    const ended = new Set(rows.flatMap(({ discharges = [] }) => discharges.map(({ obligation }) => obligation)));
    const withTheWindow = ['acknowledge:practitioner', 'acknowledge:team-manager'];
    expect([...ended].sort()).toEqual([...started, ...withTheWindow].sort());
  });

  it('has one row for a command in a stage', () => {
    const cells = rows.flatMap((row) => row.in.map((stage) => `${row.command} in ${stage}`));
    expect(cells).toHaveLength(new Set(cells).size);
  });
});
