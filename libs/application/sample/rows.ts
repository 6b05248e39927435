import {
  askedDraw,
  commandIn,
  frameOfCaseload,
  isRefusal,
  joinNames,
  mayDrawForRound,
  meaningOf,
  refuse,
  responsibilitiesOf,
  sample,
  sampleForms,
} from '#domain';
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
import { bodyOf } from '../body/body-of.js';
import { caseloadFold, caseloadStream } from '../caseload/rows.js';
import { commandRow } from '../row/command-row.js';
import type { BodyClass } from '../body/body-class.js';
import type { CommandRow, RowContext, SaysOf } from '../row/command-row.js';
import { foldOf } from '../streams/stream-fold.js';
import { DrawSampleBody } from './bodies.js';
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
  const council = { ...context.references, today: context.today, responsibilities: responsibilitiesOf(settings) };
  const known = { ...context, settings, owesRoundDraws: mayDrawForRound(context.actor, council) };
  const looksAround = command.type === 'DrawSample' || command.type === 'DirectCase';
  if (!looksAround) return { ...known, frame: null, history: () => NO_HISTORY };
  const activity = activityOf(command, state, settings);
  const join = joinNames(meaningOf(settings.auditTypes));
  const wanted = join(activity);
  const history = await context.samples.auditHistory((name) => join(name) === wanted);
  return {
    ...known,
    frame: await frameOf(await caseloadOf(command, state, settings, context), context),
    history: (asked) => (asked === activity ? history : NO_HISTORY),
  };
}

function activityOf(command: SampleCommand, state: SampleState, settings: ProgrammeSettings): string {
  const { draw } = settings;
  if (command.type === 'DrawSample') {
    const asked = askedDraw(command, settings);
    return isRefusal(asked) ? draw.activity : asked.rules.activity;
  }
  return state.stage === 'undrawn' ? draw.activity : state.drawn.activity;
}

async function caseloadOf(
  command: SampleCommand,
  state: SampleState,
  settings: ProgrammeSettings,
  { samples }: RowContext,
): Promise<string | null> {
  if (command.type !== 'DrawSample') return state.stage === 'undrawn' ? null : state.drawn.caseloadId;
  const asked = askedDraw(command, settings);
  const type = settings.auditTypes.find(({ key }) => key === activityOf(command, state, settings));
  return isRefusal(asked) || type === undefined ? null : samples.caseloadFor(type.subjectType, asked.to);
}

async function frameOf(caseloadId: string | null, { stateOf }: RowContext): Promise<Frame | null> {
  return caseloadId === null ? null : frameOfCaseload(await stateOf(caseloadStream(caseloadId), caseloadFold));
}

function saidRow(name: keyof typeof sampleForms, path: string, summary: string): CommandRow {
  return row(name, {
    path: `samples/:id/${path}`,
    summary,
    body: bodyOf(sampleForms[name]),
    record: 'standing',
    says: (body) => commandIn(sampleForms, name, body),
  });
}

/** What the processes record of an issue. */
function engineRow<Name extends Exclude<SampleCommandName, 'DrawSample'>>(
  name: Name,
  summary: string,
  says: (body: SaysOf<SampleCommand, Name>) => SampleCommand,
): CommandRow {
  return row(name, { path: null, summary, body: null, record: 'standing', says });
}

/** Drawing and issuing. */
export const sampleRows: readonly CommandRow[] = [
  row('DrawSample', {
    path: 'samples',
    summary: 'Draw a sample',
    body: DrawSampleBody,
    record: 'made',
    says: (body, sampleId) => {
      const choices = drawChoices(body);
      if (isRefusal(choices)) return choices;
      const { period, round = null, seed = null } = body;
      return { type: 'DrawSample', sampleId, period, round, choices, seed };
    },
  }),
  saidRow('DirectCase', 'direct-case', 'Add a case picked by hand'),
  saidRow('IssueSample', 'issue', 'Issue the sample: each of its cases becomes an audit'),
  engineRow('RecordCaseIssued', 'Record the audit a case became', (body) => ({ type: 'RecordCaseIssued', ...body })),
  engineRow('RecordCaseSkipped', 'Record that a case could not become an audit', (body) => ({
    type: 'RecordCaseSkipped',
    ...body,
  })),
  engineRow('TakeReserve', 'Take the next reserve for a case that was replaced', (body) => ({
    type: 'TakeReserve',
    ...body,
  })),
  engineRow('CompleteIssue', 'Record that every case of the sample has been issued or skipped', () => ({
    type: 'CompleteIssue',
  })),
];
