import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

const NOT_OURS = new Set(['.git', '.cache', 'coverage', 'data', 'dist', 'node_modules']);

/** Every file of the repository. */
const FILES = filesBelow('.');
function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isFile()) return [path];
    // `test/data` is ours, the data folder at the root is not
    return entry.isDirectory() && (folder !== '.' || !NOT_OURS.has(entry.name)) ? filesBelow(path) : [];
  });
}
const documents = FILES.filter((file) => file.endsWith('.md'));
const sources = FILES.filter((file) => /\.(ts|js|mjs|cjs|sh|ya?ml)$/.test(file));
const read = (file: string): string => readFileSync(file, 'utf8');
const unquoted = (text: string): string => text.replaceAll(/```[\s\S]*?```/g, '');

/** As GitHub makes anchors of headings. */
const anchorsOf = (file: string): readonly string[] =>
  [...unquoted(read(file)).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

describe('the documents', () => {
  it.each(documents)('%s: every link leads to a file, and to a heading of it', (document) => {
    const broken = [...unquoted(read(document)).matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, link = '']) => link)
      .filter((link) => !/^[a-z]+:/.test(link))
      .filter((link) => {
        const [path = '', anchor] = link.split('#');
        const file = path === '' ? document : join(dirname(document), path);
        if (!existsSync(file)) return true;
        return anchor !== undefined && !anchorsOf(file).includes(anchor);
      });
    expect(broken).toEqual([]);
  });

  it('what code and scripts cite is there', () => {
    const cited = sources
      .filter((file) => !file.startsWith('test/documents/'))
      .flatMap((file) =>
        [...read(file).matchAll(/[\w/.-]*\w\.md\b/g)].map(([path]) => ({
          file,
          path: path.replace(/^(\.\.?\/)+/, ''),
        })),
      );
    // Made by the build, for every evidence pack.
    const made = ['FORMAT.md'];
    const there = (path: string): boolean =>
      made.includes(path) || FILES.some((file) => file === path || file.endsWith(`/${path}`));
    expect(cited.filter(({ path }) => !there(path))).toEqual([]);
    expect(cited).not.toEqual([]);
  });

  it('every file that the account of security names is there, and it names tests', () => {
    const account = read('docs/security.md');
    const named = [...account.matchAll(/`((?:apps|libs|test|docs|docker|scripts)\/[\w./-]+|\.ci\/\w+)`/g)].map(
      ([, path = '']) => path,
    );
    expect(named.filter((path) => !existsSync(path))).toEqual([]);
    expect(named.filter((path) => path.endsWith('.spec.ts')).length).toBeGreaterThan(40);
  });

  it('the scripts that are named are there', () => {
    const { scripts }: { scripts: Record<string, string> } = JSON.parse(read('package.json'));
    const named = [...documents, ...sources, '.ci/run', 'package.json'].flatMap((file) => {
      const text = read(file);
      return [
        ...[...text.matchAll(/\bsh ((?:scripts|docker)\/[\w-]+\.sh)/g)].map(([, path = '']) => ({
          file,
          named: path,
          there: existsSync(path),
        })),
        ...[...text.matchAll(/\bnpm run (?:--silent )?([a-z][\w:-]*)/g)].map(([, script = '']) => ({
          file,
          named: script,
          there: Object.hasOwn(scripts, script),
        })),
      ];
    });
    expect(named.filter(({ there }) => !there)).toEqual([]);
    expect(named).not.toEqual([]);
  });

  it('every decision is dated, numbered in order and listed', () => {
    const decisions = readdirSync('docs/adr').filter((file) => /^\d/.test(file));
    const listed = [
      ...read('docs/adr/README.md').matchAll(/^\| \[(\d+)\]\(([^)]+)\) *\| (.*?) *\| (\S+) *\| (\S+) *\|$/gm),
    ];
    expect(listed.map(([, number, file, title, date, state]) => `${number} ${file} ${title} ${date} ${state}`)).toEqual(
      decisions.map((file, index) => {
        const [heading = '', , dated = ''] = read(join('docs/adr', file)).split('\n');
        expect(Number(file.slice(0, 4))).toBe(index + 1);
        expect(dated).toMatch(/^20\d\d-\d\d-\d\d · \S+$/);
        return `${index + 1} ${file} ${heading.replace(/^# \d+\. /, '')} ${dated.replace(' · ', ' ')}`;
      }),
    );
  });
});
