import { AuditLink } from '../case/audit-link.js';
import { Child } from '../case/child.js';
import { Tag } from '../components/tag.js';
import { WideTable } from '../components/wide-table.js';
import type { BoardRowShown } from './present-board.js';

const HEAD = ['Audit', 'Child', 'Type', 'Team', 'Stage', 'Auditor', 'Next', 'Open'];

/** Audits, a row each, as their reader may know them. */
export const AuditTable = ({
  caption,
  rows,
}: {
  readonly caption: string;
  readonly rows: readonly BoardRowShown[];
}) => (
  <WideTable
    caption={caption}
    captionClasses="govuk-visually-hidden"
    firstCellIsHeader
    head={HEAD.map((text) => ({ text }))}
    rows={rows.map((row) => [
      {
        text: <AuditLink {...row} />,
      },
      { text: <Child {...row} /> },
      { text: row.type },
      { text: row.team },
      { text: row.stage },
      { text: row.auditor },
      { text: <Next {...row} />, classes: 'plumbline-wordy' },
      { text: row.open },
    ])}
  />
);

const Next = ({ next, due, near, isLate }: BoardRowShown) => {
  if (next === '') return <>Nothing</>;
  return (
    <>
      {next}
      <span class="plumbline-more">
        {due}, {isLate ? <Tag classes="govuk-tag--red">{near}</Tag> : near}
      </span>
    </>
  );
};
