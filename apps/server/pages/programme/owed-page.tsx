import { AuditLink } from '../case/audit-link.js';
import { BackLink } from '../components/back-link.js';
import { Due } from '../case/due.js';
import { Tag } from '../components/tag.js';
import { WideTable } from '../components/wide-table.js';
import { Document, type Frame } from '../frame/document.js';
import { Filter, isNarrowed, type FilterField } from '../lists/filter.js';
import { ListHead } from '../lists/list-head.js';
import { Onward, countedOf } from '../lists/onward.js';
import type { OwedShown, OwnerlessDrawShown, OwnerlessShown } from './present-owed.js';

interface OwedPageProps {
  readonly frame: Frame;
  readonly title: string;
  readonly rows: readonly OwedShown[];
  readonly fields: readonly FilterField[];
  readonly sort: FilterField;
  /** What is asked for. */
  readonly query: Readonly<Record<string, string>>;
  readonly csv: string;
  readonly total: number | null;
  /** Where this page begins; empty for the first. */
  readonly place: string;
  readonly next: string | null;
}

const Back = () => <BackLink href="/programme">This month</BackLink>;

/** What is late, of everybody or of one. */
export const OwedPage = ({ frame, title, rows, fields, sort, query, csv, total, place, next }: OwedPageProps) => (
  <Document frame={frame} title={title} before={<Back />}>
    <h1 class="govuk-heading-l">{title}</h1>
    {(rows.length > 0 || isNarrowed(fields)) && (
      <Filter address="/programme/late" summary="Filter or sort what is late" fields={fields} sort={sort} />
    )}
    {rows.length === 0 ? (
      <p class="govuk-body">
        {isNarrowed(fields)
          ? 'Nothing of that is late. Clear the filter to see what else is.'
          : 'Nothing is late. What becomes late is listed here from the day after it was due.'}
      </p>
    ) : (
      <>
        <ListHead
          counted={countedOf(place === '' && next === null ? rows.length : total, rows.length, TASKS)}
          csv={csv}
        />
        <WideTable
          caption={title}
          captionClasses="govuk-visually-hidden"
          firstCellIsHeader
          head={['Task', 'Who', 'Audit', 'Child', 'Team', 'Due'].map((text) => ({ text }))}
          rows={rows.map((row) => [
            { text: row.task },
            { text: row.who },
            { text: <AuditLink {...row} /> },
            { text: row.caseId },
            { text: row.team },
            { text: <Due {...row} /> },
          ])}
        />
        <Onward address="/programme/late" query={query} {...{ place, next }} />
      </>
    )}
  </Document>
);

const TASKS = ['task', 'tasks'] as const;

interface OwnerlessPageProps {
  readonly frame: Frame;
  /** Of rounds, the improvement plan and the risk register; none beyond the first page, and none where a team is asked for. */
  readonly draws: readonly OwnerlessDrawShown[];
  readonly rows: readonly OwnerlessShown[];
  readonly fields: readonly FilterField[];
  readonly sort: FilterField;
  /** What is asked for. */
  readonly query: Readonly<Record<string, string>>;
  readonly csv: string;
  /** Null where they are too many to be counted. */
  readonly total: number | null;
  /** Where this page begins; empty for the first. */
  readonly place: string;
  readonly next: string | null;
}

/** What nobody who owes it is there for. */
export const OwnerlessPage = ({
  frame,
  draws,
  rows,
  fields,
  sort,
  query,
  csv,
  total,
  place,
  next,
}: OwnerlessPageProps) => (
  <Document frame={frame} title="Nobody there to do it" before={<Back />}>
    <h1 class="govuk-heading-l">Nobody there to do it</h1>
    <p class="govuk-body">
      Whoever owes these has left, is away without anybody standing in, or may not do it. What is nobody’s at all stands
      first: somebody must be appointed, or a role given.
    </p>
    {draws.length > 0 && (
      <WideTable
        caption="On no audit"
        firstCellIsHeader
        head={['What', 'Why', 'Fallen to', 'Due'].map((text) => ({ text }))}
        rows={draws.map((draw) => [
          {
            text: (
              <a class="govuk-link" href={draw.href}>
                {draw.what}
              </a>
            ),
          },
          { text: draw.why },
          { text: draw.fallenTo ?? <Tag classes="govuk-tag--red">Nobody</Tag> },
          { text: <Due {...draw} /> },
        ])}
      />
    )}
    {(rows.length > 0 || isNarrowed(fields)) && (
      <Filter address="/programme/ownerless" summary="Filter or sort this list" fields={fields} sort={sort} />
    )}
    {rows.length === 0 && draws.length === 0 ? (
      <p class="govuk-body">
        {isNarrowed(fields)
          ? 'Everything that is owed for that team has somebody who is there to do it.'
          : 'Everything that is owed has somebody who is there to do it.'}
      </p>
    ) : rows.length === 0 ? null : (
      <>
        <ListHead counted={countedOf(total, rows.length, TASKS)} csv={csv} />
        <WideTable
          caption="Nobody there to do it"
          captionClasses="govuk-visually-hidden"
          firstCellIsHeader
          head={OWNERLESS_HEAD.map((text) => ({ text }))}
          rows={rows.map((row) => [
            { text: row.task },
            { text: row.who },
            { text: row.why },
            { text: row.fallenTo ?? <Tag classes="govuk-tag--red">Nobody</Tag> },
            { text: <AuditLink {...row} /> },
            { text: row.team },
            { text: <Due {...row} /> },
          ])}
        />
      </>
    )}
    <Onward address="/programme/ownerless" query={query} {...{ place, next }} />
  </Document>
);

export const OWNERLESS_HEAD = ['Task', 'Owed by', 'Why', 'Fallen to', 'Audit', 'Team', 'Due'];
