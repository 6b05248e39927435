import { hash, randomUUID } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { COMMITTEE_REPORTS_STREAM } from '#application';
import type { CommandAnswer } from '#application';
import { spokenDate } from '#domain';
import type { Actor, CommitteeEvent } from '#domain';
import type { CommitteeDocument } from '#committee';
import type { Engine } from './engine.js';

/** A version of a report to a committee. */
export interface KeptVersionShown {
  readonly version: number;
  readonly keptBy: string;
  /** Instant, UTC. */
  readonly keptAt: string;
  /** SHA-256 (hex) of all that is printed. */
  readonly digest: string;
}

export interface SignedOff {
  readonly version: number;
  readonly signedOffBy: string;
  readonly on: string;
  /** Null where their name is erased. */
  readonly as: string | null;
}

/** A report to a committee that was kept. */
export interface KeptReportShown {
  readonly reportId: string;
  /** Of its newest version; null where its words are erased. */
  readonly title: string | null;
  readonly from: string;
  readonly to: string;
  readonly versions: readonly KeptVersionShown[];
  readonly signedOff: SignedOff | null;
}

interface KeepOrder {
  readonly document: CommitteeDocument;
  /** Of which report it is a version; null for a new one. */
  readonly reportId: string | null;
  readonly from: string;
  readonly to: string;
  readonly actor: Actor;
}

/** Keeps all that is printed: printed again it is the same. @returns the report's id, or why it is not kept */
export async function keepCommitteeReport(
  engine: Pick<Engine, 'execute'>,
  { document, reportId, from, to, actor }: KeepOrder,
): Promise<{ readonly reportId: string; readonly answer: CommandAnswer }> {
  const id = reportId ?? randomUUID();
  const written = JSON.stringify(document);
  const body = {
    reportId: id,
    from,
    to,
    title: document.title,
    document: gzipSync(written).toString('base64'),
    digest: hash('sha256', written, 'hex'),
  };
  return { reportId: id, answer: await engine.execute({ name: 'KeepCommitteeReport', target: id, body, actor }) };
}

type Kept = Extract<CommitteeEvent, { type: 'committee-report-kept' }>['data'] & { readonly keptAt: string };
type Signed = Extract<CommitteeEvent, { type: 'committee-report-signed-off' }>['data'];

interface Log {
  readonly kept: readonly Kept[];
  readonly signed: readonly Signed[];
}

async function logOf({ ledger }: Pick<Engine, 'ledger'>): Promise<Log> {
  const { events } = await ledger.load(COMMITTEE_REPORTS_STREAM);
  const kept: Kept[] = [];
  const signed: Signed[] = [];
  for (const envelope of events) {
    const event = { type: envelope.type, data: envelope.data } as CommitteeEvent;
    if (event.type === 'committee-report-kept') kept.push({ ...event.data, keptAt: envelope.metadata.recordedAt });
    else signed.push(event.data);
  }
  return { kept, signed };
}

/** Every report that was kept, the newest first. @throws StoreUnavailable, KeysUnavailable */
export async function listCommitteeReports(engine: Pick<Engine, 'ledger'>): Promise<readonly KeptReportShown[]> {
  const { kept, signed } = await logOf(engine);
  const ids = [...new Set(kept.map(({ reportId }) => reportId))].reverse();
  return Promise.all(
    ids.flatMap((reportId) => {
      const versions = kept.filter((each) => each.reportId === reportId);
      const last = versions.at(-1);
      const by = signed.find((each) => each.reportId === reportId) ?? null;
      return last === undefined ? [] : [shown(engine, versions, last, by)];
    }),
  );
}

async function shown(
  { ledger }: Pick<Engine, 'ledger'>,
  versions: readonly Kept[],
  { reportId, title, from, to }: Kept,
  signed: Signed | null,
): Promise<KeptReportShown> {
  const opened = await ledger.openAll([title, signed?.as ?? null]);
  return {
    reportId,
    title: textOf(opened[0]),
    from,
    to,
    versions: versions.map(({ version, keptBy, keptAt, digest }) => ({ version, keptBy, keptAt, digest })),
    signedOff: signed && { ...signedBy(signed), as: textOf(opened[1]) },
  };
}

const signedBy = ({ version, signedOffBy, on }: Signed) => ({ version, signedOffBy, on });

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/**
 * A version as it is printed: what was kept, and whether and by whom it is signed off. The same each time.
 * @returns null where there is none, or its words are erased
 */
export async function printedCommitteeReport(
  engine: Pick<Engine, 'ledger'>,
  reportId: string,
  version: number,
): Promise<CommitteeDocument | null> {
  const { kept, signed } = await logOf(engine);
  const found = kept.find((each) => each.reportId === reportId && each.version === version);
  if (found === undefined) return null;
  const by = signed.find((each) => each.reportId === reportId && each.version === version) ?? null;
  const [packed, as] = (await engine.ledger.openAll([found.document, by?.as ?? null])).map(textOf);
  if (packed === null || packed === undefined) return null;
  const document = JSON.parse(gunzipSync(Buffer.from(packed, 'base64')).toString()) as CommitteeDocument;
  const standing =
    by === null
      ? `Draft: version ${version}, not signed off`
      : `Version ${version}, by ${as ?? 'somebody whose name is erased'} on ${spokenDate(by.on).split(' ').slice(1).join(' ')}`;
  return { ...document, facts: [...document.facts, { name: 'Signed off', value: standing }] };
}
