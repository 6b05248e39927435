import { refuse } from '#domain';
import type { DrawChoices, Refusal } from '#domain';
import type { DrawSampleBody } from './bodies.js';

/** How a draw is to differ from the settings. Where something is left out, the settings decide. */
export function drawChoices(body: DrawSampleBody): DrawChoices | Refusal {
  const { size, percent, stratum, quotas, reservesPerSelected, cooldownMonths, activity } = body;
  if (typeof size === 'number' && typeof percent === 'number') {
    return refuse('invalid', 'size-twice', 'Give the sample a size or a percentage, not both.');
  }
  const counts = quotas && Object.entries(quotas);
  if (counts && !counts.every(isQuota)) {
    return refuse('invalid', 'bad-quotas', 'Quotas are whole numbers of 0 and more, by the name of their stratum.');
  }
  return {
    ...(typeof size === 'number' && { size: { kind: 'fixed', count: size } as const }),
    ...(typeof percent === 'number' && { size: { kind: 'percent', percent } as const }),
    ...(stratum && { stratum }),
    ...(counts && { quotas: Object.fromEntries(counts.filter(isQuota)) }),
    ...(typeof reservesPerSelected === 'number' && { reservesPerSelected }),
    ...(typeof cooldownMonths === 'number' && { cooldownMonths }),
    ...(activity && { activity }),
  };
}

function isQuota(entry: [string, unknown]): entry is [string, number] {
  return Number.isSafeInteger(entry[1]) && Number(entry[1]) >= 0;
}
