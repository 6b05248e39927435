import { Option } from 'commander';
import { showDraw } from '#application';
import { SPREAD_OVER } from '#domain';
import { accepted } from '../accepted.js';
import type { AddCommand } from '../add-command.js';
import { month, percentage, wholeNumber } from '../option-values.js';
import { EXIT } from '../outcome.js';
import { inSession } from '../session.js';
import type { GlobalOptions } from '../session.js';
import { drawJson, drawText, shortfallOf } from './shown-draw.js';

interface Options extends GlobalOptions {
  readonly period: string;
  readonly size?: number;
  readonly percent?: number;
  readonly stratum?: string;
  readonly seed?: string;
  readonly activity?: string;
}

export const addDraw: AddCommand = (self, done) =>
  void self
    .requiredOption('--period <month>', 'the month it is drawn for, such as 2024-05', month)
    .addOption(
      new Option('--size <n>', 'so many cases; as the settings say by default')
        .argParser(wholeNumber)
        .conflicts('percent'),
    )
    .option(
      '--percent <p>',
      'so many per cent of the eligible cases, rounded up; as the settings say by default',
      percentage,
    )
    .addOption(new Option('--stratum <what>', 'spread over; as the settings say by default').choices(SPREAD_OVER))
    .option(
      '--seed <text>',
      'the same seed on the same caseload draws the same sample; a new one, which is recorded, by default',
    )
    .option('--activity <key>', 'the type of audit')
    .action(async (_options: object, command) => {
      const options: Options = command.optsWithGlobals();
      await inSession(options, async ({ engine, actor, now, answer, during }) => {
        const { period, size, percent, stratum, seed, activity } = options;
        const body = { period, size, percent, stratum, seed, activity };
        const drawn = await during('Drawing', () => engine.execute({ name: 'DrawSample', body, actor, now }));
        const shown = accepted(await showDraw(engine, accepted(drawn).id));
        answer.give(drawJson(shown), () => drawText(shown));
        const shortfall = shortfallOf(shown);
        if (shortfall !== null) answer.note(shortfall);
        done(EXIT.done);
      });
    });
