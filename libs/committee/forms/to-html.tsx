import { renderToStaticMarkup } from 'preact-render-to-string';
import type { Block, CommitteeDocument, Section } from '../document.js';

/** A document as a web page of its own, to be kept as a file. */
export const toHtml = (document: CommitteeDocument): string =>
  `<!doctype html>\n${renderToStaticMarkup(<Page {...document} />)}\n`;

const Page = ({ council, title, facts, sections }: CommitteeDocument) => (
  <html lang="en-GB">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{`${title} - ${council}`}</title>
      <style>{STYLE}</style>
    </head>
    <body>
      <main>
        <p class="council">{council}</p>
        <h1>{title}</h1>
        <dl>
          {facts.map(({ name, value }) => (
            <>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </>
          ))}
        </dl>
        {numbered(sections).map(({ heading, level, blocks }) => (
          <>
            {level === 1 ? <h2>{heading}</h2> : <h3>{heading}</h3>}
            {blocks.map((block) => (
              <BlockOf {...block} />
            ))}
          </>
        ))}
      </main>
    </body>
  </html>
);

interface Numbered {
  readonly block: Block;
  /** Which chart or table of the document it is, from 1; of others none. */
  readonly number: number;
}

/** Charts and tables are told apart by their numbers, as in Word and PDF. */
function numbered(sections: readonly Section[]) {
  const counts = { chart: 0, table: 0 };
  return sections.map(({ blocks, ...section }) => ({
    ...section,
    blocks: blocks.map((block): Numbered => ({
      block,
      number: block.kind === 'chart' || block.kind === 'table' ? (counts[block.kind] += 1) : 0,
    })),
  }));
}

function BlockOf({ block, number }: Numbered) {
  switch (block.kind) {
    case 'paragraph':
      return <p>{block.text}</p>;
    case 'lines':
      return (
        <pre class="wide" tabIndex={0} role="region" aria-label="Lines to copy">
          {block.text}
        </pre>
      );
    case 'list': {
      const items = block.items.map((item) => <li>{item}</li>);
      return block.numbered ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
    case 'chart':
      return (
        <figure>
          <div
            class="wide"
            tabIndex={0}
            role="region"
            aria-label={`Chart ${number}`}
            dangerouslySetInnerHTML={{ __html: block.chart.svg }}
          />
          <figcaption>
            Figure {number}: {block.chart.caption}
          </figcaption>
        </figure>
      );
    case 'table':
      return (
        <div class="wide" tabIndex={0} role="region" aria-label={`Table ${number}`}>
          <table>
            <caption>
              Table {number}: {block.table.caption}
            </caption>
            <thead>
              <tr>
                {block.table.head.map((text) => (
                  <th scope="col">{text}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {block.table.rows.map(([name, ...figures]) => (
                <tr>
                  <th scope="row">{name}</th>
                  {figures.map((text) => (
                    <td>{text}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      );
  }
}

const STYLE = `
body { margin: 0; color: #0b0c0c; font: 1.0625rem/1.5 "Source Sans 3", Arial, Helvetica, sans-serif; }
main { max-width: 50rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
h1, h2, h3 { color: #1d3d5c; line-height: 1.2; }
h1 { font-size: 2.25rem; margin: 0 0 1.5rem; padding-bottom: .75rem; border-bottom: 3px solid #1d3d5c; }
h2 { font-size: 1.6rem; margin: 2.5rem 0 .75rem; }
h3 { font-size: 1.2rem; margin: 1.75rem 0 .5rem; }
.council { margin: 0; color: #505a5f; }
dl { display: grid; grid-template-columns: minmax(8rem, max-content) 1fr; gap: .25rem 1.5rem; }
dt { font-weight: bold; }
dd { margin: 0; }
figure { margin: 1rem 0; }
figcaption, caption { color: #505a5f; text-align: left; }
.wide { overflow-x: auto; }
.wide svg { width: 100%; min-width: 34rem; height: auto; }
table { width: 100%; border-collapse: collapse; margin: .5rem 0 1.5rem; }
td { white-space: pre-line; }
th, td { text-align: left; vertical-align: top; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid #b1b4b6; }
thead th { border-bottom: 2px solid #1d3d5c; }
p { overflow-wrap: anywhere; }
@media print { .wide { overflow: visible; } h2, h3, caption { break-after: avoid; } tr, figure { break-inside: avoid; } }
`;
