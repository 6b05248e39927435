import type { PackLevel } from '#domain';
import { fieldKey } from '#privacy';
import type { KeyAnswer, KeyRing, Owner, Sealed } from '#privacy';
import type { RecordedEvent } from '#event-store';
import { openWithFieldKey } from '#privacy';
import { asMap, sealedIn } from '../pack-events.js';
import type { Reason, ToldEvent, ToldField } from '../pack-events.js';

/** What a personal field is: what somebody wrote, who somebody is, which case it is, or nothing that packs tell. */
type Kind = 'text' | 'name' | 'case' | 'none';

const CASE_PATHS = ['importedRef', 'subjectRef'];
/** Written by people, and may hold the id of a case or a link to it. */
const REFERENCES = ['recordReference', 'evidenceReference'];

function kindOf(stream: string, path: string): Kind | 'reference' {
  if (stream === 'people') return path === 'name' ? 'name' : 'none';
  if (!/^(audit|sample|reads|inspections)-/.test(stream)) return 'none';
  if (CASE_PATHS.includes(path)) return 'case';
  return REFERENCES.includes(path) ? 'reference' : 'text';
}

/** What each level tells. Source: docs/practice.md, evidence packs. */
const TELLS: Readonly<Record<PackLevel, readonly (Kind | 'reference')[]>> = {
  full: ['text', 'reference', 'name', 'case'],
  pseudonymised: ['text'],
  'without-text': ['name', 'case'],
};

/** Decides of each personal field whether a pack tells it. */
export class FieldRules {
  constructor(
    private readonly keys: Pick<KeyRing, 'keysOf'>,
    private readonly level: PackLevel,
    /** Whether a text holds a name that is known. */
    private readonly names: (text: string) => boolean,
  ) {}

  /** @throws KeysUnavailable */
  async told(event: RecordedEvent): Promise<ToldEvent> {
    const sealed = sealedIn(event);
    const answers = await this.keys.keysOf(sealed.map(({ owner }) => owner));
    const { actor, recordedAt } = asMetadata(event.metadata);
    return {
      stream: event.stream,
      revision: event.revision,
      type: event.type.replace(/\.v\d+$/, ''),
      data: asMap(JSON.parse(event.data)),
      recordedAt,
      actor,
      fields: new Map(sealed.map((field) => [field.path, this.fieldOf(event.stream, field, answers)])),
    };
  }

  private fieldOf(stream: string, sealed: Sealed, answers: ReadonlyMap<Owner, KeyAnswer>): ToldField {
    const withheld = (reason: Reason): ToldField => ({ sealed, withheld: reason });
    const key = answers.get(sealed.owner) ?? 'unknown';
    if (key === 'destroyed') return withheld('erased');
    const kind = kindOf(stream, sealed.path);
    if (kind === 'none') return withheld('not-shown');
    if (!TELLS[this.level].includes(kind)) return withheld('level');
    if (key === 'unknown') return withheld('damaged');
    const own = fieldKey(key, sealed.event, sealed.path);
    const opened = openWithFieldKey(own, sealed);
    if (!('text' in opened)) return withheld('damaged');
    if (this.level === 'pseudonymised' && this.names(opened.text)) return withheld('names');
    return { sealed, text: opened.text, key: own };
  }
}

/** What every event's metadata hold, of all that they do. */
function asMetadata(metadata: string): Pick<ToldEvent, 'actor' | 'recordedAt'> {
  const { actor, recordedAt }: Pick<ToldEvent, 'actor' | 'recordedAt'> = JSON.parse(metadata);
  return { actor, recordedAt };
}
