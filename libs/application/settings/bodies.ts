import { Structure, Text } from '../body/fields.js';

const SETTINGS =
  'Programme settings, as they are read, without the version. What is left out stays as it is in force, at any depth; null, or an empty list, says that there is none, or that the default holds. A list is given whole, and so are amounts by grade or by stratum and the size of a draw; what an entry with a known key leaves out stays as well';

export class SettingsPreviewBody {
  @Structure(SETTINGS, { schema: 'ProposedSettings' })
  settings!: object;
}

export class PublishSettingsBody {
  @Structure(SETTINGS, { schema: 'ProposedSettings' })
  settings!: object;
  @Text('Why they change')
  note!: string;
}
