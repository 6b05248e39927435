import type { SealEvent, SealedRange } from '#domain';
import type { RecordedEvent } from '#event-store';

/** The stream that holds the seals of a log. */
export const SEALS = 'seals';

type Data = Readonly<Record<string, unknown>>;
type Parse = (data: Data) => SealEvent | undefined;

const isText = (value: unknown): value is string => typeof value === 'string';
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

const isRange = (value: unknown): value is SealedRange => {
  if (typeof value !== 'object' || value === null) return false;
  const { stream, from, to } = { stream: undefined, from: undefined, to: undefined, ...value };
  return isText(stream) && isCount(from) && isCount(to);
};

/** What each event of the stream must hold, as it is stored. */
const PARSERS: Readonly<Record<string, Parse>> = {
  'sealing-begun.v1': ({ origin, key }) =>
    isText(origin) && isText(key) ? { type: 'sealing-begun', data: { origin, key } } : undefined,
  'seal-part-recorded.v1': ({ sealId, part, ranges }) =>
    isText(sealId) && isCount(part) && Array.isArray(ranges) && ranges.every(isRange)
      ? { type: 'seal-part-recorded', data: { sealId, part, ranges } }
      : undefined,
  'log-sealed.v1': ({ sealId, parts, size, root }) =>
    isText(sealId) && isCount(parts) && isCount(size) && isText(root)
      ? { type: 'log-sealed', data: { sealId, parts, size, root } }
      : undefined,
  'checkpoint-signed.v1': ({ checkpoint }) =>
    isText(checkpoint) ? { type: 'checkpoint-signed', data: { checkpoint } } : undefined,
  'signing-key-rotated.v1': ({ statement }) =>
    isText(statement) ? { type: 'signing-key-rotated', data: { statement } } : undefined,
  // The reason is sealed, and nothing goes by it.
  'log-restored.v1': ({ witnessed, lost, origin }) =>
    isText(witnessed) && isCount(lost) && isText(origin)
      ? { type: 'log-restored', data: { reason: '', witnessed, lost, origin } }
      : undefined,
};

/** An event of the stream of seals, read from its stored bytes; nothing where it is none. */
export function sealEvent({ type, data }: Pick<RecordedEvent, 'type' | 'data'>): SealEvent | undefined {
  try {
    const parsed: unknown = JSON.parse(data);
    return typeof parsed === 'object' && parsed !== null ? PARSERS[type]?.({ ...parsed }) : undefined;
  } catch {
    return undefined;
  }
}
