import type { OwedRegister } from '#engine';

/** Where something of the improvement plan or the risk register is reviewed, or a message to staff is seen to. Its id says nothing of it. */
export function reviewAddress(register: OwedRegister, id: string): string {
  if (register === 'discussion') return `/learning/discussions/${id}`;
  return register === 'look-again' ? `/learning/${id}` : `/reviews/${register}/${id}`;
}
