import { ProgressLine } from './progress-line.js';

function terminal(isTTY: boolean): { isTTY: boolean; written: string[]; write: (text: string) => void } {
  const written: string[] = [];
  return { isTTY, written, write: (text) => void written.push(text) };
}

describe('a progress line', () => {
  it('fills up on a terminal, now and then, and is wiped', () => {
    const screen = terminal(true);
    let now = 0;
    const line = new ProgressLine(screen, 'Importing', () => now);
    line.show({ done: 0, of: 4 });
    line.show({ done: 1, of: 4 });
    now = 100;
    line.show({ done: 2, of: 4 });
    line.show({ done: 4, of: 4 });
    line.wipe();
    expect(screen.written.map((text) => text.replace(/[█░]+/, '|'))).toEqual([
      '\rImporting | 0%',
      '\rImporting | 50%',
      '\rImporting | 100%',
      '\r\u001b[2K',
    ]);
  });

  it('says nothing anywhere else', () => {
    const file = terminal(false);
    const line = new ProgressLine(file, 'Importing');
    line.show({ done: 4, of: 4 });
    line.wipe();
    expect(file.written).toEqual([]);
  });
});
