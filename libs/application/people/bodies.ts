import { EMAIL_PREFERENCES, ROLES } from '#domain';
import type { EmailPreference, Role } from '#domain';
import { Choice, Choices, Day, Id, Ids, Label, Labels } from '../body/fields.js';

export class TeamBody {
  @Label("The team's name as the caseload writes it")
  name!: string;
  @Label('The service it belongs to', { optional: true })
  service?: string | null;
}

const OR_NONE = 'null for none';

export class TeamChangeBody {
  @Label("The team's name as the caseload writes it", { optional: true })
  name?: string | null;
  @Label(`The service it belongs to; ${OR_NONE}`, { optional: true, nullable: true })
  service?: string | null;
}

/** What is left out stays as it is, or is empty where the person is new. */
class PersonFieldsBody {
  @Labels(`All other ways the caseload writes the name; ${OR_NONE}`, { optional: true, nullable: true })
  aliases?: string[] | null;
  @Label(`E-mail address; ${OR_NONE}`, { optional: true, blank: true, nullable: true })
  email?: string | null;
  @Id(`Team; ${OR_NONE}`, { optional: true, nullable: true })
  teamId?: string | null;
  @Id(`Line manager; ${OR_NONE}`, { optional: true, nullable: true })
  managerId?: string | null;
  @Day(`First day in post; ${OR_NONE}`, { optional: true, nullable: true })
  from?: string | null;
  @Day(`Last day in post; ${OR_NONE}`, { optional: true, nullable: true })
  to?: string | null;
}

export class PersonChangeBody extends PersonFieldsBody {
  @Label('Name as it is shown', { optional: true })
  name?: string | null;
  @Choices(`All roles; ${OR_NONE}`, ROLES, { optional: true, nullable: true })
  roles?: Role[] | null;
}

export class NewPersonBody extends PersonFieldsBody {
  @Label("The council's own reference for the person")
  ref!: string;
  @Label('Name as it is shown')
  name!: string;
  @Choices('All roles', ROLES)
  roles!: Role[];
}

export class PersonChangesBody {
  @Ids('The changes, as the list of those that wait names them')
  changeIds!: string[];
}

export class InvitationBody {
  @Id('Who is shown the other half of the link, where none is to go by mail', { optional: true })
  secondId?: string | null;
}

export class EnrolmentBody {
  @Label('The secret of the link; both halves, parted by a space, where it came in two')
  secret!: string;
}

export class AbsenceBody {
  @Day('First day away')
  from!: string;
  @Day('Last day away; left out while nobody knows', { optional: true })
  to?: string | null;
  @Id('Who stands in', { optional: true })
  deputyId?: string | null;
}

export class EndAbsenceBody {
  @Day('First day back')
  on!: string;
}

export class PreferenceBody {
  @Choice('One e-mail for each reminder, one a working day, or none', EMAIL_PREFERENCES)
  email!: EmailPreference;
}

export class TokenBody {
  @Choices('The roles it acts in', ROLES)
  roles!: Role[];
  @Day('Last day it is good for', { optional: true })
  expiresOn?: string | null;
}

/** A token as it is recorded: the token itself never comes here. */
export class TokenDigestBody extends TokenBody {
  @Label('SHA-256 of the token, lower-case hex')
  digest!: string;
}
