import { renderToStaticMarkup } from 'preact-render-to-string';

/** A part of a bar: what it is of the whole. */
export interface ShareOfBar {
  readonly label: string;
  /** 0 to 100; null where it is withheld or nothing was counted. */
  readonly percent: number | null;
}

export interface ShareBar {
  readonly label: string;
  readonly parts: readonly ShareOfBar[];
  /** What stands in place of the parts where they are not known. */
  readonly otherwise: string;
}

interface ShareChartProps {
  /** Begins the ids in it: one a page. */
  readonly id: string;
  readonly title: string;
  readonly bars: readonly ShareBar[];
}

const WIDTH = 720;
const LABEL = 190;
const BAR = 30;
const LINE = 17;
const STEP = 44;
const KEY = 26;
/** Letters that a line beside a bar has room for. */
const LETTERS = 22;
/** Percent from which on a part has room for its figure. */
const ROOM = 7;

/** A fill is told apart by its pattern where colours are not seen, or not told apart. */
const FILLS: readonly { readonly back: string; readonly lines: string; readonly path: string }[] = [
  { back: '#cfe2f3', lines: '#1d3d5c', path: 'M0 4H8' },
  { back: '#e6f0e2', lines: '#2b5d34', path: 'M-2 2L2-2M0 8L8 0M6 10L10 6' },
  { back: '#fdf0cf', lines: '#7a5200', path: 'M4 0V8' },
  { back: '#f6d7d2', lines: '#8f1d10', path: 'M0 0L8 8M8 0L0 8' },
  { back: '#e4dbec', lines: '#4c2c69', path: 'M0 0H8M0 0V8' },
  { back: '#ffffff', lines: '#505a5f', path: 'M4 4h1' },
];

const fillOf = (index: number) => FILLS[index % FILLS.length] ?? { back: '#fff', lines: '#000', path: '' };

/** Bars of a hundred each, one below the other: how the parts of each compare. Said in words too, for whoever sees none. */
export const ShareChart = (props: ShareChartProps) => (
  <div class="plumbline-wide plumbline-chart" role="region" aria-label={`Chart: ${props.title}`} tabIndex={0}>
    <ShareBars {...props} />
  </div>
);

/** A chart as a picture of its own, for documents. @param font the family its words are set in */
export const shareChartSvg = (props: ShareChartProps, font: string): string =>
  renderToStaticMarkup(<ShareBars {...props} font={font} />);

/** What a chart shows, in words. */
export const shareChartWords = (bars: readonly ShareBar[]): string => `${bars.map(inWords).join('. ')}.`;

function ShareBars({ id, title, bars, font }: ShareChartProps & { readonly font?: string }) {
  const names = [...new Set(bars.flatMap(({ parts }) => parts.map(({ label }) => label)))];
  const top = names.length * KEY + 12;
  const tops = bars.map((_, index) => top + bars.slice(0, index).reduce((sum, bar) => sum + stepOf(bar), 0));
  const middle = (bar: ShareBar): number => (stepOf(bar) - STEP) / 2;
  const height = bars.reduce((sum, bar) => sum + stepOf(bar), top);
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${WIDTH} ${height}`}
      role="img"
      aria-labelledby={`${id}-title ${id}-words`}
      {...(font !== undefined && { width: WIDTH, height, 'font-family': font, 'font-size': 16 })}
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-words`}>{shareChartWords(bars)}</desc>
      <defs>
        {names.map((_, index) => (
          <pattern id={`${id}-${index}`} width="8" height="8" patternUnits="userSpaceOnUse">
            <rect width="8" height="8" fill={fillOf(index).back} />
            <path d={fillOf(index).path} stroke={fillOf(index).lines} stroke-width="1.2" />
          </pattern>
        ))}
      </defs>
      {names.map((name, index) => (
        <g aria-hidden="true">
          <rect
            x="1"
            y={index * KEY + 2}
            width="32"
            height="18"
            fill={`url(#${id}-${index})`}
            stroke={fillOf(index).lines}
          />
          <text x="42" y={index * KEY + 17} class="plumbline-chart__text">
            {name}
          </text>
        </g>
      ))}
      {bars.map((bar, index) => (
        <Bar id={id} bar={bar} names={names} y={(tops[index] ?? top) + middle(bar)} />
      ))}
    </svg>
  );
}

const inWords = ({ label, parts, otherwise }: ShareBar): string => {
  const known = parts.filter(({ percent }) => percent !== null);
  return `${label}: ${known.length === 0 ? otherwise : known.map((part) => `${part.label} ${part.percent}%`).join(', ')}`;
};

/** A label in as many lines as it needs, broken between words. */
function inLines(label: string): readonly string[] {
  const lines: string[] = [];
  for (const word of label.split(' ')) {
    const longer = [...lines.slice(-1), word].join(' ');
    if (lines.length > 0 && longer.length <= LETTERS) lines.splice(-1, 1, longer);
    else lines.push(word);
  }
  return lines;
}

/** How much room a bar takes: as much as the lines of its label need. */
const stepOf = ({ label }: ShareBar): number => Math.max(STEP, inLines(label).length * LINE + 10);

interface BarProps {
  readonly id: string;
  readonly bar: ShareBar;
  readonly names: readonly string[];
  readonly y: number;
}

function Bar({ id, bar: { label, parts, otherwise }, names, y }: BarProps) {
  const scale = (WIDTH - LABEL - 2) / 100;
  let at = LABEL;
  const isEmpty = parts.every(({ percent }) => percent === null || percent === 0);
  return (
    <g aria-hidden="true">
      {inLines(label).map((line, index, { length }) => (
        <text x="0" y={y + BAR / 2 + 5 + (index - (length - 1) / 2) * LINE} class="plumbline-chart__text">
          {line}
        </text>
      ))}
      {isEmpty && (
        <text x={LABEL} y={y + BAR / 2 + 5} class="plumbline-chart__text">
          {otherwise}
        </text>
      )}
      {parts.map((part) => {
        const width = (part.percent ?? 0) * scale;
        const x = at;
        at += width;
        if (width === 0) return null;
        const place = names.indexOf(part.label);
        return (
          <>
            <rect x={x} y={y} width={width} height={BAR} fill={`url(#${id}-${place})`} stroke={fillOf(place).lines} />
            {(part.percent ?? 0) >= ROOM && (
              <>
                <rect x={x + width / 2 - 21} y={y + 5} width="42" height={BAR - 10} fill="#fff" />
                <text x={x + width / 2} y={y + BAR / 2 + 5} text-anchor="middle" class="plumbline-chart__text">
                  {part.percent}%
                </text>
              </>
            )}
          </>
        );
      })}
    </g>
  );
}
