import type { NotificationSettings } from '../settings/programme-settings.js';
import type { SecondPersonContext } from './second-person.js';

/** What a decision about people may look at besides them. */
export interface PeopleContext extends SecondPersonContext {
  /** Whether messages are sent, so that a link can reach somebody by mail. */
  readonly mailGoesOut?: boolean;
  /** Whether the council's settings let people sign in by a password alone. */
  readonly secondFactorOptional?: boolean;
  /** What the council lets people choose; the default where it has not said. */
  readonly notifications?: NotificationSettings;
}
