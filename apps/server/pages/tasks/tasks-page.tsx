import { Child } from '../case/child.js';
import { Due } from '../case/due.js';
import { WideTable } from '../components/wide-table.js';
import { Document, type Frame } from '../frame/document.js';
import type { TaskShown, TasksShown } from './present-tasks.js';

interface TasksPageProps {
  readonly frame: Frame;
  readonly tasks: TasksShown;
}

/** What somebody owes, for which child and by when: the first page after signing in. */
export const TasksPage = ({ frame, tasks: { late, toDo } }: TasksPageProps) => (
  <Document frame={frame} title="Your tasks">
    <h1 class="govuk-heading-l">Your tasks</h1>
    {late.length + toDo.length === 0 && (
      <p class="govuk-body">You have nothing to do at the moment. What you are asked to do will be listed here.</p>
    )}
    {late.length > 0 && <TaskTable id="late" caption={`Late (${late.length})`} tasks={late} />}
    {toDo.length > 0 && <TaskTable id="to-do" caption={`To do (${toDo.length})`} tasks={toDo} />}
  </Document>
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
