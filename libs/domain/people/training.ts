/** Somebody's training as an auditor: the newest that was recorded, in place of any before. Days are London dates. */
export interface Training {
  readonly on: string;
  /** The last day it holds; null where it does not end. */
  readonly expiresOn: string | null;
}

/** Whether somebody may be given audits where the council asks for training. */
export const isTrainedOn = (training: Training | null, date: string): boolean =>
  training !== null && training.on <= date && (training.expiresOn === null || date <= training.expiresOn);
