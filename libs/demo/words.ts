/** What invented auditors write. Nobody real is meant. */
export const rationaleByGrade: Readonly<Record<string, readonly [string, ...string[]]>> = {
  outstanding: [
    'Direct work is imaginative and has changed what adults do. The record reads as if written to the child.',
    'Risk is understood in depth and the plan has made the child safer sooner than expected.',
  ],
  good: [
    'Visits are regular, the child is seen alone and their views shape the plan. Supervision moves the work on.',
    'The assessment is up to date and analytical, and the plan is clear about what must change and by when.',
    'Partners share information well and the family know what is expected of them.',
  ],
  requires_improvement: [
    'The plan is in place but reviews have drifted and it is not clear what has changed for the child.',
    'Visits happen but the purpose of direct work is hard to see, and supervision rarely challenges.',
    'The assessment describes more than it analyses; the history is not used to understand today.',
  ],
  inadequate: [
    'There has been no visit for nine weeks and no sign that anyone noticed. The plan is out of date.',
    'Known risks are not reflected in the plan, and management oversight is absent from the record.',
  ],
};

export const strengths = [
  'Purposeful direct work that the child enjoyed.',
  'A chronology that is used in supervision.',
  'Persistent work to involve the father.',
  'Clear family network planning.',
] as const;

export const improvements = [
  'Supervision needs to ask what difference the plan makes.',
  'The plan needs dates and names.',
  'The child’s own words should be recorded.',
  'The chronology is out of date.',
] as const;

export const actionTexts = [
  'Update the chronology and discuss it in supervision.',
  'Hold a family network meeting and record the contingency plan.',
  'Visit, see the child alone and record their wishes.',
  'Review the plan with partners and set dates for each step.',
  'Complete the assessment and share it with the family.',
] as const;
