import { newLinkSecret } from '#access';
import { LINK_HOURS, OPERATOR, OPERATOR_ID } from '#domain';
import { linkTo, readReminderSettings } from '#reminders';
import { accepted } from '../accepted.js';
import type { AddCommand } from '../add-command.js';
import { EXIT, WrongUse } from '../outcome.js';
import { inSession, personNamed } from '../session.js';
import type { GlobalOptions } from '../session.js';

const ONCE = `It is shown this once, works once, and for ${LINK_HOURS} hours. Give it to nobody but the person it is for.`;

/** Lets in the council's first administrator: shows the operator the secret of their link. */
export const addFirstAdministrator: AddCommand = (self, done) =>
  void self.argument('<person>').action(async (person: string, _options: object, command) => {
    const options: GlobalOptions = command.optsWithGlobals();
    if (options.as !== undefined) throw new WrongUse('The operator lets in the first administrator: leave out --as.');
    await inSession(options, async ({ engine, now, answer }) => {
      const { personId } = await personNamed(engine, person);
      const { secret, digest } = newLinkSecret();
      const body = { digest };
      const actor = OPERATOR;
      accepted(await engine.execute({ name: 'InviteFirstAdministrator', target: personId, body, actor, now }));
      const { publicUrl } = readReminderSettings(process.env);
      const link = publicUrl === undefined ? null : linkTo(publicUrl, secret);
      answer.give({ person: personId, secret, link }, () => `${link ?? secret}\n${ONCE}`);
      done(EXIT.done);
    });
  });

interface InviteOptions extends GlobalOptions {
  readonly second?: string;
}

/** Invites somebody; where no mail goes out, half of the link is the operator's to pass on, while nobody else can be. */
export const addInvite: AddCommand = (self, done) =>
  void self
    .argument('<person>')
    .option('--second <person>', 'who is shown the other half: id or reference')
    .action(async (person: string, _options: object, command) => {
      const options: InviteOptions = command.optsWithGlobals();
      await inSession(options, async ({ engine, actor, now, answer }) => {
        const { personId } = await personNamed(engine, person);
        const secondId = options.second === undefined ? null : (await personNamed(engine, options.second)).personId;
        accepted(await engine.execute({ name: 'InvitePerson', target: personId, body: { secondId }, actor, now }));
        answer.give({ person: personId, way: secondId === null ? 'mail' : 'halves', second: secondId }, () =>
          secondId === null
            ? 'A link is sent to their own address.'
            : 'Two halves wait: yours at `enrol half`, the other for the second person, who takes it over the API.',
        );
        done(EXIT.done);
      });
    });

/** Shows the operator their half of a link. */
export const addHalf: AddCommand = (self, done) =>
  void self.argument('<person>').action(async (person: string, _options: object, command) => {
    const options: GlobalOptions = command.optsWithGlobals();
    await inSession(options, async ({ engine, actor, now, answer }) => {
      const { personId } = await personNamed(engine, person);
      const { secret, digest } = newLinkSecret();
      accepted(await engine.execute({ name: 'TakeHalf', target: personId, body: { digest }, actor, now }));
      answer.give({ person: personId, half: secret, holder: OPERATOR_ID }, () => `${secret}\n${ONCE}`);
      done(EXIT.done);
    });
  });
