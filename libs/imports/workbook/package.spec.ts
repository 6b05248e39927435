import { ImportProblem } from '../import-problem.js';
import { Package } from './package.js';
import { zip, type Part } from './zip.fixture.js';

const CONTENT = Buffer.alloc(400_000, ' ');

/** How many bytes came out of the parts before they ended or were refused, and the refusal. */
async function unpacked(most: number, ...parts: readonly Part[]): Promise<{ bytes: number; code: string }> {
  let bytes = 0;
  try {
    const opened = await Package.open(zip(...parts), most);
    for (const { name } of parts) for await (const chunk of opened.read(name)) bytes += chunk.length;
  } catch (cause) {
    if (cause instanceof ImportProblem) return { bytes, code: cause.code };
    throw cause;
  }
  return { bytes, code: 'none' };
}

describe('unpacking', () => {
  it('gives what was packed', async () => {
    expect(await unpacked(800_000, { name: 'a', content: CONTENT }, { name: 'b', content: CONTENT })).toEqual({
      bytes: 800_000,
      code: 'none',
    });
  });

  it.each<[string, readonly Part[]]>([
    ['one part', [{ name: 'a', content: CONTENT }]],
    [
      'parts together',
      Array.from({ length: 4 }, (_, index) => ({ name: `p${index}`, content: CONTENT.subarray(0, 100_000) })),
    ],
    ['a part that is stored', [{ name: 'a', content: CONTENT, method: 0 }]],
    ['a part with its size behind it', [{ name: 'a', content: CONTENT, descriptor: true }]],
    ['a part with its size in 64 bits', [{ name: 'a', content: CONTENT, zip64: true }]],
  ])('stops at the bound: %s', async (_, parts) => {
    const { bytes, code } = await unpacked(300_000, ...parts);
    expect(code).toBe('workbook_too_large');
    expect(bytes).toBeLessThanOrEqual(300_000);
  });

  it.each<[string, Part]>([
    ['one byte', { name: 'a', content: CONTENT, declared: 1 }],
    ['one byte, in 64 bits', { name: 'a', content: CONTENT, declared: 1, zip64: true }],
    ['one byte, behind it', { name: 'a', content: CONTENT, declared: 1, descriptor: true }],
    ['nothing', { name: 'a', content: CONTENT, declared: 0 }],
  ])('stops where more comes out than was said: %s', async (_, part) => {
    const { bytes, code } = await unpacked(10_000_000, part);
    expect(code).toBe('workbook_damaged');
    expect(bytes).toBeLessThan(CONTENT.length);
  });
});
