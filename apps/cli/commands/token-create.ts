import { Option } from 'commander';
import { newToken } from '#access';
import { ROLES } from '#domain';
import type { Role } from '#domain';
import { accepted } from '../accepted.js';
import type { AddCommand } from '../add-command.js';
import { day } from '../option-values.js';
import { EXIT } from '../outcome.js';
import { inSession, personNamed } from '../session.js';
import type { GlobalOptions } from '../session.js';

interface Options extends GlobalOptions {
  readonly person: string;
  readonly role: readonly Role[];
  readonly expires?: string;
}

export const addTokenCreate: AddCommand = (self, done) =>
  void self
    .requiredOption('--person <person>', 'whose: id or reference')
    .addOption(new Option('--role <role...>', 'what it may act as').choices(ROLES).makeOptionMandatory())
    .option('--expires <date>', 'the last day it is good for', day)
    .action(async (_options: object, command) => {
      const options: Options = command.optsWithGlobals();
      await inSession(options, async ({ engine, actor, now, answer }) => {
        const { personId } = await personNamed(engine, options.person);
        const { token, digest } = newToken();
        const body = { roles: options.role, digest, expiresOn: options.expires };
        const created = accepted(await engine.execute({ name: 'CreateToken', target: personId, body, actor, now }));
        const json = {
          token,
          person: personId,
          roles: options.role,
          expiresOn: options.expires ?? null,
          position: created.position,
        };
        answer.give(json, () => `${token}\nKeep it safe: it is shown this once.`);
        done(EXIT.done);
      });
    });
