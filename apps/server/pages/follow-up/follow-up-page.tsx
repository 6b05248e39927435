import { AuditLink } from '../case/audit-link.js';
import type { FollowUpList } from '#projections';
import { Child } from '../case/child.js';
import { Tag } from '../components/tag.js';
import { WideTable } from '../components/wide-table.js';
import { Document, type Frame } from '../frame/document.js';
import { Filter, type FilterField } from '../lists/filter.js';
import { NotAllListed } from '../lists/not-all-listed.js';
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
  readonly rows: readonly FollowUpShown[];
  /** Not all audits are listed for the reader. */
  readonly isPartial: boolean;
  readonly csv: string;
  /** The page after this one; null where this is the last. */
  readonly next: string | null;
  /** The first page, where this is another. */
  readonly first: string | null;
}

/** Actions, safety concerns, disputes, Inadequates or re-audits across all audits, soonest due first. */
export const FollowUpPage = (props: FollowUpPageProps) => {
  const { frame, list, lists, fields, rows, isTracked, isReviewed, isPartial, csv, next, first } = props;
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
      <Filter address={`/follow-up/${list}`} summary="Filter this list" fields={fields} />
      {isPartial && <NotAllListed />}
      {rows.length === 0 ? (
        <p class="govuk-body">{nothing}</p>
      ) : (
        <>
          <p class="govuk-body">
            <a class="govuk-link" href={csv} download>
              Download this list (CSV)
            </a>
          </p>
          <WideTable
            caption={`${name}, soonest due first`}
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
      {(next !== null || first !== null) && (
        <nav aria-label="Pages of this list">
          <p class="govuk-body">
            {first !== null && (
              <a class="govuk-link govuk-!-margin-right-4" href={first}>
                First page
              </a>
            )}
            {next !== null && (
              <a class="govuk-link" href={next} rel="next">
                Next page
              </a>
            )}
          </p>
        </nav>
      )}
    </Document>
  );
};

const Due = ({ due, near, isLate }: FollowUpShown) => (
  <>
    {due}
    {near !== '' && <span class="plumbline-more">{isLate ? <Tag classes="govuk-tag--red">{near}</Tag> : near}</span>}
  </>
);
