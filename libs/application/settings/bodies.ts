import { Day, Structure, Text } from '../body/fields.js';

export class PublishSettingsBody {
  @Structure('The whole of the programme settings, as they are read, without the version')
  settings!: object;
  @Text('Why they change')
  note!: string;
}

export class ClosureBody {
  @Day('The day the council is closed')
  date!: string;
  @Text('Why')
  reason!: string;
}
