/** Where the draw of a round is made or excused: `/rounds/monthly/2026-04`. */
export const drawAddress = ({ round, period }: { readonly round: string; readonly period: string }): string =>
  `/rounds/${encodeURIComponent(round)}/${encodeURIComponent(period)}`;
