import { createHash } from 'node:crypto';
import { Bag } from './bag.js';
import { coverOf } from './cover.js';
import type { Cover } from './cover.js';
import { EventsCheck } from './events-check.js';
import { Unreadable } from './findings.js';
import type { PackFinding, Told } from './findings.js';
import { checkpointOf, noteKey, openNote } from './note.js';
import type { Checkpoint, NoteKey } from './note.js';
import { pageOf } from './page.js';
import { checkProofs } from './proofs-check.js';
import { COLUMNS, csvLine, registerRow } from './register.js';
import { Telling } from './telling.js';
import { ZipFile } from './zip-file.js';

export type { PackFinding } from './findings.js';

export interface CheckedPack {
  /** Whether nothing is wrong of all that was looked at. */
  readonly whole: boolean;
  readonly events: number;
  readonly audits: number;
  readonly level: string | null;
  /** Of the checkpoint: what the log is called, and how many events it is of. */
  readonly origin: string | null;
  readonly size: number | null;
  /** The verifier keys that signed the checkpoint: of the log, and of witnesses. */
  readonly signedBy: readonly string[];
  /** The first is the first thing wrong. */
  readonly findings: readonly PackFinding[];
  /** Sentences: what the pack cannot show. */
  readonly notShown: readonly string[];
}

export interface PackOrder {
  /** A verifier key of the log that was come by some other way: no other counts. */
  readonly key?: string;
}

const MOST_FINDINGS = 100;

/**
 * Checks a pack with nothing but its file: the bag, every event, what is disclosed, the proofs, the signatures, and that its
 * pages say what its events say. Shares no code with what writes packs.
 * @throws the file system's errors
 */
export function verifyPack(file: string, { key }: PackOrder = {}): CheckedPack {
  const findings: PackFinding[] = [];
  const tell: Told = (finding) => {
    if (findings.length < MOST_FINDINGS) findings.push(finding);
  };
  const looked: Looked = { notShown: [] };
  let zip: ZipFile | undefined;
  try {
    zip = new ZipFile(file);
    look(new Bag(zip), key, looked, tell);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    tell({ file: error.file, wrong: error.wrong });
  } finally {
    zip?.close();
  }
  const { cover, events, checkpoint, notShown } = looked;
  return {
    whole: findings.length === 0,
    events: events?.events ?? 0,
    audits: cover?.audits.length ?? 0,
    level: cover?.level ?? null,
    origin: checkpoint?.origin ?? null,
    size: checkpoint?.size ?? null,
    signedBy: checkpoint?.signers.map(({ text }) => text) ?? [],
    findings,
    notShown,
  };
}

interface Looked {
  cover?: Cover;
  events?: EventsCheck;
  checkpoint?: Checkpoint;
  readonly notShown: string[];
}

function look(bag: Bag, trusted: string | undefined, looked: Looked, tell: Told): void {
  bag.check(tell);
  const checkpoint = checkSignatures(bag, trusted, tell);
  looked.checkpoint = checkpoint;
  const cover = coverOf(bag.text('data/pack.json'));
  looked.cover = cover;
  const events = new EventsCheck(bag, cover, tell);
  looked.events = events;
  events.check();
  checkProofs(bag, events.unchained, checkpoint, tell);
  checkPages(bag, cover, events, checkpoint, tell);
  looked.notShown.push(...notShown(cover, events, checkpoint, trusted));
}

/** @throws Unreadable where there is no checkpoint to go by */
function checkSignatures(bag: Bag, trusted: string | undefined, tell: Told): Checkpoint {
  const lines = bag.text('data/keys').split('\n').slice(0, -1);
  const keys = lines.flatMap((line) => noteKey(line) ?? []);
  if (keys.length !== lines.length) tell({ file: 'data/keys', wrong: 'One of its lines is no key' });
  const checkpoint = checkpointOf(bag.text('data/checkpoint'), keys);
  if (typeof checkpoint === 'string') throw new Unreadable('data/checkpoint', checkpoint);
  const signer = checkpoint.signers.find((each) => isOfLog(each, checkpoint.origin));
  if (signer === undefined) tell({ file: 'data/checkpoint', wrong: 'It is not signed by the key of its log' });
  else if (trusted !== undefined && signer.text !== trusted.trim())
    tell({ file: 'data/checkpoint', wrong: 'It is signed by another key than the one given' });
  const manifest = createHash('sha256').update(bag.read('manifest-sha256.txt')).digest('base64');
  const note = openNote(bag.text('signature.txt'), signer === undefined ? [] : [signer]);
  const listed = `plumbline pack manifest v1\n${checkpoint.origin}\n${manifest}\n`;
  if (typeof note === 'string' || note.text !== listed || note.signers.length === 0)
    tell({ file: 'signature.txt', wrong: 'What the bag lists is not signed by the key of the log: it was changed' });
  return checkpoint;
}

const isOfLog = ({ name, type }: NoteKey, origin: string): boolean => name === origin && type === 1;

function checkPages(bag: Bag, cover: Cover, events: EventsCheck, checkpoint: Checkpoint, tell: Told): void {
  const source = { cover, events: events.eventsOf, field: events.fieldOf };
  const telling = new Telling(source);
  const rows = cover.audits.map((id) => csvLine(registerRow(events.eventsOf(`audit-${id}`), telling)));
  if (bag.text('data/register.csv') !== csvLine(COLUMNS) + rows.join(''))
    tell({ file: 'data/register.csv', wrong: 'It says something else than the events' });
  const page = bag.text('data/index.html').split('\n');
  let at = 0;
  for (const text of pageOf(source, telling, checkpoint, events.withheld)) {
    for (const line of text.split('\n')) {
      if (page[at] !== line) {
        tell({ file: 'data/index.html', wrong: `Its line ${at + 1} says something else than the events` });
        return;
      }
      at += 1;
    }
  }
  if (page.length !== at + 1 || page[at] !== '')
    tell({ file: 'data/index.html', wrong: 'It says more than the events' });
}

function notShown(
  cover: Cover,
  events: EventsCheck,
  checkpoint: Checkpoint,
  trusted: string | undefined,
): readonly string[] {
  const sentences = [
    `Whether anything was recorded after the checkpoint of ${checkpoint.size} events, or in a stream of this pack after its last event here and before the checkpoint.`,
    'Whether the scope, the reason and the ids of cases that the cover gives are true: they are the word of whoever made the pack.',
  ];
  if (trusted === undefined)
    sentences.push(
      'Whether the key that signed is that of the log: compare it with one that you were given some other way.',
    );
  const left = cover.leftOut.reduce((sum, { from, to }) => sum + to - from + 1, 0);
  if (left > 0) sentences.push(`What the ${left} events say that were left out.`);
  for (const [reason, count] of events.withheld)
    sentences.push(`What ${count} personal fields say that are withheld (${reason}).`);
  return sentences;
}
