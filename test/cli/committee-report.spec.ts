import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { cover } from '../../libs/committee/cover.fixture.js';
import { Plumbline } from '../support/index.js';

/** Every command is a process of its own, and the machine may be busy. */
jest.setTimeout(240_000);

const SPAN = ['--from', '2025-04-01', '--to', '2026-03-31'] as const;

describe('a report to a committee at the command line', () => {
  const here = new Plumbline();
  afterAll(() => here.remove());

  it('is written for Word, as PDF and as a page, and refused where its cover sheet is wrong', async () => {
    expect((await here.run('init', '--like', 'plain', '--council', 'Westmere')).code).toBe(0);
    const said = here.file('cover.json', [JSON.stringify(cover)]);
    const starts = { 'report.docx': 'PK', 'report.pdf': '%PDF-1.7', 'report.html': '<!doctype html>' };
    for (const [name, start] of Object.entries(starts)) {
      const out = join(said, '..', name);
      const made = await here.run('report', 'committee', ...SPAN, '--cover', said, '--out', out);
      expect([name, made.code, made.stdout]).toEqual([name, 0, `The report is in ${out}.\n`]);
      expect(readFileSync(out, 'latin1').slice(0, start.length)).toBe(start);
    }
    const document = await here.json('report', 'committee', ...SPAN, '--cover', said, '--parts', 'activity,judgements');
    expect(document).toMatchObject({ council: 'Westmere', title: cover.title });
    const headings = (document as { sections: { heading: string }[] }).sections.map(({ heading }) => heading);
    expect(headings.indexOf('Activity')).toBeLessThan(headings.indexOf('Judgements'));

    const { title, ...without } = cover;
    const wrong = await here.run(
      'report',
      'committee',
      ...SPAN,
      '--cover',
      here.file('wrong.json', [JSON.stringify({ ...without, titel: title })]),
    );
    expect([wrong.code, wrong.stdout]).toEqual([1, '']);
    expect(wrong.stderr).toContain('titel is no field of a cover sheet');
    expect(wrong.stderr).toContain('title is missing.');
    for (const [args, words] of [
      [['committee', ...SPAN], 'Give the file of the cover sheet'],
      [['committee', ...SPAN, '--cover', said, '--team', 'North'], 'leave out --team'],
      [['committee', ...SPAN, '--cover', said, '--parts', 'weather'], 'There is no part "weather"'],
      [['committee', ...SPAN, '--cover', said, '--format', 'pdf'], 'are written to a file'],
      [['committee', ...SPAN, '--cover', said, '--format', 'csv'], 'is written as docx, pdf, html, json'],
      [['judgements', ...SPAN, '--format', 'pdf'], '--out report.pdf'],
      [['judgements', ...SPAN, '--cover', said], 'Only a report to a committee has a cover sheet'],
    ] as const) {
      const refused = await here.run('report', ...args);
      expect([words, refused.code]).toEqual([words, 2]);
      expect(refused.stderr).toContain(words);
    }
  });
});
