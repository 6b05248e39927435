import { BackLink } from '../components/back-link.js';
import { Button } from '../components/button.js';
import { SummaryList } from '../components/summary-list.js';
import { WideTable } from '../components/wide-table.js';
import { Document, type Frame } from '../frame/document.js';
import type { ReviewableShown } from './present-reviewable.js';

interface ReviewablePageProps extends ReviewableShown {
  readonly frame: Frame;
  /** Where a review of it is recorded. */
  readonly record: string;
}

const written = (text: string) => <span class="plumbline-written">{text}</span>;

/** An action of the plan or a risk, its reviews, and the way to record one. */
export const ReviewablePage = ({ frame, title, report, facts, reviews, record }: ReviewablePageProps) => (
  <Document frame={frame} title={title} before={<BackLink href="/tasks">Your tasks</BackLink>}>
    <span class="govuk-caption-l">{report.text}</span>
    <h1 class="govuk-heading-l">{title}</h1>
    <SummaryList rows={facts.map(({ key, value }) => ({ key, value: written(value) }))} />
    <Button href={record}>Record a review</Button>
    {reviews.length > 0 && (
      <WideTable
        caption="Reviews"
        firstCellIsHeader
        head={['On', 'By', 'Found', 'Standing', 'Next'].map((text) => ({ text }))}
        rows={reviews.map(({ on, by, words, standing, next }) => [
          { text: on },
          { text: by },
          { text: written(words), classes: 'plumbline-wordy' },
          { text: standing },
          { text: next },
        ])}
      />
    )}
  </Document>
);
