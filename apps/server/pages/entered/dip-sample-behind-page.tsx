import type { DipSampleOpened, NamesShown } from '#engine';
import { Breadcrumbs } from '../components/breadcrumbs.js';
import { WideTable } from '../components/wide-table.js';
import { Document, type Frame } from '../frame/document.js';
import { plainDate } from '../words/dates.js';
import { plainInstant } from '../words/instants.js';

interface DipSampleBehindPageProps {
  readonly frame: Frame;
  readonly opened: DipSampleOpened;
  readonly names: NamesShown;
}

const REPORT = { text: 'Dip samples', href: '/reports/dip-samples' };

/** What one figure of a dip sample counts, and by which events. Case ids stay sealed. */
export function DipSampleBehindPage({ frame, opened, names }: DipSampleBehindPageProps) {
  const { figure, total, results } = opened;
  const title = `${figure.question} ${figure.label}`;
  return (
    <Document
      frame={frame}
      title={title}
      before={<Breadcrumbs items={[{ text: 'Reports', href: '/reports' }, REPORT, { text: 'Behind a figure' }]} />}
    >
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">
        {figure.series.slice('theme:'.length)}, {plainDate(figure.period)}: {total} of {figure.denominator}. Each was
        recorded as follows; case ids stay sealed.
      </p>
      <WideTable
        caption="What this figure counts"
        captionClasses="govuk-visually-hidden"
        firstCellIsHeader
        head={[{ text: 'Record' }, { text: 'Recorded' }, { text: 'By' }, { text: 'Corrected' }, { text: 'Event' }]}
        rows={results.map(({ eventId, revision, recordedAt, recordedBy, corrected }) => [
          { text: String(revision + 1) },
          { text: plainInstant(recordedAt) },
          { text: names[recordedBy] ?? 'The command line' },
          { text: corrected ? 'Yes' : 'No' },
          { text: eventId },
        ])}
      />
    </Document>
  );
}
