/** Reports of what is entered as a list, as they are called. */
export const ENTERED_REPORTS = {
  published: {
    title: 'Published figures',
    about: 'What the council has printed, as it was printed, beside what its own counts give.',
  },
  feedback: {
    title: 'Feedback',
    about: 'What children, families, staff and partners said, and the words that they let be shown.',
  },
  'dip-samples': {
    title: 'Dip samples',
    about: 'What was found of a theme, question by question, beside what was found the time before.',
  },
  learning: {
    title: 'Learning',
    about: 'What staff were told, whether their teams discussed it in time, and whether it was looked at again.',
  },
  'improvement-plan': {
    title: 'Improvement plan',
    about: 'What is to be done, who leads it, and how far it is, as the plan is printed.',
  },
  risks: {
    title: 'Risks',
    about: 'What may go wrong, and what is done against it, as the register is printed.',
  },
  measures: {
    title: 'Measures',
    about: 'What the council measures itself by: each reading in the band it is in, or in none.',
  },
} as const satisfies Readonly<Record<string, { readonly title: string; readonly about: string }>>;

/** The tracker of audits with the lowest grade, which is of the QA team alone. */
export const INADEQUATES = {
  title: 'Lowest grades',
  about:
    'Each audit with the lowest grade of its scale, such as Inadequate: plan, actions, and what the re-audit found.',
};
