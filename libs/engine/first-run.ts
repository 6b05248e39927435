import { processCommandId } from '#application';
import type { CommandAnswer, CommandCall, ReferenceData } from '#application';
import { defaultSettings, isRefusal, systemActor } from '#domain';

export const FIRST_RUN = 'first-run';

/** A new folder gets settings that a council can start on, so that import, draw and report work at once. */
export async function publishFirstSettings(
  references: ReferenceData,
  execute: (call: CommandCall) => Promise<CommandAnswer>,
): Promise<void> {
  const { settings } = await references.load();
  if (settings !== null) return;
  const answer = await execute({
    name: 'PublishSettings',
    body: { settings: defaultSettings('Our council'), note: 'What a new programme starts with.' },
    actor: systemActor(FIRST_RUN),
    commandId: processCommandId(FIRST_RUN, 'new-folder', 'publish-settings'),
  });
  if (isRefusal(answer)) throw new Error(`The first settings were refused: ${answer.sentence}`);
}
