import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { concurrentAppend, sequentialAppend } from './append.js';
import { eventServerCommands } from './event-server-commands.js';
import { eventServerRebuilds } from './event-server-rebuild.js';
import { fullCommand, fullCommandRemembered } from './full-command.js';
import { measure } from './harness.js';
import type { BenchRow } from './harness.js';
import { httpCommand } from './http-command.js';
import { againstCastore, againstEmmett } from './other-libraries.js';
import { rebuilds } from './rebuild.js';
import { reminders } from './reminders.js';
import { reportAsAt, reportNow } from './report.js';

const benchmarks = [
  sequentialAppend,
  concurrentAppend,
  fullCommand,
  fullCommandRemembered,
  httpCommand,
  reminders,
  ...eventServerCommands,
  ...eventServerRebuilds,
  againstEmmett,
  againstCastore,
  reportNow,
  reportAsAt,
  ...rebuilds,
];

const rounded = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toFixed(2));

function asTable(rows: readonly BenchRow[]): string {
  const cells = [
    ['name', 'ours', 'reference', 'unit', 'ratio', 'goal', 'holds'],
    ...rows.map((row) => [
      row.name,
      rounded(row.ours),
      rounded(row.reference),
      row.unit,
      row.ratio.toFixed(2),
      row.goal === null ? '-' : String(row.goal),
      row.goal === null ? '-' : row.holds ? 'yes' : 'NO',
    ]),
  ];
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((line) => (line[column] ?? '').length)));
  return cells.map((line) => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')).join('\n');
}

const program = new Command('bench')
  .description('Speed as ratios measured side by side in one run')
  .option('--json', 'rows as JSON')
  .option('--only <name>', `one of ${benchmarks.map(({ name }) => name).join(', ')}`)
  .option('--turns <count>', 'turns of each, the default differs by row', Number)
  .parse();
const { json, only, turns } = program.opts<{ json?: boolean; only?: string; turns?: number }>();
const chosen = benchmarks.filter(({ name }) => only === undefined || name === only);
if (chosen.length === 0) program.error(`There is no benchmark ${only}`, { exitCode: 2 });

const rows: BenchRow[] = [];
const failed: { readonly name: string; readonly why: string }[] = [];
const notRun: { readonly name: string; readonly why: string }[] = [];
for (const benchmark of chosen) {
  const why = benchmark.unavailable?.();
  if (why !== undefined) {
    notRun.push({ name: benchmark.name, why });
    continue;
  }
  process.stderr.write(`${benchmark.name}: ${benchmark.what}\n`);
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-bench-'));
  try {
    rows.push(await measure(benchmark, folder, turns));
  } catch (error) {
    failed.push({ name: benchmark.name, why: error instanceof Error ? error.message : String(error) });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
const missing = [
  ...notRun.map(({ name, why }) => `${name} was not run: ${why}\n`),
  ...failed.map(({ name, why }) => `${name} FAILED: ${why}\n`),
].join('');
process.stdout.write(
  json ? `${JSON.stringify({ rows, notRun, failed }, null, 2)}\n` : `\n${asTable(rows)}\n${missing}`,
);
process.exit(failed.length === 0 && rows.every(({ holds }) => holds) ? 0 : 1);
