import { Child } from '../case/child.js';
import { Due } from '../case/due.js';
import { WideTable } from '../components/wide-table.js';
import { BackLink } from '../components/back-link.js';
import { Details } from '../components/details.js';
import { InsetText } from '../components/inset-text.js';
import { NotificationBanner } from '../components/notification-banner.js';
import { SummaryList } from '../components/summary-list.js';
import { Tag } from '../components/tag.js';
import { TaskList } from '../components/task-list.js';
import { Document, type Frame } from '../frame/document.js';
import { EntryList } from './entry-list.js';
import type { AuditShown, ItemShown, StepLink } from './present-audit.js';

interface AuditPageProps {
  readonly frame: Frame;
  readonly audit: AuditShown;
  /** What was done a moment ago. */
  readonly done: string | null;
  /** The reader may let an inspector read it. */
  readonly mayBeOpened: boolean;
}

/** An audit: what it is, what is to be done and by whom, and all that has been recorded, as far as the reader may know. */
export function AuditPage({ frame, audit, done, mayBeOpened }: AuditPageProps) {
  const { reference, grading, grades, sections, concerns, actions, extensions, owed } = audit;
  const title = `Audit ${reference}`;
  return (
    <Document frame={frame} title={title} before={<BackLink href="/tasks">Your tasks</BackLink>}>
      {done !== null && (
        <NotificationBanner type="success">
          {<p class="govuk-notification-banner__heading">{done}</p>}
        </NotificationBanner>
      )}
      <span class="govuk-caption-l">{audit.type}</span>
      <h1 class="govuk-heading-l">{title}</h1>
      <Facts {...audit} />
      {audit.inCalendar !== null && (
        <p class="govuk-body">
          {audit.inCalendar.says}{' '}
          <a class="govuk-link" href={audit.inCalendar.href} download>
            {audit.inCalendar.words}
          </a>
        </p>
      )}
      {audit.isFirstGradeWithheld && (
        <InsetText>
          This audit is moderated blind: you see what the auditor graded once you have given your own grade.
        </InsetText>
      )}
      {grading.length > 0 && (
        <>
          <h2 class="govuk-heading-m" id="grading">
            {audit.isGraded ? 'Grade this audit' : 'Carry out this audit'}
          </h2>
          <TaskList
            idPrefix="grading"
            items={grading.map((part) => ({
              title: part.title,
              href: part.href ?? undefined,
              status: part.isDone ? part.state : <Tag classes="govuk-tag--blue">{part.state}</Tag>,
            }))}
          />
        </>
      )}
      {audit.isModerated && (
        <p class="govuk-body">
          <a class="govuk-link govuk-!-font-weight-bold" href={`/audits/${reference}/moderation`}>
            Moderate it: the record and the grades side by side
          </a>
        </p>
      )}
      <Steps {...audit} />
      {owed.length > 0 && (
        <WideTable
          caption="What is owed"
          head={[{ text: 'Task' }, { text: 'Who' }, { text: 'Due' }]}
          rows={owed.map(({ task, who, due, near, isLate }) => [
            { text: task },
            { text: who },
            {
              text: <Due due={due} near={near} isLate={isLate} />,
            },
          ])}
        />
      )}
      {grades.length > 0 && (
        <WideTable
          caption="Grades"
          firstCellIsHeader
          head={[{ text: 'Domain' }, { text: 'First grade' }, { text: 'Grade now' }]}
          rows={grades.map(({ domain, first, now }) => [{ text: domain }, { text: first }, { text: now }])}
        />
      )}
      {audit.scores.length > 0 && (
        <WideTable
          caption="Scores of the questions: beside the grades, which they do not make"
          firstCellIsHeader
          head={[{ text: 'Questions' }, { text: 'Score' }, { text: 'Answered' }]}
          rows={audit.scores.map(({ domain, score, answered }) => [
            { text: domain },
            { text: score },
            { text: answered },
          ])}
        />
      )}
      {concerns.length > 0 && <Items title="Safety concerns" items={concerns} />}
      {actions.length > 0 && <Items title="Actions" items={actions} />}
      {extensions.length > 0 && <Items title="More time" items={extensions} />}
      {sections.map(({ title: heading, entries }) => (
        <section>
          <h2 class="govuk-heading-m">{heading}</h2>
          <EntryList entries={entries} />
        </section>
      ))}
      {audit.facts.length > 0 && (
        <section>
          <h2 class="govuk-heading-m">About this audit</h2>
          <SummaryList rows={audit.facts.map(({ label, value }) => ({ key: label, value }))} />
        </section>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href={`/audits/${reference}/history`}>
          History of this audit
        </a>
      </p>
      {mayBeOpened && (
        <p class="govuk-body">
          <a class="govuk-link" href={`/inspections/grant/${reference}`}>
            Let an inspector read this audit
          </a>
        </p>
      )}
    </Document>
  );
}

const Facts = ({ stage, caseId, caseLink, about }: AuditShown) => (
  <SummaryList
    rows={[
      { key: 'Stage', value: <Tag>{stage}</Tag> },
      { key: 'Child', value: <Child caseId={caseId} caseLink={caseLink} /> },
      ...about.map(({ label, value }) => ({ key: label, value })),
    ]}
  />
);

const Steps = ({ yours, others, barred }: AuditShown) => (
  <>
    {yours.length > 0 && (
      <>
        <h2 class="govuk-heading-m">What is needed now</h2>
        <Links links={yours} classes="govuk-!-font-weight-bold" />
      </>
    )}
    {others.length > 0 && (
      <>
        <h2 class="govuk-heading-m">{yours.length > 0 ? 'What else you can do' : 'What you can do'}</h2>
        <Links links={others} />
      </>
    )}
    {barred.length > 0 && (
      <Details summary="What you cannot do here now, and why">
        <dl class="govuk-list">
          {barred.map(({ title, why, begun }) => (
            <>
              <dt class="govuk-!-font-weight-bold">{title}</dt>
              <dd class="govuk-!-margin-left-0 govuk-!-margin-bottom-2">
                {why}{' '}
                {begun.map((href) => (
                  <a class="govuk-link" href={href}>
                    Read what you wrote<span class="govuk-visually-hidden">: {title}</span>
                  </a>
                ))}
              </dd>
            </>
          ))}
        </dl>
      </Details>
    )}
  </>
);

const Links = ({ links, classes = '' }: { readonly links: readonly StepLink[]; readonly classes?: string }) => (
  <ul class={`govuk-list ${classes}`}>
    {links.map(({ title, href, isBegun }) => (
      <li>
        <a class="govuk-link" href={href}>
          {title}
        </a>{' '}
        {isBegun && <Tag classes="govuk-tag--light-blue">In progress</Tag>}
      </li>
    ))}
  </ul>
);

const Items = ({ title, items }: { readonly title: string; readonly items: readonly ItemShown[] }) => (
  <section>
    <h2 class="govuk-heading-m">{title}</h2>
    {items.map((item) => (
      <div class="plumbline-item">
        <h3 class="govuk-heading-s">
          {item.title} <Tag classes={item.isOpen ? 'govuk-tag--blue' : 'govuk-tag--grey'}>{item.state}</Tag>
        </h3>
        {item.facts.length > 0 && (
          <SummaryList
            classes="govuk-summary-list--no-border"
            rows={item.facts.map(({ label, value }) => ({ key: label, value }))}
          />
        )}
        {item.links.length > 0 && <Links links={item.links} />}
        {item.steps.length > 0 && (
          <Details summary={`What has happened (${item.steps.length})`}>
            <EntryList entries={item.steps} />
          </Details>
        )}
      </div>
    ))}
  </section>
);
