import { DEMONSTRATOR, currentSettings, onBehalfOf } from '#domain';
import { Council } from '../support/index.js';

describe('on somebody’s behalf', () => {
  let council: Council;
  beforeAll(async () => {
    council = await Council.open();
  });
  afterAll(() => council.close());

  it('what is a person’s own is refused, but in a demonstration', async () => {
    const target = await council.accepted();
    const conflict = () =>
      council.tries({
        name: 'DeclareConflict',
        target,
        body: { reason: 'I know the family.' },
        actor: onBehalfOf(council.actor('Ann', 'auditor')),
      });
    expect(await conflict()).toMatchObject({ refused: true, kind: 'not-allowed', code: 'not-in-person' });
    const { published } = await council.first.references.load();
    const current = currentSettings(published);
    if (current === null) throw new Error('No settings have been published');
    const { version: _, ...settings } = current;
    const body = { settings: { ...settings, council: 'A demonstration' }, note: 'Invented people.' };
    await council.does({ name: 'PublishSettings', body, actor: DEMONSTRATOR });
    expect(await conflict()).toMatchObject({ accepted: true });
    const { events } = await council.first.ledger.load(`audit-${target}`);
    expect(events.at(-1)?.metadata.actor).toEqual({ id: council.idOf('Ann'), role: 'auditor', through: 'operator' });
  });
});
