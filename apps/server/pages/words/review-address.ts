import type { RegisterName } from '#engine';

/** Where something of the improvement plan or the risk register is reviewed. Its id says nothing of it. */
export const reviewAddress = (register: RegisterName, id: string): string => `/reviews/${register}/${id}`;
