/** A personal field at rest: opened only when it is shown to someone entitled to it. */
export interface Sealed {
  /** Whose key: `subject`, `person`, … and an id. */
  readonly owner: string;
  /** The event it was sealed in and its path there: both go into the field's own key. */
  readonly event: string;
  readonly path: string;
  /** base64 of iv (12), ciphertext and tag (16); AES-256-GCM. */
  readonly box: string;
}

const MEMBERS: readonly (keyof Sealed)[] = ['owner', 'event', 'path', 'box'];

/** Whether a value has a sealed field's shape: these four texts and nothing else. */
export function isSealed(value: unknown): value is Sealed {
  return (
    typeof value === 'object' &&
    value !== null &&
    MEMBERS.every((member) => typeof Reflect.get(value, member) === 'string') &&
    Object.keys(value).length === MEMBERS.length
  );
}
