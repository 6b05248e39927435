import { SummaryList } from '../components/summary-list.js';
import type { EntryShown } from './present-entry.js';

/** Entries of an audit under a heading: what each says, who recorded it and when. */
export const EntryList = ({ entries }: { readonly entries: readonly EntryShown[] }) => (
  <>
    {entries.map(({ title, facts, who, when, withheld }) => (
      <div class="plumbline-entry">
        <h3 class="govuk-heading-s govuk-!-margin-bottom-1">{title}</h3>
        <p class="govuk-body-s plumbline-quiet">
          {who}, {when}
        </p>
        {facts.length > 0 && (
          <SummaryList
            classes="govuk-summary-list--no-border"
            rows={facts.map(({ label, value }) => ({ key: label, value: <Written text={value} /> }))}
          />
        )}
        {withheld !== null && <p class="govuk-body">Kept from you until you have given your own grade: {withheld}.</p>}
      </div>
    ))}
  </>
);

/** Words as they were written, line by line. */
export const Written = ({ text }: { readonly text: string }) => <span class="plumbline-written">{text}</span>;
