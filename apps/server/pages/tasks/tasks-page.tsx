import { Child } from '../case/child.js';
import { Due } from '../case/due.js';
import { WideTable } from '../components/wide-table.js';
import { Filter, isNarrowed, type FilterField } from '../lists/filter.js';
import { ListHead } from '../lists/list-head.js';
import { Onward, countedOf } from '../lists/onward.js';
import { Document, type Frame } from '../frame/document.js';
import type { DrawTaskShown, ReviewTaskShown, TaskShown, TasksShown } from './present-tasks.js';

interface TasksPageProps {
  readonly frame: Frame;
  readonly tasks: TasksShown;
  /** What rounds call for; none beyond the first page. */
  readonly draws: readonly DrawTaskShown[];
  /** Of the improvement plan and the risk register; none beyond the first page. */
  readonly reviews: readonly ReviewTaskShown[];
  /** What messages to staff call for; likewise. */
  readonly learning: readonly ReviewTaskShown[];
  /** How many messages to staff are for whoever looks; likewise. */
  readonly messages: number;
  readonly fields: readonly FilterField[];
  readonly sort: FilterField;
  /** What is asked for. */
  readonly query: Readonly<Record<string, string>>;
  /** What is due last stands first, so what is late stands last. */
  readonly isLatestFirst: boolean;
  readonly csv: string;
  /** Where this page begins; empty for the first. */
  readonly place: string;
  readonly next: string | null;
}

/** What somebody owes, for which child and by when: the first page after signing in. */
export const TasksPage = ({
  frame,
  tasks: { late, toDo },
  fields,
  sort,
  query,
  place,
  next,
  draws,
  reviews,
  learning,
  messages,
  ...page
}: TasksPageProps) => {
  const isWhole = place === '' && next === null;
  const shown = late.length + toDo.length;
  const tables = [
    late.length > 0 && <TaskTable id="late" caption={isWhole ? `Late (${late.length})` : 'Late'} tasks={late} />,
    toDo.length > 0 && <TaskTable id="to-do" caption={isWhole ? `To do (${toDo.length})` : 'To do'} tasks={toDo} />,
  ];
  return (
    <Document frame={frame} title="Your tasks">
      <h1 class="govuk-heading-l">Your tasks</h1>
      {(shown > 0 || isNarrowed(fields) || place !== '') && (
        <Filter address="/tasks" summary="Filter or sort your tasks" fields={fields} sort={sort} />
      )}
      {draws.length > 0 && <DrawTable draws={draws} />}
      {reviews.length > 0 && (
        <ReviewTable id="reviews" caption="To be reviewed" which="Where it stands" reviews={reviews} />
      )}
      {learning.length > 0 && (
        <ReviewTable id="learning" caption="Messages to staff" which="What is to be done" reviews={learning} />
      )}
      {messages > 0 && (
        <p class="govuk-body">
          <a class="govuk-link" href="/learning">
            {messages === 1 ? 'Read a message to staff that is for you' : `Read ${messages} messages to staff`}
          </a>
        </p>
      )}
      {shown === 0 && draws.length === 0 && reviews.length === 0 && learning.length === 0 && (
        <p class="govuk-body">
          {isNarrowed(fields)
            ? 'You have nothing to do for that team. Clear the filter to see the rest.'
            : place === ''
              ? 'You have nothing to do at the moment. What you are asked to do will be listed here.'
              : 'You have no more tasks.'}
        </p>
      )}
      {shown > 0 && <ListHead counted={countedOf(isWhole ? shown : null, shown, ['task', 'tasks'])} csv={page.csv} />}
      {page.isLatestFirst ? tables.reverse() : tables}
      <Onward address="/tasks" query={query} {...{ place, next }} />
    </Document>
  );
};

const DrawTable = ({ draws }: { readonly draws: readonly DrawTaskShown[] }) => (
  <WideTable
    caption={`Samples to be drawn (${draws.length})`}
    attributes={{ id: 'draws' }}
    firstCellIsHeader
    head={[{ text: 'Round' }, { text: 'Period' }, { text: 'Due' }]}
    rows={draws.map((draw) => [
      {
        text: (
          <a class="govuk-link" href={draw.href}>
            {draw.round}
          </a>
        ),
      },
      { text: draw.period },
      { text: <Due {...draw} /> },
    ])}
  />
);

interface ReviewTableProps {
  readonly id: string;
  readonly caption: string;
  /** What the second column says. */
  readonly which: string;
  readonly reviews: readonly ReviewTaskShown[];
}

const ReviewTable = ({ id, caption, which, reviews }: ReviewTableProps) => (
  <WideTable
    caption={`${caption} (${reviews.length})`}
    attributes={{ id }}
    firstCellIsHeader
    head={[{ text: 'What' }, { text: which }, { text: 'Due' }]}
    rows={reviews.map((review) => [
      {
        text: (
          <a class="govuk-link" href={review.href}>
            {review.of}
          </a>
        ),
      },
      { text: review.register },
      { text: <Due {...review} /> },
    ])}
  />
);

interface TaskTableProps {
  readonly id: string;
  readonly caption: string;
  readonly tasks: readonly TaskShown[];
}

const TaskTable = ({ id, caption, tasks }: TaskTableProps) => (
  <WideTable
    caption={caption}
    attributes={{ id }}
    firstCellIsHeader
    head={[{ text: 'Task' }, { text: 'Child' }, { text: 'Team' }, { text: 'Audit' }, { text: 'Due' }]}
    rows={tasks.map((task) => [
      {
        text: (
          <>
            <a class="govuk-link" href={task.href}>
              {task.task}
            </a>
            {task.inPlaceOf !== null && <span class="plumbline-more">In place of {task.inPlaceOf}</span>}
          </>
        ),
      },
      { text: <Child {...task} /> },
      { text: task.team },
      { text: task.reference },
      { text: <Due {...task} /> },
    ])}
  />
);
