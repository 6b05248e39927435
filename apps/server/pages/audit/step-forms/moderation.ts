import { moderatorsOfGrade } from '#domain';
import type { StepForm, StepForms } from '../step-form.js';
import { changedDomains, chosenDomains, domainGrades, domainsAsTheyStand, withoutDomains } from './domains.js';
import { exception, grade, optionalText, text } from './fields.js';

const back: StepForm['next'] = ({ document }) => `/audits/${document.reference}/moderation`;

/** Somebody else’s eyes on the grade. */
export const moderation: StepForms = {
  ClaimModeration: {
    done: 'The moderation is yours.',
    lead: () => 'Nobody else can moderate this audit while you hold it.',
    next: back,
  },
  ReleaseModeration: {
    done: 'The moderation is free for others.',
    fields: () => [optionalText('reason', 'Why')],
  },
  RecordModeratorGrade: {
    done: 'Your own grade is recorded. You can see the first grade now.',
    beside: 'record',
    next: back,
    lead: ({ document }) =>
      document.firstGradeWithheld
        ? 'Grade from the record alone. You see the auditor’s grade afterwards.'
        : 'Your grade is kept beside the auditor’s: the two show how far auditors and moderators agree.',
    fields: (audit) => [
      grade(audit, 'Your overall grade'),
      text('rationale', 'Why', 'Say why you give this grade'),
      ...domainGrades(audit),
      ...exception(audit),
    ],
    says: (values) => ({ ...withoutDomains(values), domains: chosenDomains(values) }),
  },
  UpholdGrade: {
    done: 'The grade stands.',
    beside: 'record-and-grades',
    next: back,
    fields: () => [optionalText('rationale', 'Why')],
  },
  ChangeGrade: {
    done: 'Your decision is recorded.',
    lead: ({ grades, settings }) => {
      const others = grades.filter(({ key }) => moderatorsOfGrade(settings, key).length > 0).map(({ label }) => label);
      return others.length === 0
        ? undefined
        : `Where the settings name who moderates a grade (${others.join(', ')}), a change to it is passed on to them.`;
    },
    beside: 'record-and-grades',
    next: back,
    fields: (audit) => [
      grade(audit, 'Overall grade', audit.document.grades?.standing.grade ?? undefined),
      text('rationale', 'Why', 'Say why you change it'),
      ...domainsAsTheyStand(audit),
      ...exception(audit),
    ],
    says: (values, audit) => ({ ...withoutDomains(values), domains: changedDomains(values, audit) }),
  },
  ReturnToAuditor: {
    done: 'The audit is returned to its auditor, who is told why.',
    beside: 'record-and-grades',
    fields: () => [text('reason', 'What is missing', 'Say what is missing')],
  },
};
