import { randomUUID } from 'node:crypto';
import type { OwnerKind } from '#domain';

/** `<kind>:<id>`, as in `subject:6f0c…`. */
export type Owner = string;

/** The owner of a record: its kind and id; an id that names its kind already is the owner as it stands. */
export const ownerOf = (kind: OwnerKind, id: string): Owner => (id.includes(':') ? id : `${kind}:${id}`);

/** Gives new owners their ids. @param value what leads to the owner: an imported id, a worker's name */
export type OwnerIds = (kind: OwnerKind, value: string) => string;

/** Ids nobody can work out from anything else. */
export const randomIds: OwnerIds = () => randomUUID();
