import type { Bag } from './bag.js';
import { hashSaid, text } from './event-line.js';
import type { PackEvent } from './event-line.js';
import { canonical, fromCanonical, isList, isMap } from './json.js';
import type { Json } from './json.js';
import { base64 } from './note.js';
import type { Checkpoint } from './note.js';
import type { Told } from './findings.js';
import { isConsistent, isIncluded, leafHash } from './tree.js';

const FILE = 'data/proofs.json';

/** Checks that each event that nothing chains to is in the tree of the checkpoint, and that the tree grew from earlier ones. */
export function checkProofs(bag: Bag, unchained: readonly PackEvent[], head: Checkpoint, tell: Told): void {
  const said = fromCanonical(bag.text(FILE).replace(/\n$/, ''));
  if (!isMap(said) || Object.keys(said).join(',') !== 'consistency,events' || !isList(said['events'])) {
    tell({ file: FILE, wrong: 'It does not list proofs' });
    return;
  }
  const proofs = said['events'];
  for (const [at, event] of unchained.entries()) {
    const { stream, revision } = event;
    const proof = proofs[at];
    const hashes = isMap(proof) ? hashesOf(proof['proof']) : undefined;
    if (!isMap(proof) || hashes === undefined || proof['stream'] !== stream || proof['revision'] !== revision)
      tell({ file: FILE, stream, revision, wrong: 'It has no proof of this event in its turn' });
    else if (!isIncluded(leafOf(event), Number(proof['index']), head, hashes))
      tell({
        file: FILE,
        stream,
        revision,
        wrong: 'Its proof does not lead to the checkpoint: it is not what was sealed',
      });
  }
  if (proofs.length > unchained.length) tell({ file: FILE, wrong: 'It has proofs of events that need none' });
  for (const earlier of isList(said['consistency']) ? said['consistency'] : [null]) {
    const root = isMap(earlier) ? base64(text(earlier['root'])) : undefined;
    const hashes = isMap(earlier) ? hashesOf(earlier['proof']) : undefined;
    const size = isMap(earlier) ? Number(earlier['size']) : 0;
    if (root === undefined || hashes === undefined || !isConsistent({ size, root }, head, hashes))
      tell({ file: FILE, wrong: `It does not show that the log grew from ${size} events to the checkpoint` });
  }
}

const leafOf = (event: PackEvent): Buffer =>
  leafHash(canonical({ hash: hashSaid(event), revision: event.revision, stream: event.stream }));

function hashesOf(value: Json | undefined): readonly Buffer[] | undefined {
  if (!isList(value)) return undefined;
  const hashes = value.flatMap((each) => base64(text(each)) ?? []);
  return hashes.length === value.length && hashes.every(({ length }) => length === 32) ? hashes : undefined;
}
