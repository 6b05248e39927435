import { BoardPage } from '../../../apps/server/pages/board/board-page.js';
import { markupOf } from '../../../apps/server/pages/frame/send-page.js';
import { quantile } from './timed.js';

const ROWS = 50;
const TIMES = 500;

/** Milliseconds in which a page with fifty rows is rendered, at the median, once the code has run. */
export function renderingMs(): number {
  const rows = Array.from({ length: ROWS }, (_, number) => ({
    reference: `4K7QF-2M9${10 + number}`,
    href: `/audits/4K7QF-2M9${10 + number}`,
    caseId: `04${10_000 + number}`,
    caseLink: `https://cases.example/${number}`,
    type: 'Deep dive',
    team: 'Assessment North',
    stage: 'First grading',
    auditor: 'Mina Oakshott',
    next: 'Submit the first grade',
    due: '4 May 2026',
    near: 'in 3 working days',
    isLate: number % 3 === 0,
    open: '2 actions',
  }));
  const frame = {
    council: 'Northbridge',
    navigation: [{ text: 'Audits', href: '/audits' }],
    signedIn: {
      name: 'Samir Thackray',
      formToken: 'token',
      ending: { at: '2026-05-01T12:00:00.000Z', inMs: 1, isLast: false },
    },
    searches: true,
    address: '/audits',
    nonce: 'nonce',
  };
  const sort = { name: 'sort', label: 'Sorted by', value: '', items: [{ value: '', text: 'Newest month first' }] };
  const page = { fields: [], sort, query: {}, rows, place: '', next: null, total: ROWS, csv: '/audits?format=csv' };
  const times = Array.from({ length: TIMES }, () => {
    const begun = performance.now();
    markupOf(BoardPage({ frame, ...page, isImporting: false, isPartial: false }));
    return performance.now() - begun;
  });
  return quantile(times.slice(TIMES / 2), 0.5);
}
