import { createHash } from 'node:crypto';

/** What somebody has typed into a form, field by field, as a browser sends it. Nothing of it is checked. */
export type Words = Readonly<Record<string, string | readonly string[]>>;

/** A form of a step of an audit, and what it is about besides, where it is about something. */
export interface StepFormName {
  readonly auditId: string;
  readonly step: string;
  readonly item: string | null;
}

/** A form that is about no audit: by the address of its page. */
interface PageFormName {
  readonly address: string;
}

/** Which form. */
export type FormName = StepFormName | PageFormName;

/** What a page hands over to be kept. */
export interface Typed {
  readonly words: Words;
  /** Of the record, as the page showed it; null where it showed none. */
  readonly revision: number | null;
  /** The page it was typed on: another each time the form is opened. */
  readonly page: string;
  /** `savedAt` of the draft that the page showed; null where it showed none. */
  readonly shown: string | null;
}

/** What somebody has typed and not sent. Instants are ISO, in UTC with milliseconds. */
export interface Draft extends Pick<Typed, 'words' | 'revision'> {
  /** What they typed into the same form on another page, which this one had not shown. */
  readonly other: Words | null;
  readonly begunAt: string;
  readonly savedAt: string;
}

/** Bytes of the words of one form at most, in JSON: four full texts in any alphabet. */
export const MOST_BYTES = 192 * 1_024;

/** How many drafts one person has at most. */
export const MOST_DRAFTS = 200;

/** How long a draft is kept after somebody last typed in it, in milliseconds: 90 days. */
export const KEPT_MS = 90 * 24 * 60 * 60_000;

/** Under which a draft is kept: it says neither whose it is nor of what, and is of one length whatever they are called. */
export const draftId = (personId: string, form: FormName): string =>
  createHash('sha256')
    .update(JSON.stringify([personId, ...('auditId' in form ? [form.auditId, form.step, form.item] : [form.address])]))
    .digest('hex');
