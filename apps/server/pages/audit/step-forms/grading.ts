import type { Field } from '../../forms/field.js';
import { FINDING_KINDS, STANDARD_OPTIONS } from '../answers.js';
import { CheckAnswers } from '../check-answers.js';
import type { OpenedAudit } from '../opened-audit.js';
import type { StepForm, StepForms } from '../step-form.js';
import { day, exception, grade, optionalText, text, texts } from './fields.js';
import { answersSaid, fieldOfAnswer, questionFields } from './questions.js';

const draftOf = (audit: OpenedAudit, domain: string) =>
  audit.document.sections.domains.find(({ data }) => data.domain === domain)?.data;

const gradeDomain: StepForm = {
  button: 'Save and continue',
  done: 'The grade of the domain is saved.',
  lead: ({ tool }, item) => tool?.domains.find(({ key }) => key === item)?.prompt,
  fields: (audit, item) => {
    const draft = item === null ? undefined : draftOf(audit, item);
    const { descriptors = [] } = audit.tool?.domains.find(({ key }) => key === item) ?? {};
    return [
      ...questionFields(audit, item),
      grade(audit, 'Grade', draft?.grade, descriptors),
      text('rationale', 'Why', 'Say why you give this grade', {
        value: texts(draft?.rationale),
        hint: 'What you saw on the record and heard, and what difference it makes for the child.',
      }),
    ];
  },
  says: (values, audit, item) => {
    const answers = answersSaid(values, audit, item);
    const { grade: given, rationale } = values;
    return { grade: given, rationale, domain: item ?? '', ...(answers.length > 0 && { answers }) };
  },
  fieldOf: fieldOfAnswer,
  next: (audit, item) => {
    const domains = audit.tool?.domains ?? [];
    const later = domains.slice(domains.findIndex(({ key }) => key === item) + 1);
    const ungraded = later.find(({ key }) => draftOf(audit, key) === undefined);
    const home = `/audits/${audit.document.reference}`;
    return ungraded === undefined ? `${home}#grading` : `${home}/grade-domain/${ungraded.key}`;
  },
};

const answeredOf = (audit: OpenedAudit, standard: string) =>
  audit.document.sections.standards.find(({ data }) => data.standard === standard)?.data;

/** All standards on one page; only what changed is recorded. */
const assessStandards: StepForm = {
  button: 'Save the answers',
  done: 'Your answers are saved.',
  fields: (audit) =>
    (audit.tool?.standards ?? []).map(({ key, label }): Field => {
      const before = answeredOf(audit, key);
      return {
        kind: 'choice',
        name: `standard:${key}`,
        label,
        asks: '',
        optional: true,
        value: before?.answer,
        options: STANDARD_OPTIONS.map((option) => ({
          ...option,
          ...(option.value === 'not_met' && {
            reveals: [optionalText(`note:${key}`, 'What was missing', { value: texts(before?.note), rows: 3 })],
          }),
        })),
      };
    }),
  says: (values, audit) =>
    (audit.tool?.standards ?? []).flatMap(({ key }) => {
      const [answer, note] = [values[`standard:${key}`], values[`note:${key}`]];
      const before = answeredOf(audit, key);
      const isAsBefore = before?.answer === answer && (texts(before?.note) ?? undefined) === note;
      return answer === undefined || isAsBefore ? [] : [{ standard: key, answer, note }];
    }),
  fieldOf: (member, said) =>
    'standard' in said ? `${member === 'note' ? 'note' : 'standard'}:${String(said.standard)}` : member,
  next: ({ document }) => `/audits/${document.reference}#grading`,
};

const submit: StepForm = {
  button: 'Submit your grade',
  done: 'Your grade is submitted.',
  lead: () => 'Once it is submitted it stands. A moderator may return it to you.',
  above: (audit) => CheckAnswers({ audit }),
  fields: (audit) => {
    const before = audit.document.sections.submissions.at(-1)?.data;
    return [
      ...(audit.grades.length > 0 ? [grade(audit, 'Overall grade')] : []),
      text('rationale', 'Why', 'Say why you give this grade', { value: texts(before?.rationale) }),
      day('auditedOn', 'When you carried out the audit', 'Enter the day you carried out the audit', {
        value: audit.document.grades?.auditedOn ?? audit.today,
      }),
      {
        kind: 'yes-or-no',
        name: 'atRisk',
        label: 'Is the child at risk now?',
        hint: 'Yes raises a safety concern: the team manager is told today.',
        asks: 'Say whether the child is at risk now',
        ifYes: [text('riskReason', 'What the risk is', 'Say what the risk is')],
      },
      ...exception(audit),
    ];
  },
};

/** What the auditor found, and the first grade. */
export const grading: StepForms = {
  GradeDomain: gradeDomain,
  AssessStandard: assessStandards,
  RecordFinding: {
    done: 'The finding is recorded.',
    fields: ({ tool }) => [
      {
        kind: 'choice',
        name: 'kind',
        label: 'What it is',
        asks: 'Choose what it is',
        options: FINDING_KINDS,
      },
      {
        kind: 'pick',
        name: 'theme',
        label: 'Theme',
        asks: 'Choose a theme',
        options: (tool?.themes ?? []).map((theme) => ({ value: theme, text: theme })),
      },
      text('text', 'What you found', 'Say what you found'),
    ],
  },
  SubmitFirstGrade: submit,
};
