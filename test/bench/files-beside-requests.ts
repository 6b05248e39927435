import { readFileSync } from 'node:fs';
import { oneSheet, xlsx, xlsxParts } from '../../libs/imports/workbook/workbook-files.fixture.js';
import { zip } from '../../libs/imports/workbook/zip.fixture.js';
import { Town } from '../support/index.js';

/**
 * How long another person's requests take while files are read and imported, honest ones and ones made to harm; and how
 * much memory the service comes to hold. By itself: `node dist/test/bench/files-beside-requests.js`.
 */
const MEBIBYTE = 1_048_576;
const EVERY_MS = 10;
const text = (words: string): string => `<c t="inlineStr"><is><t>${words}</t></is></c>`;
const HEADERS = ['Child Unique ID', 'CIN Start Date', 'CIN Closure Date', 'Allocated Team', 'Allocated Worker'];

/** An honest list of so many children, with columns that are not read and hold chance figures. */
function list(children: number): Buffer {
  const others = Array.from({ length: 20 }, (_, column) => text(`Other ${column}`)).join('');
  const row = (child: number): string =>
    `<row>${text(`C${100_000 + child}`)}<c><v>${43_000 + (child % 900)}</v></c><c/>${text(`Team ${child % 40}`)}${text(`Worker ${child % 700}`)}${Array.from({ length: 20 }, () => `<c><v>${Math.random()}</v></c>`).join('')}</row>`;
  return xlsx({
    sheets: [
      {
        name: 'List 6',
        data: `<row>${HEADERS.map(text).join('')}${others}</row>${Array.from({ length: children }, (_, child) => row(child)).join('')}`,
      },
    ],
  });
}

const csv = (rows: number): Buffer =>
  Buffer.from(
    `Child ID,Status,Team,Worker\n${Array.from({ length: rows }, (_, row) => `${row},wrong,T,W\n`).join('')}`,
  );
const stored = zip(
  ...xlsxParts({ sheets: [{ name: 'A', data: '<row><c><v>1</v></c></row>'.repeat(400_000) }] }).map((part) =>
    part.name.endsWith('sheet0.xml') ? { ...part, saidMethod: 0 } : part,
  ),
);

const FILES: readonly (readonly [name: string, source: 'annex-a' | 'csv', file: () => Buffer])[] = [
  ['nothing', 'csv', () => Buffer.from('x')],
  ['honest, 20,000 children', 'annex-a', () => list(20_000)],
  ['the same again', 'annex-a', () => list(20_000)],
  ['row 4294967295', 'annex-a', () => oneSheet('<row r="4294967295"><c><v>1</v></c></row>')],
  ['5 MB of line ends', 'csv', () => Buffer.from('\n'.repeat(5_000_000))],
  ['30 MB of line ends', 'csv', () => Buffer.from('\n'.repeat(30 * MEBIBYTE))],
  ['one line of 5 MB', 'csv', () => Buffer.from('x,'.repeat(2_500_000))],
  ['stored that is deflated', 'annex-a', () => stored],
  [
    '65 MB of shared strings',
    'annex-a',
    () => oneSheet('', { strings: `<si><t>${'x'.repeat(900)}</t></si>`.repeat(70_000) }),
  ],
  ['6 million numbers', 'annex-a', () => oneSheet(`<row>${'<c><v>1.5</v></c>'.repeat(15)}</row>`.repeat(400_000))],
  ['a million wrong rows', 'csv', () => csv(1_000_000)],
  ['60 MB that are no file', 'annex-a', () => Buffer.alloc(60 * MEBIBYTE, 'PK')],
];

const peakOf = (pid: number): number => {
  const [, kilobytes = '0'] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kilobytes) / 1024);
};

const town = await Town.open();
try {
  for (const [name, source, make] of FILES) {
    const file = make();
    const times: number[] = [];
    let over = false;
    const from = performance.now();
    const upload = town
      .as('Cora')
      .upload(`/api/v1/imports/caseload?asAt=2024-05-01&source=${source}`, file)
      .finally(() => (over = true));
    while (!over || times.length < 200) {
      const begun = performance.now();
      await town.as('Ada').get('/api/v1/people');
      times.push(performance.now() - begun);
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    }
    const { status, text: said } = await upload;
    times.sort((one, other) => one - other);
    const at = (share: number): number => Math.round(times[Math.floor(share * (times.length - 1))] ?? 0);
    const told = status < 300 ? '' : (/"code":"([^"]*)"/.exec(said)?.[1] ?? '');
    console.log(
      `${name} (${(file.length / MEBIBYTE).toFixed(1)} MB): ${status} ${told} in ${Math.round(performance.now() - from)} ms; ` +
        `others p50 ${at(0.5)} p99 ${at(0.99)} max ${at(1)} ms of ${times.length}; service at most ${peakOf(town.service.pid)} MB`,
    );
  }
} finally {
  await town.close();
}
