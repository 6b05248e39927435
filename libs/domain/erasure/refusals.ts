import { refuse, type Refusal } from '../refusal.js';
import type { Obstacle } from './commands.js';

const OBSTACLES: Readonly<Record<Obstacle, readonly [code: string, sentence: string]>> = {
  'nothing-held': ['nothing-held', 'Nothing is held of them.'],
  'audit-under-way': [
    'audit-under-way',
    'An audit of this case is under way: nobody could finish it. Close it or withdraw it first.',
  ],
  'data-request-open': [
    'data-request-open',
    'They have asked for what is held on them, or for it to be put right. Answer that first.',
  ],
  'person-in-post': [
    'person-in-post',
    'They are in post, or will be: nobody could say who does their work. Enter their last day first.',
  ],
};

/** Why a command about erasures and holds is refused. */
export const erasureRefusals = {
  noReason: (): Refusal => refuse('invalid', 'reason-missing', 'Give a reason.'),
  unknown: (): Refusal => refuse('not-found', 'erasure-unknown', 'There is no such erasure.'),
  unknownHold: (): Refusal => refuse('not-found', 'hold-unknown', 'There is no such hold.'),
  nothingToHold: (): Refusal => refuse('not-found', 'nothing-to-hold', 'There is nothing like that to keep.'),
  obstacle: (obstacle: Obstacle): Refusal => {
    const [code, sentence] = OBSTACLES[obstacle];
    return refuse(obstacle === 'nothing-held' ? 'not-found' : 'rule', code, sentence);
  },
  held: (): Refusal =>
    refuse(
      'rule',
      'held',
      'A hold lies on this: it must be kept until the hold is ended. The page says which and why.',
    ),
  askedAlready: (): Refusal => refuse('rule', 'erasure-requested', 'Their erasure has been asked for already.'),
  erased: (): Refusal => refuse('rule', 'erased-already', 'They have been erased, or are being erased now.'),
  notWaiting: (): Refusal => refuse('rule', 'erasure-not-waiting', 'This erasure does not wait for an answer.'),
  secondPerson: (): Refusal =>
    refuse('not-allowed', 'second-person-missing', 'Somebody else than who asked for it must approve it.'),
  oneself: (): Refusal =>
    refuse('not-allowed', 'own-erasure', 'Nobody asks for their own erasure here, or approves it: another must.'),
  engineOnly: (): Refusal => refuse('not-allowed', 'role-missing', 'Only the engine itself erases.'),
};
