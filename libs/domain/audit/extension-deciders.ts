import { lineAbove, type Council } from './answering.js';
import { holdersOf, holdsOneOf } from './offices.js';
import type { Extension, SelectedAudit } from './state.js';
import { actsFor, worksOnAudits, type Standing } from './standing.js';

type OfService = Pick<SelectedAudit, 'service'>;

/** Who owes the decision: the line manager of whoever asks where it is short enough, otherwise whoever the council names. */
export function decidersOf(
  { managerDecides, askedBy, by }: Extension,
  audit: OfService,
  council: Council,
): readonly string[] {
  const entitled = managerDecides ? (lineAbove([askedBy], council)[0] ?? []) : holdersOf(by, audit, council);
  return entitled.filter((personId) => council.directory.inPost(personId, council.today));
}

/** Whether somebody may decide on it: whoever owes that, or whoever the council names for longer ones. */
export const mayDecide = (
  extension: Extension,
  audit: OfService,
  standing: Omit<Standing, 'hasReadFirstGrade'>,
): boolean =>
  holdsOneOf(extension.by, audit, standing) ||
  (worksOnAudits(standing.actor.roles) &&
    decidersOf(extension, audit, standing).some((personId) => actsFor(standing).includes(personId)));

export const extensionNamed = (
  { extensions = [] }: Pick<SelectedAudit, 'extensions'>,
  extensionId: string | null,
): Extension | undefined => extensions.find((extension) => extension.extensionId === extensionId);
