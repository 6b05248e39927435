import { writeFileSync } from 'node:fs';
import { onLog } from '#event-store';
import { newestCheckpoint } from '#evidence';
import type { AddCommand } from '../add-command.js';
import { EXIT, Refused } from '../outcome.js';
import { mustHaveRecords, settingsBeneath, writingTo } from '../records.js';
import { Answer } from '../session.js';
import type { GlobalOptions } from '../session.js';

export const addCheckpoint: AddCommand = (self, done) =>
  void self.option('--out <file>', 'write it to a file').action(async ({ out }: { out?: string }, command) => {
    const options: GlobalOptions = command.optsWithGlobals();
    const settings = settingsBeneath(options);
    mustHaveRecords(settings);
    const checkpoint = await onLog(settings, newestCheckpoint);
    if (checkpoint === undefined) throw new Refused('Nothing of this log has been sealed yet: plumbline seal.');
    if (out !== undefined) await writingTo(out, async () => writeFileSync(out, checkpoint));
    const answer = new Answer(options.json === true);
    if (options.json === true) answer.give({ checkpoint, file: out ?? null }, () => '');
    else if (out === undefined) answer.raw(checkpoint);
    else answer.give(null, () => `The newest checkpoint is in ${out}.`);
    done(EXIT.done);
  });
