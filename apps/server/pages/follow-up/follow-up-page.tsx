import { AuditLink } from '../case/audit-link.js';
import type { FollowUpList } from '#projections';
import { Child } from '../case/child.js';
import { Tag } from '../components/tag.js';
import { WideTable } from '../components/wide-table.js';
import { Document, type Frame } from '../frame/document.js';
import { Filter, type FilterField } from '../lists/filter.js';
import { ListHead } from '../lists/list-head.js';
import { NotAllListed } from '../lists/not-all-listed.js';
import { Onward, countedOf } from '../lists/onward.js';
import { FOLLOW_UP_WORDS } from './follow-up-words.js';
import type { FollowUpShown } from './present-follow-up.js';

interface FollowUpPageProps {
  readonly frame: Frame;
  readonly list: FollowUpList;
  /** Those the council has. */
  readonly lists: readonly FollowUpList[];
  /** Whether plans are signed off, and reviewed. */
  readonly isTracked: boolean;
  readonly isReviewed: boolean;
  readonly fields: readonly FilterField[];
  readonly sort: FilterField;
  readonly query: Readonly<Record<string, string>>;
  readonly rows: readonly FollowUpShown[];
  /** How many fit the filter; null where they are too many to be counted for this reader. */
  readonly total: number | null;
  /** Not all audits are listed for the reader. */
  readonly isPartial: boolean;
  readonly csv: string;
  /** Where this page begins; empty for the first. */
  readonly place: string;
  readonly next: string | null;
}

const ENTRIES = ['entry', 'entries'] as const;

/** Actions, safety concerns, disputes, Inadequates or re-audits across all audits. */
export const FollowUpPage = (props: FollowUpPageProps) => {
  const { frame, list, lists, fields, sort, query, rows, total, isTracked, isReviewed, isPartial, csv, place, next } =
    props;
  const address = `/follow-up/${list}`;
  const { name, owner, nothing } = FOLLOW_UP_WORDS[list];
  const hasGrades = rows.some(({ grade }) => grade !== '');
  return (
    <Document frame={frame} title={name}>
      <h1 class="govuk-heading-l">{name}</h1>
      <nav aria-label="What is followed up" class="plumbline-lists">
        <ul class="govuk-list">
          {lists.map((each) => (
            <li>
              <a class="govuk-link" href={`/follow-up/${each}`} aria-current={each === list ? 'page' : undefined}>
                {FOLLOW_UP_WORDS[each].name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <Filter address={address} summary="Filter or sort this list" fields={fields} sort={sort} />
      {isPartial && <NotAllListed />}
      {rows.length === 0 ? (
        <p class="govuk-body">{nothing}</p>
      ) : (
        <>
          <ListHead counted={countedOf(total, rows.length, ENTRIES)} csv={csv} />
          <WideTable
            caption={name}
            captionClasses="govuk-visually-hidden"
            firstCellIsHeader
            head={[
              'Audit',
              'Child',
              'Team',
              'Stands at',
              ...(owner === null ? [] : [owner]),
              ...(hasGrades ? ['Grade'] : []),
              ...(isTracked ? ['Signed off'] : []),
              ...(isReviewed ? ['Reviewed'] : []),
              'Since',
              'Due',
            ].map((text) => ({ text }))}
            rows={rows.map((row) => [
              {
                text: <AuditLink {...row} />,
              },
              { text: <Child {...row} /> },
              { text: row.team },
              { text: row.status },
              ...(owner === null ? [] : [{ text: row.owner }]),
              ...(hasGrades ? [{ text: row.grade }] : []),
              ...(isTracked ? [{ text: row.signed }] : []),
              ...(isReviewed ? [{ text: row.reviewed }] : []),
              { text: row.since },
              { text: <Due {...row} /> },
            ])}
          />
        </>
      )}
      <Onward {...{ address, query, place, next }} />
    </Document>
  );
};

const Due = ({ due, near, isLate }: FollowUpShown) => (
  <>
    {due}
    {near !== '' && <span class="plumbline-more">{isLate ? <Tag classes="govuk-tag--red">{near}</Tag> : near}</span>}
  </>
);
