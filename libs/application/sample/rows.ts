import { frameOfCaseload, isRefusal, joinNames, meaningOf, parsePeriod, refuse, sample } from '#domain';
import type {
  AuditHistory,
  Frame,
  ProgrammeSettings,
  Refusal,
  SampleCommand,
  SampleCommandName,
  SampleContext,
  SampleState,
} from '#domain';
import { NothingMore } from '../body/nothing-more.js';
import { caseloadFold, caseloadStream } from '../caseload/rows.js';
import { commandRow } from '../row/command-row.js';
import type { BodyClass } from '../body/body-class.js';
import type { CommandRow, RowContext } from '../row/command-row.js';
import { foldOf } from '../streams/stream-fold.js';
import { DirectCaseBody, DrawSampleBody } from './bodies.js';
import { drawChoices } from './draw-choices.js';

export const sampleStream = (sampleId: string): string => `sample-${sampleId}`;
export const sampleFold = foldOf(sample);

interface SampleRow<Body extends object> {
  readonly path: string | null;
  readonly summary: string;
  readonly body: BodyClass<Body> | null;
  readonly record: 'made' | 'standing';
  readonly says: (body: Body, id: string) => SampleCommand | Refusal;
}

function row<Body extends object>(name: SampleCommandName, { says, record, ...rest }: SampleRow<Body>): CommandRow {
  return commandRow<SampleState, Body>({
    name,
    group: 'samples',
    ...rest,
    record,
    fold: sampleFold,
    idOf: (target, _body, newId) => (record === 'made' ? newId('sample') : (target ?? '')),
    streamOf: sampleStream,
    async decide(body, state, context) {
      const command = says(body, context.id);
      if (isRefusal(command)) return command;
      const known = await sampleContext(command, state, context);
      return isRefusal(known) ? known : sample.decide(command, state, known);
    },
    settingsVersionOf: (state) => (state.stage === 'undrawn' ? undefined : state.drawn.settingsVersion),
  });
}

const NO_HISTORY: AuditHistory = { lastAuditedOn: () => null, isLive: () => false, isExempt: () => false };

/** A draw and a directed case look at the caseload and at earlier audits; nothing else does. */
async function sampleContext(
  command: SampleCommand,
  state: SampleState,
  context: RowContext,
): Promise<SampleContext | Refusal> {
  const { settings } = context.references;
  if (settings === null) return refuse('rule', 'settings-missing', 'No programme settings have been published yet.');
  const looksAround = command.type === 'DrawSample' || command.type === 'DirectCase';
  if (!looksAround) return { ...context, settings, frame: null, history: () => NO_HISTORY };
  const activity = activityOf(command, state, settings);
  const join = joinNames(meaningOf(settings.auditTypes));
  const wanted = join(activity);
  const history = await context.samples.auditHistory((name) => join(name) === wanted);
  return {
    ...context,
    settings,
    frame: await frameOf(await caseloadOf(command, state, settings, context), context),
    history: (asked) => (asked === activity ? history : NO_HISTORY),
  };
}

function activityOf(command: SampleCommand, state: SampleState, { draw }: ProgrammeSettings): string {
  if (command.type === 'DrawSample') return command.choices.activity ?? draw.activity;
  return state.stage === 'undrawn' ? draw.activity : state.drawn.activity;
}

async function caseloadOf(
  command: SampleCommand,
  state: SampleState,
  settings: ProgrammeSettings,
  { samples }: RowContext,
): Promise<string | null> {
  if (command.type !== 'DrawSample') return state.stage === 'undrawn' ? null : state.drawn.caseloadId;
  const period = parsePeriod(command.period);
  const type = settings.auditTypes.find(({ key }) => key === activityOf(command, state, settings));
  return period === null || type === undefined ? null : samples.caseloadFor(type.subjectType, period.to);
}

async function frameOf(caseloadId: string | null, { stateOf }: RowContext): Promise<Frame | null> {
  return caseloadId === null ? null : frameOfCaseload(await stateOf(caseloadStream(caseloadId), caseloadFold));
}

type Engine<Name extends SampleCommandName> = Omit<Extract<SampleCommand, { type: Name }>, 'type'>;

/** Drawing and issuing; what the processes record of an issue has no route. */
export const sampleRows: readonly CommandRow[] = [
  row('DrawSample', {
    path: 'samples',
    summary: 'Draw a sample',
    body: DrawSampleBody,
    record: 'made',
    says: (body, sampleId) => {
      const choices = drawChoices(body);
      if (isRefusal(choices)) return choices;
      return { type: 'DrawSample', sampleId, period: body.period, choices, seed: body.seed ?? null };
    },
  }),
  row('DirectCase', {
    path: 'samples/:id/direct-case',
    summary: 'Add a case picked by hand',
    body: DirectCaseBody,
    record: 'standing',
    says: ({ position, reason }) => ({ type: 'DirectCase', position, reason }),
  }),
  row('IssueSample', {
    path: 'samples/:id/issue',
    summary: 'Issue the sample: each of its cases becomes an audit',
    body: NothingMore,
    record: 'standing',
    says: () => ({ type: 'IssueSample' }),
  }),
  row<Engine<'RecordCaseIssued'>>('RecordCaseIssued', {
    path: null,
    summary: 'Record the audit a case became',
    body: null,
    record: 'standing',
    says: ({ position, auditId }) => ({ type: 'RecordCaseIssued', position, auditId }),
  }),
  row<Engine<'RecordCaseSkipped'>>('RecordCaseSkipped', {
    path: null,
    summary: 'Record that a case could not become an audit',
    body: null,
    record: 'standing',
    says: ({ position }) => ({ type: 'RecordCaseSkipped', position }),
  }),
  row<Engine<'TakeReserve'>>('TakeReserve', {
    path: null,
    summary: 'Take the next reserve for a case that was replaced',
    body: null,
    record: 'standing',
    says: ({ replaces, auditId }) => ({ type: 'TakeReserve', replaces, auditId }),
  }),
  row('CompleteIssue', {
    path: null,
    summary: 'Record that every case of the sample has been issued or skipped',
    body: null,
    record: 'standing',
    says: () => ({ type: 'CompleteIssue' }),
  }),
];
