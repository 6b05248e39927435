import type { CoverSheet } from './cover-sheet.js';

/** What people write that a machine could take for something else. */
export const MARKUP = '#pagebreak() $x^2$ *bold* <b>bold</b> & “quoted” \\ // @cite [link](x) `raw`';

export const cover: CoverSheet = {
  title: 'Quality of practice, 2025-26',
  committee: 'Children and Young People Scrutiny Committee',
  meetingDate: '10 December 2026',
  reportOf: 'Director of Children’s Services',
  contact: 'Head of Quality Assurance, 01632 960001',
  exempt: null,
  purpose: `To tell the committee how good practice is.\n\n${MARKUP}`,
  recommendations: ['That the committee note the report.', MARKUP],
  implications: [{ of: 'Legal', text: 'The Children Act 2004.' }],
  consultation: 'The practice board saw a draft.',
  backgroundPapers: ['Quality assurance framework'],
  narrative: { introduction: 'Each month a sample is drawn.', judgements: 'Fewer audits were inadequate.' },
};
