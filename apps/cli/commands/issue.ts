import { sampleFold, sampleStream } from '#application';
import { accepted } from '../accepted.js';
import type { AddCommand } from '../add-command.js';
import { EXIT, Refused } from '../outcome.js';
import { inSession } from '../session.js';
import type { GlobalOptions } from '../session.js';

export const addIssue: AddCommand = (self, done) =>
  void self.argument('<sample>').action(async (sample: string, _options: object, command) => {
    const options: GlobalOptions = command.optsWithGlobals();
    await inSession(options, async ({ engine, actor, now, answer, during }) => {
      accepted(await engine.execute({ name: 'IssueSample', target: sample, body: {}, actor, now }));
      await during('Issuing', () => engine.processes.settle());
      const { state } = await engine.memories.of(sampleFold).load(sampleStream(sample));
      if (state.stage !== 'issued') {
        throw new Refused('The sample is being issued and not done yet: see what the running service says of it.');
      }
      const outcomes = [...state.outcomes.values()];
      const audits = outcomes.flatMap((each) => (each.outcome === 'issued' ? [each.auditId] : []));
      const skipped = outcomes.filter((each) => each.outcome === 'skipped').length;
      answer.give({ sample, audits, skipped }, () => `${audits.length} audits were issued; ${skipped} cases skipped.`);
      done(EXIT.done);
    });
  });
