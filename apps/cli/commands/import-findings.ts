import { table } from '../output/table.js';

interface Finding {
  readonly sheet?: string;
  readonly row?: number;
  readonly column?: string;
}

/** The rejected rows and the warnings of a file, for people. */
export function findingsText(
  rejected: readonly (Finding & { readonly reason: string })[],
  warnings: readonly (Finding & { readonly text: string })[],
): string {
  const place = [
    { heading: 'Sheet', of: ({ sheet }: Finding) => sheet ?? '' },
    { heading: 'Row', of: ({ row }: Finding) => row ?? null, right: true },
    { heading: 'Column', of: ({ column }: Finding) => column ?? '' },
  ];
  return [
    rejected.length === 0
      ? ''
      : `\nRejected:\n${table([...place, { heading: 'Reason', of: ({ reason }: { reason: string }) => reason }], rejected)}`,
    warnings.length === 0
      ? ''
      : `\nWorth knowing:\n${table([...place, { heading: 'What', of: ({ text }: { text: string }) => text }], warnings)}`,
  ]
    .filter((part) => part !== '')
    .join('\n');
}

export const NOTHING_IMPORTED =
  'Nothing was imported: correct the rejected rows, or give --accept-rejects to leave them out.';
