import { ROLES } from '#domain';
import type { Role } from '#domain';
import { Choices, Day, Label } from '../body/fields.js';

export class EnrolmentBody {
  @Label('The secret of the link; both halves, parted by a space, where it came in two')
  secret!: string;
}

/** A token that somebody asks for. What is recorded of it is its digest: `CreateToken`. */
export class TokenBody {
  @Choices('The roles it acts in', ROLES)
  roles!: Role[];
  @Day('Last day it is good for', { optional: true })
  expiresOn?: string | null;
}
