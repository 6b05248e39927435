import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { isDamage, onFile, setAside, writeAhead } from '#disk';
import type { Shape } from '#disk';
import { ddlOf } from '../view.js';
import type { View } from '../view.js';
import { takeLease } from './lease.js';
import { tablesOf } from './view-file.js';

/** `building` catches up beside the current one; `retired` has been replaced and goes once nobody reads it. */
export type GenerationState = 'building' | 'current' | 'retired';

/** One build of a view, in a file of its own. */
export interface Generation {
  readonly view: string;
  readonly version: number;
  readonly generation: number;
  readonly standing: GenerationState;
  /** Why it has stopped; null while all is well. */
  readonly failure: string | null;
}

export type ViewName = Pick<View, 'name' | 'version' | 'schema' | 'indexes'>;

/** The register itself is damaged: nobody knows which files to read. The message says what comes of it. */
export class RegisterDamaged extends Error {
  constructor(file: string, options: { cause: unknown }) {
    super(
      `The register of the views, ${file}, is damaged. Whoever builds the views sets it aside and builds them anew from the log: a running service at once, otherwise the next start`,
      options,
    );
    this.name = 'RegisterDamaged';
  }
}

/** Why a generation whose file is damaged is read no more. */
const DAMAGED = 'Its file was damaged: it was set aside, and the view is being built anew from the log';

export const isSetAside = ({ standing, failure }: Pick<Generation, 'standing' | 'failure'>): boolean =>
  standing === 'retired' && failure === DAMAGED;

export const registerFile = (dataDir: string): string => join(dataDir, 'views', 'register.db');

const REGISTER_SCHEMA = `
CREATE TABLE IF NOT EXISTS generations (
  view TEXT NOT NULL,
  version INTEGER NOT NULL,
  generation INTEGER NOT NULL,
  standing TEXT NOT NULL CHECK (standing IN ('building', 'current', 'retired')),
  failure TEXT,
  PRIMARY KEY (view, version, generation)
) STRICT;
CREATE TABLE IF NOT EXISTS at_rest (
  view TEXT NOT NULL,
  version INTEGER NOT NULL,
  generation INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (view, version, generation)
) STRICT;`;

/** A release before kept no digests. */
export const REGISTER_SHAPE: Shape = { schema: REGISTER_SCHEMA, version: 1, grows: true };

const VIEW_FILE = /\.v\d+\.\d+\.db(-wal|-shm|-journal)?$/;
const OTHERS_WRITE_MS = 10_000;

type Key = [view: string, version: number, generation: number];

/**
 * Which file of a view is the one to read: a row, so that a new generation takes over in one transaction, for readers
 * in every process. A rebuild is asked for by a row too, and whoever holds the projector's lease finds it there.
 * Every method may throw `RegisterDamaged`.
 */
export class Register {
  readonly folder: string;
  private readonly file: string;
  private readonly db: Database.Database;
  private readonly statements;
  /** By file. */
  private readonly fitting = new Map<string, boolean>();
  private readonly inode: number;

  /** Opens `<data folder>/views/register.db`, made where it is new. @throws RegisterDamaged */
  constructor(dataDir: string) {
    this.folder = join(dataDir, 'views');
    this.file = registerFile(dataDir);
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    const db = new Database(this.file, { timeout: OTHERS_WRITE_MS });
    this.db = db;
    this.inode = statSync(this.file).ino;
    try {
      this.prepareTables();
      this.statements = prepare(db);
    } catch (error) {
      db.close();
      throw this.failure(error);
    }
  }

  /** The same for whoever holds the projector's lease: a damaged register is set aside, and all views are built anew. */
  static orAnew(dataDir: string): Register {
    try {
      return new Register(dataDir);
    } catch (error) {
      if (!(error instanceof RegisterDamaged)) throw error;
      setAside(registerFile(dataDir));
      return new Register(dataDir);
    }
  }

  /** Whether another register has taken this one's place: then nothing it says counts any more. */
  isReplaced(): boolean {
    return statSync(this.file, { throwIfNoEntry: false })?.ino !== this.inode;
  }

  /** Changes whenever another connection has changed the register. */
  changes(): number {
    return this.ask(() => this.statements.changes.get() ?? 0);
  }

  generations(): readonly Generation[] {
    return this.ask(() => this.statements.all.all());
  }

  current(view: ViewName): Generation | undefined {
    return this.ask(() => this.statements.standing.get(view.name, view.version, 'current'));
  }

  /** What may be read of a view: its current generation, or until there is one that of another version with the same tables. */
  readable(view: ViewName): Generation | undefined {
    const current = this.current(view);
    if (current !== undefined) return current;
    const others = this.ask(() => this.statements.otherCurrent.all(view.name, view.version));
    return others.find((other) => this.fits(other, view));
  }

  building(view: ViewName): Generation | undefined {
    return this.ask(() => this.statements.standing.get(view.name, view.version, 'building'));
  }

  /** Asks for a new generation; answers the one that is being built already, if it has not failed. */
  build(view: ViewName): Generation {
    return this.change(() => this.buildWithin(view));
  }

  /** Readers find this generation from now on; every other one of the view, older versions too, is retired. */
  takeOver(generation: Generation): void {
    this.change(() => {
      this.statements.retireOthers.run(...keyOf(generation));
      this.statements.install.run(...keyOf(generation));
    });
  }

  retire(generation: Generation): void {
    this.change(() => void this.statements.retire.run(...keyOf(generation)));
  }

  /** Takes a generation whose file is damaged from its readers, and asks for a new one. */
  retireDamaged(generation: Generation): void {
    this.change(() => {
      this.statements.retire.run(...keyOf(generation));
      this.statements.fail.run(DAMAGED, ...keyOf(generation));
      this.buildWithin({ name: generation.view, version: generation.version });
    });
  }

  recordFailure(generation: Generation, reason: string | null): void {
    this.change(() => void this.statements.fail.run(reason, ...keyOf(generation)));
  }

  remove(generation: Generation): void {
    this.change(() => {
      this.statements.remove.run(...keyOf(generation));
      this.statements.stir.run(...keyOf(generation));
    });
  }

  /** The digest of a file that nobody has written to since; nothing where it is being written, or was when its writer died. */
  digestAtRest(generation: Generation): string | undefined {
    return this.ask(() => this.statements.atRest.get(...keyOf(generation)));
  }

  /** @param sha256 of the file as it rests; null while it is written to */
  noteAtRest(generation: Generation, sha256: string | null): void {
    this.change(() => {
      this.statements.stir.run(...keyOf(generation));
      if (sha256 !== null) this.statements.rest.run(...keyOf(generation), sha256);
    });
  }

  fileOf(generation: Pick<Generation, 'view' | 'version' | 'generation'>): string {
    return join(this.folder, fileNameOf(generation));
  }

  close(): void {
    this.db.close();
  }

  private prepareTables(): void {
    writeAhead(this.db);
    this.db.pragma('synchronous = NORMAL');
    this.db
      .transaction(() => {
        const isNew = this.db.pragma('user_version', { simple: true }) === 0;
        // Files that no row vouches for: without a register nobody knows what they hold.
        if (isNew)
          for (const file of readdirSync(this.folder)) if (VIEW_FILE.test(file)) rmSync(join(this.folder, file));
        this.db.exec(REGISTER_SCHEMA);
        if (isNew) this.db.pragma('user_version = 1');
      })
      .immediate();
  }

  /** A generation's tables stay as they were made: they are looked at once, not each time that somebody waits for another. */
  private fits(generation: Generation, view: ViewName): boolean {
    const file = this.fileOf(generation);
    if (!existsSync(file)) return false;
    const known = this.fitting.get(file);
    if (known !== undefined) return known;
    const fits = tablesOf(file) === ddlOf(view);
    this.fitting.set(file, fits);
    return fits;
  }

  private buildWithin(view: Omit<ViewName, 'schema'>): Generation {
    const underWay = this.statements.standing.get(view.name, view.version, 'building');
    if (underWay?.failure === null) return underWay;
    if (underWay !== undefined) this.statements.retire.run(...keyOf(underWay));
    const generation = (this.statements.newest.get(view.name) ?? 0) + 1;
    this.statements.add.run(view.name, view.version, generation);
    return { view: view.name, version: view.version, generation, standing: 'building', failure: null };
  }

  private change<Answer>(work: () => Answer): Answer {
    return this.ask(() => this.db.transaction(work).immediate());
  }

  private ask<Answer>(work: () => Answer): Answer {
    try {
      return work();
    } catch (error) {
      throw this.failure(error);
    }
  }

  private failure(error: unknown): unknown {
    return isDamage(error) ? new RegisterDamaged(this.file, { cause: error }) : error;
  }
}

/** The generations that a register names, and their files; the register is read as it stands. */
export function generationsIn(dataDir: string): readonly (Generation & { readonly file: string })[] {
  const file = registerFile(dataDir);
  const sql = 'SELECT view, version, generation, standing, failure FROM generations ORDER BY view, version, generation';
  const found = existsSync(file) ? onFile(file, (db) => db.prepare<[], Generation>(sql).all()) : [];
  return found.map((one) => ({ ...one, file: join(dataDir, 'views', fileNameOf(one)) }));
}

const fileNameOf = ({ view, version, generation }: Pick<Generation, 'view' | 'version' | 'generation'>): string =>
  `${view}.v${version}.${generation}.db`;

/** Sets a damaged register aside, where nobody builds views just now. Answers whether it could. */
export function mendRegister(dataDir: string): boolean {
  const lease = takeLease(dataDir, 'projector');
  if (lease === undefined) return false;
  try {
    Register.orAnew(dataDir).close();
    return true;
  } finally {
    lease.release();
  }
}

const keyOf = ({ view, version, generation }: Generation): Key => [view, version, generation];

function prepare(db: Database.Database) {
  const columns = 'view, version, generation, standing, failure';
  const one = 'view = ? AND version = ? AND generation = ?';
  return {
    changes: db.prepare<[], number>('PRAGMA data_version').pluck(),
    all: db.prepare<[], Generation>(`SELECT ${columns} FROM generations ORDER BY view, version, generation`),
    standing: db.prepare<[string, number, GenerationState], Generation>(
      `SELECT ${columns} FROM generations WHERE view = ? AND version = ? AND standing = ? ORDER BY generation DESC LIMIT 1`,
    ),
    otherCurrent: db.prepare<[string, number], Generation>(
      `SELECT ${columns} FROM generations WHERE view = ? AND version <> ? AND standing = 'current' ORDER BY generation DESC`,
    ),
    newest: db.prepare<[string], number | null>('SELECT max(generation) FROM generations WHERE view = ?').pluck(),
    add: db.prepare<Key>(`INSERT INTO generations (view, version, generation, standing) VALUES (?, ?, ?, 'building')`),
    retireOthers: db.prepare<Key>(
      `UPDATE generations SET standing = 'retired' WHERE view = ? AND NOT (version = ? AND generation = ?)`,
    ),
    retire: db.prepare<Key>(`UPDATE generations SET standing = 'retired' WHERE ${one}`),
    install: db.prepare<Key>(`UPDATE generations SET standing = 'current' WHERE ${one}`),
    fail: db.prepare<[string | null, ...Key]>(`UPDATE generations SET failure = ? WHERE ${one}`),
    remove: db.prepare<Key>(`DELETE FROM generations WHERE ${one}`),
    atRest: db.prepare<Key, string>(`SELECT sha256 FROM at_rest WHERE ${one}`).pluck(),
    rest: db.prepare<[...Key, string]>('INSERT INTO at_rest VALUES (?, ?, ?, ?)'),
    stir: db.prepare<Key>(`DELETE FROM at_rest WHERE ${one}`),
  };
}
