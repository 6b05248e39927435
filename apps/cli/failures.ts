import { isDamage } from '#disk';
import { FolderInUse, NoRecords, SettingsProblem, UnknownName, ViewsBehind } from '#engine';
import { EventServerProblem, OtherRecords, StoreUnavailable } from '#event-store';
import { SealingRefused, SigningKeyProblem, TilesMissing, WitnessFileProblem } from '#evidence';
import { CannotMove } from '#moving';
import { PackProblem, PackTooLarge } from '#packs';
import { RegisterDamaged, ViewDamaged, ViewNotReady } from '#projections';
import { KeyFileProblem, KeysUnavailable } from '#privacy';
import { EXIT, Refused, WrongUse } from './outcome.js';
import type { ExitCode } from './outcome.js';

const SAID_AS_THEY_ARE = [
  Refused,
  CannotMove,
  FolderInUse,
  NoRecords,
  OtherRecords,
  EventServerProblem,
  KeyFileProblem,
  KeysUnavailable,
  StoreUnavailable,
  PackProblem,
  PackTooLarge,
  RegisterDamaged,
  SealingRefused,
  SigningKeyProblem,
  TilesMissing,
  UnknownName,
  ViewDamaged,
  ViewsBehind,
  ViewNotReady,
  WitnessFileProblem,
] as const;

/** The exit code of a failure, and what there is to say of it. Never a stack trace. */
export function failureOf(error: unknown): { readonly code: ExitCode; readonly sentence: string } {
  if (error instanceof WrongUse || error instanceof SettingsProblem) {
    return { code: EXIT.wrongUse, sentence: error.message };
  }
  if (SAID_AS_THEY_ARE.some((known) => error instanceof known)) {
    return { code: EXIT.refusedOrBad, sentence: asSentence(error) };
  }
  // an unexpected message may quote what it stumbled over
  const name = error instanceof Error ? error.name : 'no error';
  return { code: EXIT.refusedOrBad, sentence: `Plumbline could not finish this (${name}). Run the command again.` };
}

function asSentence(error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  const sentence = /[.!?]$/.test(message) ? message : `${message}.`;
  const isOfRecords = error instanceof StoreUnavailable || error instanceof KeysUnavailable;
  return isOfRecords && isDamage(error.cause)
    ? `${sentence} Its file is damaged: bring it back from a backup.`
    : sentence;
}
