import { classNames, type Content, type Dressed } from './content.js';

interface Task {
  readonly title: Content;
  readonly titleClasses?: string;
  readonly href?: string;
  readonly hint?: Content;
  /** A text, or a `Tag`. */
  readonly status: Content;
  readonly statusClasses?: string;
  readonly classes?: string;
}

interface TaskListProps extends Dressed {
  readonly items: readonly Task[];
  readonly idPrefix?: string;
}

export const TaskList = ({ items, idPrefix = 'task-list', classes, attributes }: TaskListProps) => (
  <ul class={classNames('govuk-task-list', classes)} {...attributes}>
    {items.map((task, index) => (
      <Item {...task} id={`${idPrefix}-${index + 1}`} />
    ))}
  </ul>
);

function Item({ id, title, titleClasses, href, hint, status, statusClasses, classes }: Task & { readonly id: string }) {
  return (
    <li class={classNames('govuk-task-list__item', href !== undefined && 'govuk-task-list__item--with-link', classes)}>
      <div class="govuk-task-list__name-and-hint">
        {href === undefined ? (
          <div class={titleClasses}>{title}</div>
        ) : (
          <a
            class={classNames('govuk-link govuk-task-list__link', titleClasses)}
            href={href}
            aria-describedby={classNames(hint !== undefined && `${id}-hint`, `${id}-status`)}
          >
            {title}
          </a>
        )}
        {hint !== undefined && (
          <div id={`${id}-hint`} class="govuk-task-list__hint">
            {hint}
          </div>
        )}
      </div>
      <div class={classNames('govuk-task-list__status', statusClasses)} id={`${id}-status`}>
        {status}
      </div>
    </li>
  );
}
