import type { Draft } from '#drafts';
import { Details } from '../components/details.js';
import { InsetText } from '../components/inset-text.js';
import { NotificationBanner } from '../components/notification-banner.js';
import { SummaryList } from '../components/summary-list.js';
import { plainInstant } from '../words/instants.js';
import type { Field } from './field.js';
import { wordsShown } from './words-shown.js';

/** What was typed, question by question. */
export type WordsShown = readonly { readonly label: string; readonly value: string }[];

/** A draft as the page of its form tells of it. */
export interface DraftShown {
  /** `4 May 2026 at 14:05` */
  readonly begun: string;
  /** What was typed into the same form on another page. */
  readonly other: WordsShown;
}

export const draftShown = ({ begunAt, other }: Draft, fields: readonly Field[]): DraftShown => ({
  begun: plainInstant(begunAt),
  other: other === null ? [] : wordsShown(fields, other),
});

/** That what stands in the form was begun before. */
export const KeptDraft = ({ begun, other }: DraftShown) => (
  <InsetText>
    <p class="govuk-body">You began this on {begun}. It has not been sent: nobody else sees it until you send it.</p>
    {other.length > 0 && (
      <Details summary="You also wrote this on another page">
        <Written words={other} />
      </Details>
    )}
  </InsetText>
);

/** After it was thrown away. */
export const ThrownAway = () => (
  <NotificationBanner type="success">
    <p class="govuk-notification-banner__heading">What you had written here is thrown away.</p>
  </NotificationBanner>
);

export const Written = ({ words }: { readonly words: WordsShown }) => (
  <SummaryList
    rows={words.map(({ label, value }) => ({ key: label, value: <span class="plumbline-written">{value}</span> }))}
  />
);
