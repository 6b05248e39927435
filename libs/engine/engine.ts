import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { CommandGateway, CommandsModule, ReferenceData, StreamMemories } from '#application';
import type { CommandAnswer, CommandCall, OnCommandDone } from '#application';
import { closeToOthers } from '#disk';
import { eventTypes } from '#domain';
import { Drafts } from '#drafts';
import { newestCheckpoint } from '#evidence';
import { Ledger, START, openDraftStore, openEventStore, openKeyStore } from '#event-store';
import type { RecordsPlace } from '#event-store';
import { FileReader, ReadingProcesses } from '#imports';
import { mustNotBeUnfinished } from '#moving';
import { openKeys } from '#privacy';
import type { KeyRing, KeysPlace, OwnerIds } from '#privacy';
import { ProcessRunner, Register, allProcesses } from '#processes';
import { publishFirstSettings } from './first-run.js';
import { KnownNames } from './known-names.js';
import { ReadModels } from './read-models.js';
import { sampleSourcesFrom } from './sample-sources.js';
import { lockService } from './service-lock.js';

export interface EngineOptions extends RecordsPlace {
  /** Beside the data folder, never in it. */
  readonly masterKeyFile: string;
  /** Only one service runs on a folder at a time. Any number of tools may run beside it. */
  readonly mode: 'service' | 'tool';
  /** Whether records must be there already; otherwise they are made where there are none. */
  readonly mustExist?: boolean;
  /** How children and whoever else is imported get their ids: at random, but in a demonstration. */
  readonly ownerIds?: OwnerIds;
  /** Reads the files that people import: in processes of their own where it is left out. */
  readonly files?: FileReader;
  /** The time now: an ISO instant in UTC with milliseconds. */
  readonly clock?: () => string;
  /** Something that works in the background failed and is started again: for the log. */
  readonly onTrouble?: (error: Error) => void;
  /** Told of every command when it is done: for the log. */
  readonly onCommandDone?: OnCommandDone;
}

/** Where the processes keep what they have still to do. */
export const promisesFile = (dataDir: string): string => join(dataDir, 'processes.db');

/** The keys of a place. @throws KeyFileProblem, KeysUnavailable */
async function openKeysOf(
  place: RecordsPlace,
  asked: Pick<KeysPlace, 'masterKeyFile' | 'hasRecords' | 'ownerIds' | 'now'>,
): Promise<KeyRing> {
  const { dataDir, eventStore } = place;
  const keptIn = eventStore && `the deployment ${eventStore.deployment} on the event server`;
  return openKeys({ ...asked, dataDir, store: await openKeyStore(place), keptIn });
}

/** Everything of one council's deployment that is open in this process. */
export interface Engine {
  readonly dataDir: string;
  readonly ledger: Ledger;
  readonly keys: KeyRing;
  /** What people typed and did not send, beside the log. */
  readonly drafts: Drafts;
  readonly memories: StreamMemories;
  readonly references: ReferenceData;
  readonly readModels: ReadModels;
  /** By what people are found who are looked for by name. */
  readonly names: KnownNames;
  /** Reads files that people import, beside this process. */
  readonly files: FileReader;
  /** Keeps the promises across streams: a service starts it, a tool may settle what its own commands began. */
  readonly processes: ProcessRunner;
  readonly clock: () => string;
  /** The newest signed note of the log; null where nothing has been sealed. */
  readonly checkpoint: () => Promise<string | null>;
  /** @throws StoreUnavailable or KeysUnavailable when the outcome is unknown: send the same command again. */
  execute(call: CommandCall): Promise<CommandAnswer>;
  close(): Promise<void>;
}

/** There is nothing where records were to be. */
export class NoRecords extends Error {
  constructor(place: string) {
    super(`There are no records in ${place}. Look at DATA_DIR and EVENT_STORE_URL`);
    this.name = 'NoRecords';
  }
}

const wallClock = (): string => new Date().toISOString();

/**
 * Opens a council's records, made where they are new. An event server must answer.
 * @throws FolderInUse, OtherRecords, CannotMove, EventServerProblem, KeyFileProblem, StoreUnavailable, KeysUnavailable
 */
export async function openEngine({
  dataDir,
  eventStore,
  masterKeyFile,
  mode,
  mustExist = false,
  ownerIds,
  files = new FileReader(new ReadingProcesses()),
  clock = wallClock,
  onTrouble,
  onCommandDone,
}: EngineOptions): Promise<Engine> {
  const place: RecordsPlace = { dataDir, eventStore };
  const closing: (() => void | Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const step of closing.splice(0).reverse()) await step();
  };
  try {
    closeToOthers(dataDir);
    mustNotBeUnfinished(dataDir);
    if (mode === 'service') closing.push(lockService(dataDir));
    const store = await openEventStore(place);
    closing.push(() => store.close());
    const hasRecords = (await store.head()) !== START;
    if (mustExist && !hasRecords) throw new NoRecords(eventStore ? `the deployment ${eventStore.deployment}` : dataDir);
    const keys = await openKeysOf(place, { masterKeyFile, hasRecords, ownerIds, now: clock() });
    closing.push(() => keys.close());
    const drafts = new Drafts({ open: () => openDraftStore(place), keys, clock });
    closing.push(() => drafts.close());
    const readModels = await ReadModels.open({ place, store, types: eventTypes, mode, onTrouble });
    closing.push(() => readModels.close());
    const ledger = new Ledger({ store, keys, types: eventTypes });
    const names = new KnownNames(ledger, keys);
    const memories = new StreamMemories(ledger);
    const references = new ReferenceData(memories);
    const commands = await NestFactory.createApplicationContext(
      CommandsModule.on({
        ledger,
        keys,
        memories,
        references,
        samples: sampleSourcesFrom({ readModels, names, keys, references }),
        clock,
        onDone: onCommandDone,
      }),
      { logger: false, abortOnError: false },
    );
    closing.push(() => commands.close());
    const { execute } = commands.get(CommandGateway);
    await publishFirstSettings(references, execute);
    const register = new Register(promisesFile(dataDir), (sentence) => onTrouble?.(new Error(sentence)));
    closing.push(() => register.close());
    const processes = new ProcessRunner({
      ledger,
      steps: { execute, memories, references },
      register,
      processes: allProcesses,
      clock,
      onTrouble: ({ process, trouble }) => onTrouble?.(new Error(`The process ${process} could not go on: ${trouble}`)),
    });
    closing.push(() => processes.stop());
    closing.push(() => files.end());
    return {
      dataDir,
      ledger,
      keys,
      drafts,
      memories,
      references,
      readModels,
      checkpoint: async () => (await newestCheckpoint(store)) ?? null,
      names,
      files,
      processes,
      clock,
      execute,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
