import fc from 'fast-check';
import { CoverSheetProblems, NARRATIVE_BOXES, coverSheetFrom } from './cover-sheet.js';
import { cover } from './cover.fixture.js';

const problemsOf = (value: unknown): readonly string[] => {
  const read = coverSheetFrom(value);
  return read instanceof CoverSheetProblems ? read.problems.map(({ field, is }) => `${field} ${is}`) : [];
};

describe('a cover sheet', () => {
  it('is taken as it was written, and empty where something was left out', () => {
    const { exempt, implications, consultation, backgroundPapers, narrative, ...least } = cover;
    expect(coverSheetFrom(cover)).toEqual(cover);
    expect(coverSheetFrom(least)).toEqual({
      ...least,
      exempt: null,
      implications: [],
      consultation: '',
      backgroundPapers: [],
      narrative: {},
    });
    expect([exempt, implications, consultation, backgroundPapers, narrative]).toBeDefined();
  });

  it('says what is wrong, field by field', () => {
    expect(problemsOf(7)).toEqual(['cover is no object, as { "title": "…", … }']);
    expect(problemsOf({ ...cover, title: ' ', purpose: 7, recommendations: [], meetingDate: undefined })).toEqual([
      'title is empty',
      'meetingDate is missing',
      'purpose is no text',
      'recommendations is empty',
    ]);
    expect(problemsOf({ ...cover, recommendations: ['Note it.', ''] })).toEqual(['recommendations.2 is empty']);
    expect(problemsOf({ ...cover, implications: [{ of: 'Legal' }, 'None'] })).toEqual([
      'implications.1.text is no text',
      'implications.2 is no object, as { "of": "Legal", "text": "…" }',
    ]);
    expect(problemsOf({ ...cover, narrative: { weather: 'Fine.' }, exempt: '' })).toEqual([
      'exempt is empty',
      `narrative.weather is no part: they are ${NARRATIVE_BOXES.join(', ')}`,
    ]);
    expect(problemsOf({ ...cover, title: 'x'.repeat(301), colour: 'blue' })).toEqual([
      expect.stringMatching(/^colour is no field of a cover sheet: they are title, committee, /),
      'title is longer than 300 characters',
    ]);
  });

  it('is taken or refused with reasons, whatever it is', () => {
    fc.assert(
      fc.property(fc.anything(), fc.constantFrom(...Object.keys(cover)), (anything, field) => {
        for (const value of [anything, { ...cover, [field]: anything }]) {
          const read = coverSheetFrom(value);
          if (read instanceof CoverSheetProblems) expect(read.problems.length).toBeGreaterThan(0);
          else expect(read).toEqual({ ...read, ...(value as object) });
        }
      }),
    );
  });
});
