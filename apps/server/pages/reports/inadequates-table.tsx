import type { ProgrammeSettings } from '#domain';
import type { InadequateItem } from '#reporting';
import { AuditLink } from '../case/audit-link.js';
import { Tag } from '../components/tag.js';
import { WideTable } from '../components/wide-table.js';
import { plainDate } from '../words/dates.js';
import { RESPONSE_STATUSES } from '../words/response-statuses.js';

interface InadequatesTableProps {
  readonly items: readonly InadequateItem[];
  readonly settings: Pick<ProgrammeSettings, 'scales' | 'auditTypes'> | null;
}

const dated = (words: string, date: string | null): string => (date === null ? '' : `${words} ${plainDate(date)}`);
const lines = (...all: readonly string[]) =>
  all
    .filter((line) => line !== '')
    .map((line, index) => (
      <>
        {index > 0 && <br />}
        {line}
      </>
    ));

function planOf({ planDue, planGivenOn, timesSentBack, signedOffOn, reviewedOn }: InadequateItem) {
  return lines(
    planGivenOn === null ? dated('Due', planDue) : dated('Given', planGivenOn),
    timesSentBack === 0 ? '' : `Sent back ${timesSentBack === 1 ? 'once' : `${timesSentBack} times`}`,
    dated('Signed off', signedOffOn),
    dated('Reviewed', reviewedOn),
  );
}

function actionsOf({ actionsOpen, actionsOverdue, actionsCompleted, actionsVerified }: InadequateItem) {
  const done = actionsCompleted + actionsVerified;
  return lines(
    actionsOpen === 0 ? '' : `${actionsOpen} open${actionsOverdue === 0 ? '' : `, ${actionsOverdue} overdue`}`,
    done === 0 ? '' : `${done} done${actionsCompleted === 0 ? '' : `, ${actionsCompleted} to be verified`}`,
  );
}

/** The tracker: each audit with the worst grade, and what was done about it. */
export function InadequatesTable({ items, settings }: InadequatesTableProps) {
  if (items.length === 0)
    return <p class="govuk-body">No audit of these dates has the lowest grade as its final grade.</p>;
  const typeOf = (activity: string): string =>
    settings?.auditTypes.find(({ key }) => key === activity)?.label ?? activity;
  const gradeOf = (scale: string, grade: string): string =>
    settings?.scales.find(({ key }) => key === scale)?.grades.find(({ key }) => key === grade)?.label ?? grade;
  const again = ({ reaudit, reauditDue, reauditGrade, scale }: InadequateItem) =>
    reaudit === null ? (
      ''
    ) : (
      <>
        <AuditLink reference={reaudit} href={`/audits/${reaudit}`} />
        <br />
        {reauditGrade === null ? dated('Due', reauditDue) : gradeOf(scale, reauditGrade)}
      </>
    );
  return (
    <WideTable
      caption="Audits with the lowest grade"
      captionClasses="govuk-visually-hidden"
      firstCellIsHeader
      head={['Audit', 'Team', 'Audited', 'Stands at', 'Plan', 'Actions', 'Re-audit'].map((text) => ({ text }))}
      rows={items.map((item) => [
        {
          text: (
            <>
              <AuditLink reference={item.audit} href={`/audits/${item.audit}`} />
              <span class="plumbline-more govuk-!-font-weight-regular">
                {lines(typeOf(item.activity), gradeOf(item.scale, item.grade))}
              </span>
            </>
          ),
        },
        { text: item.team ?? '' },
        { text: item.auditedOn === null ? '' : plainDate(item.auditedOn) },
        {
          text: (
            <>
              {item.standsAt === null ? 'No plan asked for' : RESPONSE_STATUSES[item.standsAt]}{' '}
              {item.isLate && <Tag classes="govuk-tag--red">Late</Tag>}
            </>
          ),
        },
        { text: planOf(item) },
        { text: actionsOf(item) },
        { text: again(item) },
      ])}
    />
  );
}
