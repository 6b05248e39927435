import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExportFormat } from '#domain';

/** Which file: named by the export's id, and so by nothing of what is in it. */
export interface ExportName {
  readonly exportId: string;
  readonly format: ExportFormat;
}

/** Where files of exports are. Whoever makes them and whoever gives them out share the folder; all can be made again. */
export class ExportFiles {
  constructor(private readonly folder: string) {}

  /** Whole or not at all, however the process ends. */
  async write(name: ExportName, text: string): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const unfinished = join(this.folder, `${randomUUID()}.part`);
    await writeFile(unfinished, text, { mode: 0o600 });
    await rename(unfinished, this.pathOf(name));
  }

  /** Undefined where it is not kept any more, or not here. */
  async read(name: ExportName): Promise<string | undefined> {
    const path = this.pathOf(name);
    return existsSync(path) ? readFile(path, 'utf8') : undefined;
  }

  /** Removes what was last written before an instant. */
  async removeOlderThan(instant: string): Promise<void> {
    const names = await readdir(this.folder).catch(() => []);
    for (const name of names) {
      const path = join(this.folder, name);
      const written = await stat(path).catch(() => undefined);
      if (written !== undefined && written.mtime.toISOString() < instant) await rm(path, { force: true });
    }
  }

  /** How many of the files kept here say any of these texts, in any case of letters. */
  async naming(texts: readonly string[]): Promise<number> {
    return (await this.pathsNaming(texts)).length;
  }

  /** Removes those that say any of these texts. @returns how many there were */
  async removeNaming(texts: readonly string[]): Promise<number> {
    const paths = await this.pathsNaming(texts);
    for (const path of paths) await rm(path, { force: true });
    return paths.length;
  }

  private async pathsNaming(texts: readonly string[]): Promise<readonly string[]> {
    const wanted = texts.map((text) => text.toLowerCase());
    const found: string[] = [];
    for (const name of wanted.length === 0 ? [] : await readdir(this.folder).catch(() => [])) {
      const path = join(this.folder, name);
      const said = (await readFile(path, 'utf8').catch(() => '')).toLowerCase();
      if (wanted.some((text) => said.includes(text))) found.push(path);
    }
    return found;
  }

  private pathOf({ exportId, format }: ExportName): string {
    return join(this.folder, `${exportId}.${format}`);
  }
}

/** The folder that is set, or one in the data folder. */
export const exportFolder = (environment: Readonly<Record<string, string | undefined>>, dataDir: string): string =>
  environment['EXPORT_DIR']?.trim() || join(dataDir, 'exports');
