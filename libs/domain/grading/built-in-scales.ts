import type { GradeScale } from './grade-scale.js';

/** Ofsted's four judgements (inspection of local authority children's services), best first. */
export const OFSTED_SCALE: GradeScale = {
  key: 'ofsted',
  label: 'Ofsted',
  grades: [
    { key: 'outstanding', label: 'Outstanding' },
    { key: 'good', label: 'Good' },
    {
      key: 'requires_improvement',
      label: 'Requires improvement to be good',
      aliases: ['Requires improvement', 'RI'],
    },
    { key: 'inadequate', label: 'Inadequate' },
  ],
};

/** The scale of older audit reports. It has no concordance with Ofsted's: none was ever published. */
export const GOOD_ADEQUATE_INADEQUATE_SCALE: GradeScale = {
  key: 'good-adequate-inadequate',
  label: 'Good, adequate, inadequate',
  grades: [
    { key: 'good', label: 'Good' },
    { key: 'adequate', label: 'Adequate' },
    { key: 'inadequate', label: 'Inadequate' },
  ],
};

export const BUILT_IN_SCALES: readonly GradeScale[] = [OFSTED_SCALE, GOOD_ADEQUATE_INADEQUATE_SCALE];
