import { redrawSample } from '#application';
import { accepted } from '../accepted.js';
import type { AddCommand } from '../add-command.js';
import { EXIT } from '../outcome.js';
import { inSession, mayRead } from '../session.js';
import type { GlobalOptions } from '../session.js';

export const addRedraw: AddCommand = (self, done) =>
  void self.argument('<sample>').action(async (sample: string, _options: object, command) => {
    const options: GlobalOptions = command.optsWithGlobals();
    await inSession(options, async ({ engine, actor, answer }) => {
      mayRead('samples', actor);
      const outcome = accepted(await redrawSample(engine, sample));
      const differences = outcome.confirmed ? [] : outcome.differences;
      answer.give({ sample, confirmed: outcome.confirmed, differences }, () =>
        outcome.confirmed
          ? 'The draw is confirmed: the same frame, rules and seed give the same lists.'
          : ['The draw is not confirmed:', ...differences.map(({ sentence }) => `- ${sentence}`)].join('\n'),
      );
      done(outcome.confirmed ? EXIT.done : EXIT.refusedOrBad);
    });
  });
