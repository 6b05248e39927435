import { Button } from '../components/button.js';
import { SummaryList } from '../components/summary-list.js';
import { WideTable } from '../components/wide-table.js';
import { Document, type Frame } from '../frame/document.js';
import { addressOf } from '../words/address.js';
import type { CountShown, MonthSampleShown } from './present-month.js';
import type { WaitedForShown } from './present-owed.js';

interface MonthPageProps {
  readonly frame: Frame;
  /** `May 2026` */
  readonly month: string;
  readonly beside: { readonly before: { text: string; href: string }; readonly after: { text: string; href: string } };
  readonly samples: readonly MonthSampleShown[];
  readonly stages: readonly CountShown[];
  /** What wants looking after today, whatever month it is of. */
  readonly care: readonly CountShown[];
  readonly waitedFor: readonly WaitedForShown[];
  readonly drawHref: string;
}

/** The coordinator's home: where a month stands, what is late and waits for whom. */
export const MonthPage = ({ frame, month, beside, samples, stages, care, waitedFor, drawHref }: MonthPageProps) => (
  <Document frame={frame} title={`Audits of ${month}`}>
    <h1 class="govuk-heading-l">Audits of {month}</h1>
    <nav class="plumbline-beside" aria-label="Other months">
      <a class="govuk-link" href={beside.before.href}>
        {beside.before.text}
      </a>
      <a class="govuk-link" href={beside.after.href}>
        {beside.after.text}
      </a>
    </nav>
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-one-half">
        <h2 class="govuk-heading-m">This month</h2>
        {samples.length === 0 ? (
          <>
            <p class="govuk-body">No sample has been drawn for {month}.</p>
            <Button href={drawHref} classes="govuk-button--secondary">
              Draw a sample
            </Button>
          </>
        ) : (
          <ul class="govuk-list">
            {samples.map(({ text, href, standing }) => (
              <li>
                <a class="govuk-link" href={href}>
                  {text}
                </a>
                <span class="plumbline-more">{standing}</span>
              </li>
            ))}
          </ul>
        )}
        <Counts counts={stages} />
      </div>
      <div class="govuk-grid-column-one-half">
        <h2 class="govuk-heading-m">What needs you</h2>
        <Counts counts={care} />
      </div>
    </div>
    <h2 class="govuk-heading-m">Waiting for whom</h2>
    {waitedFor.length === 0 ? (
      <p class="govuk-body">Nothing is late.</p>
    ) : (
      <WideTable
        caption="Who has something late"
        captionClasses="govuk-visually-hidden"
        firstCellIsHeader
        head={[{ text: 'Who' }, { text: 'Late', format: 'numeric' }, { text: 'Longest' }]}
        rows={waitedFor.map(({ who, key, late, oldest, oldestNear }) => [
          {
            text: (
              <a class="govuk-link" href={addressOf('/programme/late', { who: key })}>
                {who}
              </a>
            ),
          },
          { text: late, format: 'numeric' },
          { text: `${oldest}, ${oldestNear}` },
        ])}
      />
    )}
  </Document>
);

const inWords = (count: number | null): string => (count === null ? 'Look at the list' : String(count));

const Counts = ({ counts }: { readonly counts: readonly CountShown[] }) => (
  <SummaryList
    classes="plumbline-counts"
    rows={counts.map(({ text, count, href }) => ({
      key: text,
      value:
        href === null ? (
          inWords(count)
        ) : (
          <a class="govuk-link" href={href}>
            {inWords(count)}
            <span class="govuk-visually-hidden"> {text}</span>
          </a>
        ),
    }))}
  />
);
