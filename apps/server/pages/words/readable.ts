import type { Personal } from '#domain';

/** A personal value that was opened, for a reader; what stands for it once it has been erased. */
export const readable = (value: Personal | null | undefined, otherwise = 'Erased'): string =>
  typeof value === 'string' ? value : otherwise;
