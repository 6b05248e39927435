import { Option } from 'commander';
import { showDraw } from '#application';
import { SPREAD_OVER } from '#domain';
import type { AddCommand } from '../add-command.js';
import { month, percentage, wholeNumber } from '../option-values.js';
import { EXIT, accepted } from '../outcome.js';
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

export const addDraw: AddCommand = (parent, done) =>
  void parent
    .command('draw')
    .description('draw a sample from the latest caseload')
    .requiredOption('--period <month>', 'the month it is drawn for, such as 2024-05', month)
    .addOption(new Option('--size <n>', 'so many cases').argParser(wholeNumber).conflicts('percent'))
    .option('--percent <p>', 'so many per cent of the eligible cases, rounded up', percentage)
    .addOption(new Option('--stratum <what>', 'spread over').choices(SPREAD_OVER))
    .option('--seed <text>', 'the same seed on the same caseload draws the same sample')
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
