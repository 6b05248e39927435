import { STAGES, addMonths, stageLabels } from '#domain';
import type { Stage } from '#domain';
import type { Report, ReportRow } from '#reporting';

/** What the root page says of the programme. */
export interface HomeFacts {
  readonly council: string;
  /** Null while the lists are still being built. */
  readonly stages: readonly { readonly stage: Stage; readonly count: number }[] | null;
  /** Judgements by month; null while the figures are still being built. */
  readonly judgements: Report | null;
}

export interface HomeTable {
  readonly grades: readonly string[];
  /** A month and, for each grade, its share and counts: `56% (9/16)`. */
  readonly months: readonly { readonly month: string; readonly shares: readonly string[] }[];
}

/** The twelve months up to today's, from first day to today. */
export function lastTwelveMonths(today: string): { readonly from: string; readonly to: string } {
  return { from: `${addMonths(today, -11).slice(0, 7)}-01`, to: today };
}

/** Overall judgements, a row a month. */
export function judgementsTable({ rows }: Pick<Report, 'rows'>): HomeTable {
  const overall = rows.filter(({ series }) => series === 'overall');
  const keys = [...new Set(overall.map(({ key }) => key))];
  const months = [...new Set(overall.map(({ period }) => period))];
  const cell = (period: string, key: string) =>
    shareOf(overall.find((row) => row.period === period && row.key === key));
  return {
    grades: keys.map((key) => overall.find((row) => row.key === key)?.label ?? key),
    months: months.map((month) => ({ month, shares: keys.map((key) => cell(month, key)) })),
  };
}

function shareOf(row: ReportRow | undefined): string {
  if (row === undefined || row.denominator === 0) return '–';
  if (row.numerator === null || row.denominator === null) return 'withheld';
  return `${row.percent ?? 0}% (${row.numerator}/${row.denominator})`;
}

export function homePage({ council, stages, judgements }: HomeFacts): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Plumbline</title>
<link rel="stylesheet" href="/home.css">
</head>
<body>
<header><p>Plumbline</p></header>
<main>
<h1>Audits of children’s cases, from selection to closure</h1>
<p>Plumbline draws a council’s monthly sample, takes each audit through grading, moderation, sharing and actions, and
keeps every step as an event that cannot be changed afterwards.</p>
<ul>
<li><a href="/api/docs">Interactive API documentation</a></li>
<li><a href="/api/docs.json">The API’s description (OpenAPI)</a></li>
<li><a href="/health/ready">Whether the service is ready</a></li>
</ul>
<h2>How the programme of ${escaped(council)} stands</h2>
${stagesTable(stages)}
<h2>Judgements of the last twelve months</h2>
${judgements === null ? STILL_BUILT : judgementsHtml(judgementsTable(judgements))}
</main>
</body>
</html>
`;
}

const STILL_BUILT = '<p>The figures are still being built from the records.</p>';

function stagesTable(stages: HomeFacts['stages']): string {
  if (stages === null) return STILL_BUILT;
  if (stages.length === 0) return '<p>There are no audits yet.</p>';
  const inOrder = [...stages].sort((one, other) => STAGES.indexOf(one.stage) - STAGES.indexOf(other.stage));
  const rows = inOrder.map(
    ({ stage, count }) => `<tr><th scope="row">${escaped(stageLabels[stage])}</th><td>${count}</td></tr>`,
  );
  return `<table>
<caption>Audits by stage</caption>
<thead><tr><th scope="col">Stage</th><th scope="col">Audits</th></tr></thead>
<tbody>${rows.join('\n')}</tbody>
</table>`;
}

function judgementsHtml({ grades, months }: HomeTable): string {
  if (months.length === 0) return '<p>No audit has been finalised in these months.</p>';
  const head = ['Month', ...grades].map((label) => `<th scope="col">${escaped(label)}</th>`).join('');
  const rows = months.map(({ month, shares }) => {
    const cells = shares.map((share) => `<td>${escaped(share)}</td>`).join('');
    return `<tr><th scope="row">${escaped(month)}</th>${cells}</tr>`;
  });
  return `<table>
<caption>Final grades of finalised audits, by the month they were carried out: share and number of audits</caption>
<thead><tr>${head}</tr></thead>
<tbody>${rows.join('\n')}</tbody>
</table>
<p>A figure that could point to a child is withheld: one under the council’s smallest number, and any from which it could
be worked out.</p>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

export const HOME_STYLE = `body { margin: 0; font: 1.1875rem/1.4 Arial, Helvetica, sans-serif; color: #0b0c0c; background: #fff; }
header { background: #1d3d5c; color: #fff; font-weight: bold; }
header p, main { max-width: 60rem; margin: 0 auto; padding: 0.75rem 1rem; }
h1 { font-size: 2rem; }
h2 { font-size: 1.5rem; margin-top: 2rem; }
a { color: #1a5490; }
a:focus { outline: 3px solid #0b0c0c; background: #fd0; }
table { border-collapse: collapse; display: block; overflow-x: auto; }
caption { text-align: left; font-weight: bold; padding: 0.5rem 0; }
th, td { text-align: left; padding: 0.5rem 1rem 0.5rem 0; border-bottom: 1px solid #b1b4b6; }
td { white-space: nowrap; }
`;
