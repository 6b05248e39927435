import type { Field, Option } from '../../forms/field.js';
import type { OpenedAudit } from '../opened-audit.js';
import type { PersonOption, StepForms } from '../step-form.js';
import { asOptions, text, why } from './fields.js';

const auditor = (people: readonly PersonOption[]): Field => ({
  kind: 'pick',
  name: 'auditorId',
  label: 'Auditor',
  asks: 'Choose an auditor',
  options: people
    .filter(({ against }) => against === undefined)
    .map(({ personId, name, about = '' }) => ({ value: personId, text: `${name} – ${about}` })),
});

const independence = ({ document }: OpenedAudit): readonly Field[] => {
  const selected = document.sections.selection[0]?.data;
  const isKnown =
    selected !== undefined &&
    'workerMatched' in selected &&
    selected.workerMatched === true &&
    selected.otherWorkersMatched !== false;
  return isKnown
    ? []
    : [
        text('independenceNote', 'How you checked that the auditor is independent', 'Say how you checked', {
          hint: 'The name of somebody who works the case matched nobody, so Plumbline cannot check it.',
        }),
      ];
};

/** Why a case is left out, as reports count it. */
const LEFT_OUT: readonly Option[] = [
  { value: 'case-closed', text: 'The case has closed' },
  { value: 'moved-away', text: 'The child has moved to another council' },
  { value: 'in-court', text: 'The case is before a court' },
  { value: 'audited-recently', text: 'It was audited or inspected a short while ago' },
  { value: 'wrong-list', text: 'It should not have been on the list' },
  { value: 'other', text: 'Something else' },
];

const leaveOut = (approvers: readonly PersonOption[]): readonly Field[] => [
  { kind: 'choice', name: 'reasonCode', label: 'Why', asks: 'Choose why', options: LEFT_OUT },
  text('reason', 'In your own words', 'Say why in your own words'),
  {
    kind: 'pick',
    name: 'approvedBy',
    label: 'Who approved it',
    hint: 'Somebody else than you, who had no part in the audit.',
    asks: 'Choose who approved it',
    options: asOptions(approvers),
  },
];

/** Who audits it, and cases that are left out. */
export const allocation: StepForms = {
  AllocateAuditor: {
    done: 'The auditor is allocated, and is told.',
    people: 'auditors',
    fields: (audit, _item, people) => [auditor(people), ...independence(audit)],
  },
  AcceptAudit: {
    done: 'You have accepted the audit.',
    lead: () => 'By accepting you say that nothing keeps you from auditing this case fairly.',
  },
  DeclareConflict: {
    button: 'Hand the audit back',
    done: 'The audit is handed back.',
    lead: () => 'Say if you know the child or family, or have worked the case. A coordinator finds somebody else.',
    fields: () => [why('Say what the conflict is')],
  },
  ReallocateAuditor: {
    done: 'The audit is given to another auditor, who is told.',
    people: 'auditors',
    fields: (audit, _item, people) => [auditor(people), why(), ...independence(audit)],
  },
  SubstituteSubject: {
    isWarning: true,
    button: 'Replace the case',
    done: 'The case is replaced. The next reserve of the draw is audited in its place.',
    people: 'approve-substitution',
    fields: (_audit, _item, people) => leaveOut(people),
  },
  ExemptAudit: {
    isWarning: true,
    button: 'Exempt the case',
    done: 'The case is exempted.',
    people: 'approve-exemption',
    fields: (_audit, _item, people) => leaveOut(people),
  },
  WithdrawAudit: {
    isWarning: true,
    button: 'Withdraw the audit',
    done: 'The audit is withdrawn.',
    people: 'approve-withdrawal',
    fields: (_audit, _item, people) => leaveOut(people),
  },
};
