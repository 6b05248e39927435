import { EMAIL_PREFERENCES, ROLES } from '#domain';
import type { EmailPreference, PersonDetails, Role } from '#domain';
import { Choice, Choices, Day, Id, Ids, Label, Labels } from '../body/fields.js';

export class TeamBody {
  @Label("The team's name as the caseload writes it")
  name!: string;
  @Label('The service it belongs to', { optional: true })
  service?: string | null;
}

export class PersonBody implements PersonDetails {
  @Label('Name as it is shown')
  name!: string;
  @Labels('Other ways the caseload writes the name', { optional: true })
  aliases!: string[];
  @Label('E-mail address; empty for none', { optional: true, blank: true })
  email!: string;
  @Id('Team', { optional: true })
  teamId!: string | null;
  @Id('Line manager', { optional: true })
  managerId!: string | null;
  @Choices('Roles', ROLES)
  roles!: Role[];
  @Day('First day in post', { optional: true })
  from!: string | null;
  @Day('Last day in post', { optional: true })
  to!: string | null;
}

export class NewPersonBody extends PersonBody {
  @Label("The council's own reference for the person")
  ref!: string;
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
