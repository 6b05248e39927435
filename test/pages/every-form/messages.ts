import { LEARNING_STREAM, importDipSample, learningFold } from '#application';
import { OPERATOR } from '#domain';
import { CORA, type World } from './world.js';

let messages = 0;

/** A message to team North, another each time: its id, and that of its discussion. */
export async function messageIn(world: World): Promise<{ readonly id: string; readonly discussion: string }> {
  const id = await world.does(CORA, 'IssueLearningMessage', {
    theme: `Chronologies, ${(messages += 1)}`,
    found: 'Half are out of date.',
    toDo: 'Bring them up to date.',
    sources: ['audits'],
    teams: [world.idOf('North')],
    confirmBy: world.today(10),
    lookAgainOn: world.today(60),
  });
  const { discussions } = (await world.council.first.memories.of(learningFold).load(LEARNING_STREAM)).state;
  const asked = [...discussions.values()].find(({ messageId }) => messageId === id);
  return { id, discussion: asked?.discussionId ?? '' };
}

/** A message that may be looked at again: there is a dip sample of the day. */
export async function messageToLookAt(world: World): Promise<string> {
  const rows = ['theme,date,unit,subject_ref,Seen?', `Chronologies,${world.today()},child,CH-1,yes`];
  const order = { actor: OPERATOR, now: world.council.now, acceptRejects: false };
  await importDipSample(world.council.first, { ...order, file: Buffer.from(rows.join('\n')) });
  return (await messageIn(world)).id;
}
