import type { Role } from '#domain';

/** How long one page took, in milliseconds. */
export interface Timed {
  readonly role: Role;
  readonly page: string;
  /** Of the service’s processor, all its threads, a request: what is recorded and projected of it included. */
  readonly cpu: number;
  readonly median: number;
  readonly p95: number;
  /** Of the page before compression, in KiB. */
  readonly kib: number;
  /** Of the page with its sheet and script as they are sent to a browser that comes for the first time, in KiB. */
  readonly sent: number;
}

/** @param share of the values that lie below: 0.5 for the median */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}
