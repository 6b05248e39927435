import { Argument } from 'commander';
import { allViews } from '#projections';
import type { AddCommand } from '../add-command.js';
import { EXIT } from '../outcome.js';
import { inSession, mayRead } from '../session.js';
import type { GlobalOptions } from '../session.js';

const NAMES = allViews.map(({ name }) => name);

export const addRebuild: AddCommand = (self, done) =>
  void self
    .addArgument(new Argument('[view]', 'which one; all by default').choices(NAMES))
    .action(async (view: string | undefined, _options: object, command) => {
      const options: GlobalOptions = command.optsWithGlobals();
      await inSession(options, async ({ engine, actor, answer, during }) => {
        mayRead('views', actor);
        const names = view === undefined ? NAMES : [view];
        const outcomes = await during('Rebuilding', (show) => engine.readModels.rebuild(names, show));
        answer.give({ views: outcomes }, () =>
          outcomes
            .map(({ view, failed }) => `${view}: ${failed === null ? 'rebuilt' : `stopped, ${failed}`}`)
            .join('\n'),
        );
        done(outcomes.every(({ failed }) => failed === null) ? EXIT.done : EXIT.refusedOrBad);
      });
    });
