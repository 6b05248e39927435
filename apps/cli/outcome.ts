import { CommanderError } from 'commander';
import { isDamage } from '#disk';
import { isRefusal } from '#domain';
import { FolderInUse, NoRecords, SettingsProblem, UnknownName, ViewsBehind } from '#engine';
import { EventServerProblem, OtherRecords, StoreUnavailable } from '#event-store';
import { CannotMove } from '#moving';
import { RegisterDamaged, ViewDamaged, ViewNotReady } from '#projections';
import { KeyFileProblem, KeysUnavailable } from '#privacy';

/** What a command came to. */
export const EXIT = { done: 0, refusedOrBad: 1, wrongUse: 2 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The command was not given as it should be: a file that is not there, options that contradict one another. */
export class WrongUse extends Error {
  override readonly name = 'WrongUse';
}

/** The command was understood and may not be, or what it is about is not there. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

/** An answer, or the end of the command with the refusal's sentence. @throws Refused */
export function accepted<Answer extends object>(answer: Answer): Exclude<Answer, { readonly refused: true }> {
  if (isAccepted(answer)) return answer;
  throw new Refused(sentenceOf(answer));
}

const isAccepted = <Answer extends object>(answer: Answer): answer is Exclude<Answer, { readonly refused: true }> =>
  !('refused' in answer);

function sentenceOf(refusal: unknown): string {
  if (!isRefusal(refusal)) return 'That is refused.';
  const problems: unknown = Reflect.get(refusal, 'problems');
  return Array.isArray(problems) ? [refusal.sentence, ...problems.map(problemOf)].join(' ') : refusal.sentence;
}

const problemOf = ({ property, sentence }: { property: string; sentence: string }): string =>
  `${property} ${sentence}.`;

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
  RegisterDamaged,
  UnknownName,
  ViewDamaged,
  ViewsBehind,
  ViewNotReady,
] as const;

/** The exit code of a failure, and what there is to say of it; nothing where it has been said. Never a stack trace. */
export function failureOf(error: unknown): { readonly code: ExitCode; readonly sentence: string | null } {
  if (error instanceof CommanderError) {
    return { code: error.exitCode === 0 ? EXIT.done : EXIT.wrongUse, sentence: null };
  }
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
