import { cellOfAnswer } from './columns.js';
import type { SelectedFacts } from './fact-scan.js';

/** Of the final audits of one period that carry a grade, or were moderated, how many were. Pilots are among them. */
export interface ModeratedAudits {
  readonly yes: number;
  readonly no: number;
}

const FINAL = cellOfAnswer('stage', 'final');
const MODERATED = cellOfAnswer('moderated', 'yes');

export class ModeratedCounts {
  static readonly columns = ['stage', 'moderated', 'final'] as const;
  /** One for each period. */
  readonly byPeriod: readonly ModeratedAudits[];
  private readonly counting: { yes: number; no: number }[];

  constructor(periods: number) {
    this.counting = Array.from({ length: periods }, () => ({ yes: 0, no: 0 }));
    this.byPeriod = this.counting;
  }

  add({ picked: { count, places, groups }, cells }: SelectedFacts): void {
    const [stage, moderated, final] = [cells('stage'), cells('moderated'), cells('final')];
    for (let index = 0; index < count; index += 1) {
      const place = places[index] ?? 0;
      const counting = this.counting[groups[index] ?? 0];
      if (counting === undefined || stage?.[place] !== FINAL) continue;
      if (moderated?.[place] === MODERATED) counting.yes += 1;
      else if ((final?.[place] ?? 0) > 0) counting.no += 1;
    }
  }
}
