import { createDecipheriv } from 'node:crypto';
import type { Bag } from './bag.js';
import type { Cover } from './cover.js';
import { boxesIn, eventOf, text, wrongWith } from './event-line.js';
import type { Box, PackEvent } from './event-line.js';
import { fromCanonical, isMap } from './json.js';
import { base64 } from './note.js';
import type { PackFinding, Told } from './findings.js';
import type { Field } from './telling.js';

const FOLDER = 'data/events/';
const DISCLOSED = 'data/disclosed.ndjson';
const REASONS = ['erased', 'level', 'names', 'not-shown', 'damaged'];
/** Events kept in memory, since audits are told one after the other. */
const KEPT_STREAMS = 8;

/** The lines of a file of lines; the last one ends too. */
const linesOf = (content: string): readonly string[] => (content === '' ? [] : content.replace(/\n$/, '').split('\n'));

const placeOf = (stream: string, revision: number, path: string): string => `${stream} ${revision} ${path}`;

/** Checks the events of a pack, each by itself and in its chain, and what is disclosed of them. */
export class EventsCheck {
  private readonly fields = new Map<string, Field>();
  private readonly kept = new Map<string, readonly PackEvent[]>();
  /** How many personal fields are withheld for each reason. */
  readonly withheld = new Map<string, number>();
  /** The events that no later event of the pack chains to: each needs a proof of its own. */
  readonly unchained: PackEvent[] = [];
  events = 0;

  constructor(
    private readonly bag: Bag,
    private readonly cover: Cover,
    private readonly tell: Told,
  ) {}

  /** @throws Unreadable */
  check(): void {
    const disclosed = linesOf(this.bag.text(DISCLOSED));
    let line = 0;
    for (const file of this.bag.under(FOLDER)) {
      const stream = file.slice(FOLDER.length).replace(/\.ndjson$/, '');
      let [before, commandId, place]: [PackEvent | undefined, string, number] = [undefined, '', 0];
      for (const one of linesOf(this.bag.text(file))) {
        const event = eventOf(one);
        const at: Omit<PackFinding, 'wrong'> = {
          file,
          stream,
          revision: event?.revision ?? (before?.revision ?? -1) + 1,
        };
        if (event === undefined || event.stream !== stream || (before && event.revision <= before.revision)) {
          this.tell({ ...at, wrong: 'It is no event that could stand here' });
          continue;
        }
        const chained = before?.revision === event.revision - 1;
        if (before !== undefined && !chained) this.unchained.push(before);
        const command = text(event.metadata['commandId']);
        const isStart = event.revision === 0 || chained;
        place = chained && command === commandId ? (place < 0 ? -1 : place + 1) : isStart ? 0 : -1;
        commandId = command;
        const wrong = wrongWith(event, chained ? before : undefined, place);
        if (wrong !== undefined) this.tell({ ...at, wrong });
        for (const box of boxesIn(event.data)) this.disclose(event, box, disclosed[line++], file);
        this.events += 1;
        before = event;
      }
      if (before === undefined) this.tell({ file, stream, wrong: 'It holds no event' });
      else this.unchained.push(before);
      this.checkGaps(stream, file);
    }
    if (line < disclosed.length)
      this.tell({ file: DISCLOSED, wrong: 'It has lines of fields that are not in the pack' });
    this.checkListed();
  }

  /** The events of a stream of the pack, once more. */
  readonly eventsOf = (stream: string): readonly PackEvent[] => {
    const known = this.kept.get(stream);
    if (known !== undefined) return known;
    const file = `${FOLDER}${stream}.ndjson`;
    const there = this.bag.under(file).includes(file);
    const events = there ? linesOf(this.bag.text(file)).flatMap((line) => eventOf(line) ?? []) : [];
    this.kept.set(stream, events);
    for (const name of this.kept.keys()) {
      if (this.kept.size <= KEPT_STREAMS) break;
      this.kept.delete(name);
    }
    return events;
  };

  readonly fieldOf = ({ stream, revision }: PackEvent, path: string): Field =>
    this.fields.get(placeOf(stream, revision, path)) ?? { withheld: 'damaged' };

  private disclose(event: PackEvent, box: Box, line: string | undefined, file: string): void {
    const { stream, revision } = event;
    const about = { stream, revision };
    if (box.path !== box.at || box.event !== event.id)
      this.tell({ file, ...about, wrong: `Its personal field ${box.at} is of another event or place` });
    const said = line === undefined ? undefined : fromCanonical(line);
    if (!isMap(said) || said['stream'] !== stream || said['revision'] !== revision || said['path'] !== box.at) {
      this.tell({ file: DISCLOSED, ...about, wrong: `It does not say in its turn what became of ${box.at}` });
      return;
    }
    const members = Object.keys(said).join(',');
    const reason = text(said['withheld']);
    if (members === 'path,revision,stream,withheld' && REASONS.includes(reason)) {
      this.withheld.set(reason, (this.withheld.get(reason) ?? 0) + 1);
      this.fields.set(placeOf(stream, revision, box.at), { withheld: reason });
      return;
    }
    const key = base64(text(said['key']));
    const opened = members === 'key,path,revision,stream' && key?.length === 32 ? open(box, key) : undefined;
    if (opened === undefined)
      this.tell({ file: DISCLOSED, ...about, wrong: `What is given to open ${box.at} does not open what is stored` });
    else this.fields.set(placeOf(stream, revision, box.at), { text: opened });
  }

  /** Every revision up to the last is there, or said to be left out. */
  private checkGaps(stream: string, file: string): void {
    const there = this.eventsOf(stream).map(({ revision }) => ({ from: revision, to: revision }));
    const left = this.cover.leftOut.filter((each) => each.stream === stream);
    let next = 0;
    for (const { from, to } of [...there, ...left].sort((one, other) => one.from - other.from)) {
      if (from > next) this.tell({ file, stream, revision: next, wrong: 'It is missing, and not said to be left out' });
      if (from < next)
        this.tell({ file, stream, revision: from, wrong: 'It is there twice, or said to be left out all the same' });
      next = Math.max(next, to + 1);
    }
  }

  /** What the cover lists is there. */
  private checkListed(): void {
    const { audits, samples, leftOut } = this.cover;
    const streams = this.bag.under(FOLDER).map((file) => file.slice(FOLDER.length).replace(/\.ndjson$/, ''));
    const wanted = [...audits.map((id) => `audit-${id}`), ...samples.map((id) => `sample-${id}`)];
    for (const stream of wanted)
      if (!streams.includes(stream))
        this.tell({ file: FOLDER, stream, wrong: 'The cover lists it, and it is not there' });
    for (const stream of streams)
      if (/^(audit|sample)-/.test(stream) && !wanted.includes(stream))
        this.tell({ file: FOLDER, stream, wrong: 'It is there, and the cover does not list it' });
    for (const { stream } of leftOut)
      if (!streams.includes(stream))
        this.tell({ file: 'data/pack.json', stream, wrong: 'It is left out of what is not there' });
  }
}

/** AES-256-GCM: 12 bytes, the ciphertext, and a tag of 16; the owner goes with it. */
function open({ box, owner }: Box, key: Buffer): string | undefined {
  const bytes = base64(box);
  if (bytes === undefined || bytes.length < 28) return undefined;
  const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 });
  cipher.setAAD(Buffer.from(owner));
  cipher.setAuthTag(bytes.subarray(-16));
  try {
    return Buffer.concat([cipher.update(bytes.subarray(12, -16)), cipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}
