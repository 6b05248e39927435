import { purposeUnder, readsByGrantAlone } from '#access';
import { auditFold, stepsOn } from '#application';
import type { AuditSteps } from '#application';
import { endOfLondonDay, isIsoDate, isRefusal, isSelected, noted, refuse, revisionShown } from '#domain';
import type { AuditReader, AuditState, CalendarEntry, ReadEvent, Refusal } from '#domain';
import { asAuditEvent, auditAsAt, historyOf } from '#projections';
import type { AuditDocument, AuditHistory, Entry } from '#projections';
import { grantOf, notTheirs, readerUnder } from './audit-readers.js';
import type { AskedOfAudit } from './audit-readers.js';
import { stepsContext } from './audit-steps.js';
import { entryIn } from './calendar-entry.js';
import { formOf } from './audit-form.js';
import type { AuditForm } from './audit-form.js';
import { nameCase } from './case-names.js';
import type { CaseNamed } from './case-names.js';
import type { Engine } from './engine.js';
import { namesIn } from './names-shown.js';
import type { NamesShown } from './names-shown.js';

/** What somebody wants to read of an audit. */
export interface ReadingOrder extends AskedOfAudit {
  readonly what: ReadEvent['data']['what'];
  /** As it was known at an instant, ISO in UTC; as it is now where it is left out. */
  readonly asAt?: string;
  /** Why, where it must be said. */
  readonly purpose?: string;
}

/** An audit as its reader may see it, with the child it is of. */
export interface NamedAudit extends AuditDocument, CaseNamed {
  /** What it is filled in by. */
  readonly form: AuditForm | null;
  /** What the people and teams in it are called. */
  readonly names: NamesShown;
}

/** An audit as its reader may see it, personal fields opened. */
export interface AuditReadOut {
  readonly document: NamedAudit;
  readonly timeline: readonly Entry[];
  /** Of the audit now, counted over what is not kept from the reader. */
  readonly revision: number;
}

/**
 * Reads an audit from its stream. What may be read goes by how it stands now. A reading is recorded first, of
 * its content or of a part of it, so that whoever has read a first grade cannot moderate it blind. Who reads by grants alone learns nothing of an
 * audit they were not granted, not even whether there is one.
 * @throws StoreUnavailable, KeysUnavailable
 */
export async function readAudit(engine: Engine, order: ReadingOrder): Promise<AuditReadOut | Refusal> {
  const read = await readHistory(engine, order, asAt(order.asAt));
  return isRefusal(read) ? read : readOut(engine, read);
}

/** An audit as it stands, with what its reader may do on it then. */
export interface AuditToAct extends AuditReadOut, Pick<AuditSteps, 'steps'> {
  /** What stands of its conversation in their own calendar. */
  readonly inCalendar: CalendarEntry | undefined;
}

/** Reads an audit as it stands, once, for whoever may act on it. @throws StoreUnavailable, KeysUnavailable */
export async function readAuditToAct(engine: Engine, order: Omit<ReadingOrder, 'asAt'>): Promise<AuditToAct | Refusal> {
  const read = await readHistory(engine, order, asAt());
  if (isRefusal(read)) return read;
  const { events, state } = read.history;
  const steps = await stepsOn(
    auditFold.after(auditFold.initial, events),
    events.length - 1,
    await stepsContext(engine, order),
  );
  if (isRefusal(steps)) return steps;
  return { ...(await readOut(engine, read)), steps: steps.steps, inCalendar: entryIn(state, order.actor.id) };
}

/** What somebody is shown of an audit, and what it was shown from. */
export interface HistoryRead<Shown> {
  readonly shown: Shown;
  readonly history: AuditHistory;
  readonly reader: AuditReader;
}

/**
 * Opens an audit's history for somebody, and records the reading.
 * @param show what the reader sees of it, now: nothing is recorded where that is refused
 * @throws StoreUnavailable, KeysUnavailable
 */
export async function readHistory<Shown extends object>(
  engine: Engine,
  order: Omit<ReadingOrder, 'asAt'>,
  show: (history: AuditHistory, reader: AuditReader, now: string) => Shown | Refusal,
): Promise<HistoryRead<Shown> | Refusal> {
  const { auditId, actor, what, purpose } = order;
  const now = engine.clock();
  const grant = await grantOf(engine, order, now);
  const letter = grant && (await engine.ledger.openAll(grant.reason));
  if (grant === undefined && readsByGrantAlone(actor)) return notTheirs();
  const { events } = await engine.ledger.load(`audit-${auditId}`);
  const history = historyOf(auditId, events.map(asAuditEvent));
  const reader = await readerUnder(engine, order, history.state, grant, now);
  if (reader.level === 'none') return notTheirs();
  if (events.length === 0) return refuse('not-found', 'audit-not-found', 'There is no such audit.');
  const shown = show(history, reader, now);
  if (isRefusal(shown)) return shown;
  const recorded = await engine.execute({
    name: 'RecordReading',
    target: auditId,
    body: { what, firstGrade: tellsFirstGrade(history.state, reader), purpose: purposeUnder(letter, purpose) },
    actor,
    now,
  });
  return isRefusal(recorded) ? recorded : { shown, history, reader };
}

interface AsAt {
  readonly document: AuditDocument;
  readonly timeline: readonly Entry[];
}

const asAt =
  (instant?: string) =>
  (history: AuditHistory, reader: AuditReader, now: string): AsAt | Refusal => {
    const { document, timeline } = auditAsAt(history, reader, instant ?? now);
    if (document === undefined) return refuse('not-found', 'audit-not-yet', 'There was no such audit at that moment.');
    return { document, timeline };
  };

async function readOut(
  engine: Engine,
  { shown, history: { events, state }, reader }: HistoryRead<AsAt>,
): Promise<AuditReadOut> {
  const opened = await engine.ledger.openAll(shown);
  return {
    ...opened,
    document: await nameAudit(engine, opened.document, state, opened),
    revision: revisionShown(events.map(noted), reader),
  };
}

/** @param shown all that is shown with it, opened: whom it names is named */
export const nameAudit = async (
  engine: Engine,
  document: AuditDocument,
  state: AuditState,
  shown: unknown,
): Promise<NamedAudit> => ({
  ...document,
  ...(await nameCase(engine, document.auditId)),
  form: formOf(state, await engine.references.load()),
  names: await namesIn(engine, shown),
});

/**
 * Whether a reading could tell of a first grade that is to be moderated blind. Drafts are one in the making: a deputy who
 * has read them does not moderate it. Nor does who has read of a safety concern, which may have come of it.
 */
function tellsFirstGrade(state: AuditState, { level, drafts, withholdFirstGrade }: AuditReader): boolean {
  if (level !== 'content' && level !== 'safety') return false;
  return drafts || (isSelected(state) && state.graded !== null && !withholdFirstGrade);
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z$/;

/** The instant a text means: an instant in UTC, or a date, which is its end in London. Null for anything else. */
export function instantOf(text: string): string | null {
  if (isIsoDate(text)) return endOfLondonDay(text);
  const time = INSTANT.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

/** The instant as at which something is asked: now where nobody says. */
export const momentAsked = (asAt: string | null, now: string): string =>
  asAt === null ? now : (instantOf(asAt) ?? now);

/** The events of an audit that were known at an instant. @throws StoreUnavailable */
export async function eventsKnown({ ledger }: Pick<Engine, 'ledger'>, auditId: string, moment: string) {
  const { events } = await ledger.load(`audit-${auditId}`);
  return events.map(asAuditEvent).filter(({ metadata }) => metadata.recordedAt <= moment);
}
