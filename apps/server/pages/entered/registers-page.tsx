import { isIsoDate } from '#domain';
import type { PlanItem, RiskItem } from '#reporting';
import { WideTable } from '../components/wide-table.js';
import { plainDate } from '../words/dates.js';

const written = (text: string | null) => ({
  text: <span class="plumbline-written">{text ?? ''}</span>,
  classes: 'plumbline-wordy',
});

/** A date in words; anything else as it is printed. */
const reviewed = (date: string): string => (isIsoDate(date) ? plainDate(date) : date);

/** The plan, section by section, as it is printed. */
export function PlanSections({ items }: { readonly items: readonly PlanItem[] }) {
  if (items.length === 0) return <p class="govuk-body">Nothing is entered yet.</p>;
  const sections = [...new Set(items.map(({ section }) => section))];
  return (
    <>
      {sections.map((name) => (
        <WideTable
          caption={name}
          firstCellIsHeader
          head={['Number', 'Action', 'Lead', 'Review', 'Status', 'Commentary'].map((text) => ({ text }))}
          rows={items
            .filter(({ section }) => section === name)
            .map(({ ref, action, lead, reviewDate, status, commentary }) => [
              { text: ref },
              written(action),
              { text: lead ?? '' },
              { text: reviewed(reviewDate ?? '') },
              { text: status ?? '' },
              written(commentary),
            ])}
        />
      ))}
    </>
  );
}

/** The register, as it is printed. */
export const RisksTable = ({ items }: { readonly items: readonly RiskItem[] }) =>
  items.length === 0 ? (
    <p class="govuk-body">Nothing is entered yet.</p>
  ) : (
    <WideTable
      caption="Risks"
      captionClasses="govuk-visually-hidden"
      firstCellIsHeader
      head={['Risk', 'Description', 'Mitigation', 'Rating'].map((text) => ({ text }))}
      rows={items.map(({ risk, description, mitigation, rating }) => [
        { text: risk },
        written(description),
        written(mitigation),
        { text: rating ?? '' },
      ])}
    />
  );
