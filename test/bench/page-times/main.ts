import { readFileSync, writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { Demonstration } from './demonstration.js';
import { largeCouncil } from './large-council.js';
import { renderingMs } from './rendering.js';
import { asTable } from './table.js';
import { pagesOf } from './pages.js';
import type { Timed } from './timed.js';

/**
 * Times every page that somebody reaches from their home, in the demonstration council grown to so many audits:
 * node dist/test/bench/page-times/main.js --folder FOLDER --audits 100000 --times 40
 */
const program = new Command('page-times')
  .description('Server time of each page by role, at the median and the 95th percentile')
  .requiredOption('--folder <folder>', 'where the council is made, outside the repository; one that is there is used')
  .option('--audits <count>', 'audits besides those of the demonstration', Number, 100_000)
  .option('--times <count>', 'requests a page', Number, 40)
  .option('--only <text>', 'pages whose name has it')
  .option('--write <file>', 'a document whose table is to be replaced')
  .parse();
const { folder, audits, times, only, write } = program.opts<{
  folder: string;
  audits: number;
  times: number;
  only?: string;
  write?: string;
}>();

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const place = await largeCouncil(folder, audits, say);
const council = await Demonstration.start(place, say);
const timed: Timed[] = [];
try {
  for (const role of council.roles) {
    const visitor = await council.signIn(role);
    for (const page of await pagesOf(visitor, role)) {
      if (only !== undefined && !page.name.includes(only)) continue;
      const row = await council.time(visitor, role, page, times);
      timed.push(row);
      say(`${role} ${row.page} ${row.p95.toFixed(1)} ms`);
    }
  }
} finally {
  await council.stop();
}
const table = asTable(timed, { audits, events: council.events, renderingMs: renderingMs() });
process.stdout.write(`${table}\n`);
if (write !== undefined) {
  const [before = '', , after = ''] = readFileSync(write, 'utf8').split(/<!-- (?:begin|end) of the table -->\n?/);
  writeFileSync(write, `${before}<!-- begin of the table -->\n${table}\n<!-- end of the table -->\n${after}`);
}
