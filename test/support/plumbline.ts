import { spawn } from 'node:child_process';
import type { ChildProcess, ChildProcessByStdio } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { EventServer } from '#event-store';
import { councilEventStore } from './council-event-store.js';
import { PeakMemory } from './peak-memory.js';
import type { Peak } from './peak-memory.js';

/** What the command line came to. */
export interface Said {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command line as a person runs it, in a process of its own, on a data folder of its own. */
export class Plumbline {
  readonly place = mkdtempSync(join(tmpdir(), 'plumbline-cli-'));
  readonly dataDir = join(this.place, 'data');

  /**
   * @param settings what its environment holds besides the data folder
   * @param eventStore where its events and keys are; in the folder where there is none
   */
  constructor(
    private readonly settings: Readonly<Record<string, string>> = {},
    private readonly eventStore: EventServer | undefined = councilEventStore(),
  ) {}

  /** What its processes are given. */
  get environment(): Readonly<Record<string, string | undefined>> {
    const { url = '', deployment = '' } = this.eventStore ?? {};
    const records = { EVENT_STORE_URL: url, EVENT_STORE_DEPLOYMENT: deployment };
    return { PATH: process.env['PATH'], DATA_DIR: this.dataDir, ...(url !== '' && records), ...this.settings };
  }

  /** Runs one command. */
  async run(...words: string[]): Promise<Said> {
    return saidBy(this.start(words));
  }

  /** Runs one command and looks at the memory it takes. */
  async runMeasured(...words: string[]): Promise<Said & { readonly peak: Peak }> {
    const child = this.start(words);
    const memory = new PeakMemory(child.pid ?? 0);
    const said = await saidBy(child);
    return { ...said, peak: memory.end() };
  }

  /** Runs one command for a reader who goes away as soon as there is something to read, as `head` does. */
  async runUntilFirstOutput(...words: string[]): Promise<Omit<Said, 'stdout'>> {
    const child = this.start(words);
    child.stdout.once('readable', () => child.stdout.destroy());
    const [stderr, code] = await Promise.all([textOf(child.stderr), exitOf(child)]);
    return { code, stderr };
  }

  /** Runs one command and sends it a signal once something is so, which is looked at over and over while the command lasts. */
  async runUntil(isSo: () => boolean, signal: 'SIGINT' | 'SIGKILL', ...words: string[]): Promise<Said> {
    const child = this.start(words);
    const look = setInterval(() => void (isSo() && child.kill(signal)), 5);
    const said = await saidBy(child);
    clearInterval(look);
    return said;
  }

  private start(words: readonly string[]): ChildProcessByStdio<null, Readable, Readable> {
    return spawn(process.execPath, [join(process.cwd(), 'dist/apps/cli/main.js'), ...words], {
      env: this.environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  /** Runs one command that must succeed, and parses all it wrote to stdout as the JSON it is. */
  async json<Answer>(...words: string[]): Promise<Answer> {
    const { code, stdout, stderr } = await this.run(...words, '--json');
    if (code !== 0) throw new Error(`plumbline ${words.join(' ')} ended with ${code}: ${stderr}`);
    return JSON.parse(stdout) as Answer;
  }

  /** Writes a file to give to a command; answers its path. */
  file(name: string, lines: readonly string[]): string {
    const path = join(this.place, name);
    writeFileSync(path, lines.join('\n'));
    return path;
  }

  remove(): void {
    rmSync(this.place, { recursive: true });
  }
}

const exitOf = (child: ChildProcess): Promise<number | null> => new Promise((resolve) => child.on('close', resolve));

async function saidBy(child: ChildProcessByStdio<null, Readable, Readable>): Promise<Said> {
  const [stdout, stderr, code] = await Promise.all([textOf(child.stdout), textOf(child.stderr), exitOf(child)]);
  return { code, stdout, stderr };
}

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  for await (const chunk of stream) text += String(chunk);
  return text;
}
