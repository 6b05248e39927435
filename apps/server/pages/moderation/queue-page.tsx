import { WideTable } from '../components/wide-table.js';
import { Document, type Frame } from '../frame/document.js';
import { AuditLink } from '../case/audit-link.js';
import { Filter, type FilterField } from '../lists/filter.js';
import { ListHead } from '../lists/list-head.js';
import { countedOf } from '../lists/onward.js';
import { Child } from '../case/child.js';
import { Due } from '../case/due.js';
import type { QueuedShown } from './present-queue.js';

interface QueuePageProps {
  readonly frame: Frame;
  readonly fields: readonly FilterField[];
  readonly sort: FilterField;
  readonly csv: string;
  readonly yours: readonly QueuedShown[];
  readonly waiting: readonly QueuedShown[];
}

/** What waits for a moderator. */
export const QueuePage = ({ frame, fields, sort, csv, yours, waiting }: QueuePageProps) => {
  const total = yours.length + waiting.length;
  return (
    <Document frame={frame} title="Moderation queue">
      <h1 class="govuk-heading-l">Moderation queue</h1>
      <Filter address="/moderation" summary="Filter or sort the queue" fields={fields} sort={sort} />
      {total > 0 && <ListHead counted={countedOf(total, total, AUDITS)} csv={csv} />}
      {yours.length > 0 && <Queue caption={`Yours to decide (${yours.length})`} audits={yours} />}
      {waiting.length > 0 ? (
        <Queue caption={`Waiting for a moderator (${waiting.length})`} audits={waiting} />
      ) : (
        <p class="govuk-body">
          {fields.some(({ value }) => value !== '')
            ? 'Nothing else waits for a moderator in this team. Clear the filter to see the others.'
            : 'Nothing waits for a moderator that you may moderate. Audits come here once they are graded.'}
        </p>
      )}
    </Document>
  );
};

const AUDITS = ['audit', 'audits'] as const;

const Queue = ({ caption, audits }: { readonly caption: string; readonly audits: readonly QueuedShown[] }) => (
  <WideTable
    caption={caption}
    firstCellIsHeader
    head={[
      { text: 'Audit' },
      { text: 'Child' },
      { text: 'Team' },
      { text: 'First grade, and why it is here' },
      { text: 'Waiting' },
      { text: 'Due' },
    ]}
    rows={audits.map((audit) => [
      {
        text: <AuditLink {...audit} />,
      },
      { text: <Child {...audit} /> },
      { text: audit.team },
      { text: audit.why },
      { text: audit.waiting },
      { text: <Due {...audit} /> },
    ])}
  />
);
