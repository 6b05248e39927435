import type { PlanItem, RiskItem } from '#reporting';
import { WideTable } from '../components/wide-table.js';
import { inWords } from '../reviews/present-reviewable.js';
import { reviewAddress } from '../words/review-address.js';

const written = (text: string | null) => ({
  text: <span class="plumbline-written">{text ?? ''}</span>,
  classes: 'plumbline-wordy',
});

interface Opened {
  /** Where it is reviewed; null for whoever does not. */
  readonly href: string | null;
  readonly text: string;
}

const Opened = ({ href, text }: Opened) =>
  href === null ? (
    <>{text}</>
  ) : (
    <a class="govuk-link" href={href}>
      {text}
    </a>
  );

interface RegisterProps<Item> {
  readonly items: readonly Item[];
  /** Whether whoever looks reviews them. */
  readonly reviews: boolean;
}

/** The plan, section by section, as it is printed. */
export function PlanSections({ items, reviews }: RegisterProps<PlanItem>) {
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
            .map(({ actionId, ref, action, lead, reviewDate, status, commentary }) => [
              { text: <Opened href={reviews ? reviewAddress('plan', actionId) : null} text={ref} /> },
              written(action),
              { text: lead ?? '' },
              { text: inWords(reviewDate ?? '') },
              { text: status ?? '' },
              written(commentary),
            ])}
        />
      ))}
    </>
  );
}

/** The register, as it is printed; leads and review dates where there are any. */
export function RisksTable({ items, reviews }: RegisterProps<RiskItem>) {
  if (items.length === 0) return <p class="govuk-body">Nothing is entered yet.</p>;
  const isReviewed = items.some(({ lead, reviewDate }) => lead !== null || reviewDate !== null);
  return (
    <WideTable
      caption="Risks"
      captionClasses="govuk-visually-hidden"
      firstCellIsHeader
      head={['Risk', 'Description', 'Mitigation', 'Rating', ...(isReviewed ? ['Lead', 'Review'] : [])].map((text) => ({
        text,
      }))}
      rows={items.map(({ riskId, risk, description, mitigation, rating, lead, reviewDate }) => [
        { text: <Opened href={reviews ? reviewAddress('risk', riskId) : null} text={risk} /> },
        written(description),
        written(mitigation),
        { text: rating ?? '' },
        ...(isReviewed ? [{ text: lead ?? '' }, { text: inWords(reviewDate ?? '') }] : []),
      ])}
    />
  );
}
