import { isRefusal } from '../../refusal.js';
import type { Stage } from '../../workflow/stages.js';
import { auditWorkflow, type WorkflowTable } from '../../workflow/table.js';
import type { AuditCommand } from '../../audit-language/commands.js';
import { auditDecider } from '../decider.js';
import type { AuditEvent, AuditEventType } from '../../audit-language/events.js';
import { isAppointment, obligationsOf, systemObligationsOf } from '../obligations.js';
import type { AuditRefusalCode } from '../refusals.js';
import type { AuditState } from '../state.js';
import { contextFor, type Circumstances } from './council.fixture.js';

/** An event of the outcome; of its data, only what is named is looked at. */
export type Expected = {
  [Type in AuditEventType]: {
    readonly type: Type;
    readonly data?: Partial<Extract<AuditEvent, { type: Type }>['data']>;
  };
}[AuditEventType];

/** Given these events, when this command. */
export interface Attempt {
  readonly name: string;
  readonly given: readonly AuditEvent[];
  readonly when: AuditCommand;
  readonly by: string;
  readonly in?: Circumstances;
}

/** Then these events, or this refusal. */
export interface Scenario extends Attempt {
  readonly then: readonly Expected[] | AuditRefusalCode;
  readonly stage?: Stage;
  /** What is owed afterwards, as `key by <person or party> until <date>`, or `on <date>` for an appointment. */
  readonly owed?: readonly string[];
}

type AuditDecider = ReturnType<typeof auditDecider>;

const deciders = new WeakMap<WorkflowTable, AuditDecider>();

/** The decider of a table, made once: thousands of attempts are made on each. */
function deciderOf(table: WorkflowTable): AuditDecider {
  const decider = deciders.get(table) ?? auditDecider(table);
  deciders.set(table, decider);
  return decider;
}

/** What a table answers an attempt with: `accepted`, a refusal's code, or the error it threw. */
export function answerTo(attempt: Attempt, table: WorkflowTable = auditWorkflow): string {
  try {
    const decider = deciderOf(table);
    const before = attempt.given.reduce<AuditState>(decider.evolve, decider.initial);
    const outcome = decider.decide(attempt.when, before, contextFor(attempt.by, attempt.in));
    return isRefusal(outcome) ? outcome.code : 'accepted';
  } catch (error) {
    return error instanceof Error ? error.message : 'broken';
  }
}

/** What somebody is told before they give the command: `accepted` where they may, or why not. */
export function toldOf({ given, when, by, in: circumstances }: Attempt): string {
  const decider = deciderOf(auditWorkflow);
  const before = given.reduce<AuditState>(decider.evolve, decider.initial);
  return decider.against(when.type, itemOf(when), before, contextFor(by, circumstances))?.code ?? 'accepted';
}

/** The action or concern a command is about. */
export const itemOf = (command: AuditCommand): string | null =>
  'actionId' in command
    ? command.actionId
    : 'concernId' in command
      ? command.concernId
      : 'extensionId' in command
        ? command.extensionId
        : null;

/** How a table's answer differs from the scenario; nothing when the scenario holds. */
export function differences(scenario: Scenario, table: WorkflowTable = auditWorkflow): readonly string[] {
  try {
    const decider = deciderOf(table);
    const before = scenario.given.reduce<AuditState>(decider.evolve, decider.initial);
    const outcome = decider.decide(scenario.when, before, contextFor(scenario.by, scenario.in));
    if (isRefusal(outcome))
      return typeof scenario.then === 'string'
        ? differs('refused', scenario.then, outcome.code)
        : [`refused: ${outcome.code}`];
    if (typeof scenario.then === 'string') return [`not refused: ${outcome.map(({ type }) => type).join(', ')}`];
    const after = outcome.reduce<AuditState>(decider.evolve, before);
    const recordable = table
      .filter((row) => row.command === scenario.when.type && row.in.some((stage) => stage === before.stage))
      .flatMap(({ records }) => records);
    return [
      ...differs('events', typesOf(scenario.then), typesOf(outcome)),
      ...scenario.then.flatMap((expected, index) => dataDiffers(expected, outcome[index])),
      ...(scenario.stage === undefined ? [] : differs('stage', scenario.stage, after.stage)),
      ...(scenario.owed === undefined
        ? []
        : differs('owed', [...scenario.owed].sort(), [...owedIn(after, table)].sort())),
      ...outcome
        .filter(({ type }) => !recordable.includes(type))
        .map(({ type }) => `${type} is not among what the table says is recorded`),
    ];
  } catch (error) {
    if (error instanceof Error) return [error.message];
    throw error;
  }
}

function owedIn(state: AuditState, table: WorkflowTable = auditWorkflow): readonly string[] {
  return [
    ...obligationsOf(state, table).map(({ key, owner, due }) => {
      const by = 'personId' in owner ? owner.personId : owner.party;
      return `${key} by ${by} ${isAppointment(key, table) ? 'on' : 'until'} ${due}`;
    }),
    ...systemObligationsOf(state, table).map(({ key, due }) => `${key} by system until ${due}`),
  ];
}

const typesOf = (events: readonly { readonly type: string }[]): readonly string[] => events.map(({ type }) => type);

function dataDiffers(expected: Expected, event: AuditEvent | undefined): readonly string[] {
  const found: Readonly<Record<string, unknown>> = { ...event?.data };
  return Object.entries(expected.data ?? {}).flatMap(([field, value]) =>
    differs(`${expected.type} ${field}`, value, found[field]),
  );
}

function differs(what: string, expected: unknown, found: unknown): readonly string[] {
  const [left, right] = [JSON.stringify(expected), JSON.stringify(found)];
  return left === right ? [] : [`${what}: expected ${left}, found ${right}`];
}
