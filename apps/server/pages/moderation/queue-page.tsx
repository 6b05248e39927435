import { WideTable } from '../components/wide-table.js';
import { Document, type Frame } from '../frame/document.js';
import { AuditLink } from '../case/audit-link.js';
import { Child } from '../case/child.js';
import { Due } from '../case/due.js';
import type { QueuedShown } from './present-queue.js';

interface QueuePageProps {
  readonly frame: Frame;
  readonly yours: readonly QueuedShown[];
  readonly waiting: readonly QueuedShown[];
}

/** What waits for a moderator. */
export const QueuePage = ({ frame, yours, waiting }: QueuePageProps) => (
  <Document frame={frame} title="Moderation queue">
    <h1 class="govuk-heading-l">Moderation queue</h1>
    {yours.length > 0 && <Queue caption={`Yours to decide (${yours.length})`} audits={yours} />}
    {waiting.length > 0 ? (
      <Queue caption={`Waiting for a moderator (${waiting.length})`} audits={waiting} />
    ) : (
      <p class="govuk-body">Nothing waits for a moderator that you may moderate.</p>
    )}
  </Document>
);

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
