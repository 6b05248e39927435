import type { PendingChange, Personal } from '#domain';
import { accepted } from '../accepted.js';
import type { AddCommand } from '../add-command.js';
import { EXIT, WrongUse } from '../outcome.js';
import { table } from '../output/table.js';
import { inSession, mayRead } from '../session.js';
import type { GlobalOptions, Session } from '../session.js';

/** A change, with the council's own reference for the person. */
interface Waiting extends PendingChange {
  readonly ref: Personal;
}

async function waitingIn({ engine }: Session): Promise<readonly Waiting[]> {
  const { directory } = await engine.references.load();
  const changes = [...directory.pendingChanges()].map((change) => ({
    ...change,
    ref: directory.person(change.personId)?.ref ?? '',
  }));
  return engine.ledger.openAll(changes);
}

/** Lists changes of roles and addresses that wait for a second person. */
export const addChangesList: AddCommand = (self, done) =>
  void self.action(async (_options: object, command) => {
    const options: GlobalOptions = command.optsWithGlobals();
    await inSession(options, async (session) => {
      mayRead('people', session.actor);
      const changes = await waitingIn(session);
      session.answer.give({ changes }, () =>
        changes.length === 0
          ? 'Nothing waits.'
          : table(
              [
                { heading: 'Change', of: ({ changeId }: Waiting) => changeId },
                { heading: 'Person', of: ({ ref }: Waiting) => String(ref) },
                { heading: 'To', of: ({ roles, email }: Waiting) => roles?.join(', ') ?? String(email) },
                { heading: 'Asked by', of: ({ requestedBy }: Waiting) => requestedBy },
              ],
              changes,
            ),
      );
      done(EXIT.done);
    });
  });

interface Options extends GlobalOptions {
  readonly all?: boolean;
}

const deciding =
  (name: string, told: string): AddCommand =>
  (self, done) =>
    void self
      .argument('[change...]')
      .option('--all', 'all that wait')
      .action(async (named: readonly string[], _options: object, own) => {
        const options: Options = own.optsWithGlobals();
        if ((named.length === 0) === (options.all !== true)) throw new WrongUse('Name the changes, or say --all.');
        await inSession(options, async (session) => {
          const { engine, actor, now, answer } = session;
          const changeIds = options.all === true ? (await waitingIn(session)).map(({ changeId }) => changeId) : named;
          accepted(await engine.execute({ name, body: { changeIds }, actor, now }));
          answer.give({ changeIds }, () => `${changeIds.length} changes ${told}.`);
          done(EXIT.done);
        });
      });

export const addChangesConfirm = deciding('ConfirmPersonChanges', 'confirmed');

export const addChangesDecline = deciding('DeclinePersonChanges', 'declined');
