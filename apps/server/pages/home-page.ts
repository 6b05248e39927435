/** What stands at the root: what this is, whose it is, and where to go on. */
export function homePage(council: string): string {
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
<h2>${escaped(council)}</h2>
<p>How the programme stands is for those who work on it: sign in, and ask for what your role opens.</p>
</main>
</body>
</html>
`;
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
`;
