import { Day, Id, Ids, Label } from '../body/fields.js';

export class GrantInspectionBody {
  @Id('The inspector')
  inspectorId!: string;
  @Ids('The audits that may be read')
  auditIds!: string[];
  @Day('First day')
  from!: string;
  @Day('Last day')
  until!: string;
  @Label('The inspection it is for, as its letter calls it; recorded with every reading, so never a name', {
    example: 'Inspection of June 2026',
  })
  reason!: string;
}

export class EndInspectionBody {
  @Id('The inspector whose grant it is')
  inspectorId!: string;
  @Label('Why it ends before its time')
  reason!: string;
}
