/** A stretch of the scale; null is no edge that way. */
export interface BandDrawn {
  readonly label: string;
  readonly from: number | null;
  readonly to: number | null;
}

export interface ReadingDrawn {
  readonly label: string;
  /** Null where it is withheld or nothing was counted. */
  readonly value: number | null;
  /** `80%`, beside its mark. */
  readonly shown: string;
  /** The same in words, with its band. */
  readonly words: string;
}

interface BandChartProps {
  /** Begins the ids in it: one a page. */
  readonly id: string;
  readonly title: string;
  /** The ends of the scale. */
  readonly from: number;
  readonly to: number;
  readonly bands: readonly BandDrawn[];
  readonly readings: readonly ReadingDrawn[];
}

const WIDTH = 720;
const LABEL = 170;
const WORDS = 150;
const LINE = 34;
const KEY = 26;

/** Lines alone, so that where two bands overlap both are seen; told apart without colours. */
const FILLS: readonly { readonly back: string; readonly lines: string; readonly path: string }[] = [
  { back: '#f6d7d2', lines: '#8f1d10', path: 'M0 4H8' },
  { back: '#fdf0cf', lines: '#7a5200', path: 'M4 0V8' },
  { back: '#e6f0e2', lines: '#2b5d34', path: 'M-2 2L2-2M0 8L8 0M6 10L10 6' },
];
const fillOf = (index: number) => FILLS[index % FILLS.length] ?? { back: '#fff', lines: '#000', path: '' };

/** Readings one below the other, each as a mark on the scale, with the bands behind them. Said in words too. */
export function BandChart({ id, title, from, to, bands, readings }: BandChartProps) {
  const top = bands.length * KEY + 12;
  const bottom = top + readings.length * LINE;
  const scale = (WIDTH - LABEL - WORDS) / (to - from);
  const place = (value: number): number => LABEL + (Math.min(Math.max(value, from), to) - from) * scale;
  return (
    <div class="plumbline-wide plumbline-chart" role="region" aria-label={`Chart: ${title}`} tabIndex={0}>
      <svg
        xmlns="http://www.w3.org/2000/svg"
        viewBox={`0 0 ${WIDTH} ${bottom + 24}`}
        role="img"
        aria-labelledby={`${id}-title ${id}-words`}
      >
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-words`}>{readings.map(({ label, words }) => `${label}: ${words}`).join('. ')}.</desc>
        <defs>
          {bands.map((_, index) => (
            <pattern id={`${id}-${index}`} width="8" height="8" patternUnits="userSpaceOnUse">
              <rect width="8" height="8" fill={fillOf(index).back} fill-opacity="0.6" />
              <path d={fillOf(index).path} stroke={fillOf(index).lines} stroke-width="0.8" fill="none" />
            </pattern>
          ))}
        </defs>
        {bands.map((band, index) => {
          const [start, end] = [place(band.from ?? from), place(band.to ?? to)];
          const fill = { fill: `url(#${id}-${index})`, stroke: fillOf(index).lines };
          return (
            <g aria-hidden="true">
              <rect x="1" y={index * KEY + 2} width="32" height="18" {...fill} />
              <text x="42" y={index * KEY + 17} class="plumbline-chart__text">
                {band.label}
              </text>
              <rect x={start} y={top} width={Math.max(end - start, 2)} height={bottom - top} {...fill} />
            </g>
          );
        })}
        <g aria-hidden="true">
          <rect x={LABEL} y={top} width={WIDTH - LABEL - WORDS} height={bottom - top} fill="none" stroke="#505a5f" />
          <text x={LABEL} y={bottom + 18} class="plumbline-chart__text">
            {from}
          </text>
          <text x={WIDTH - WORDS} y={bottom + 18} text-anchor="end" class="plumbline-chart__text">
            {to}
          </text>
        </g>
        {readings.map(({ label, value, shown }, index) => {
          const y = top + index * LINE + LINE / 2;
          return (
            <g aria-hidden="true">
              <text x="0" y={y + 5} class="plumbline-chart__text">
                {label}
              </text>
              {value !== null && (
                <rect
                  x={place(value) - 4}
                  y={y - 11}
                  width="8"
                  height="22"
                  fill="#0b0c0c"
                  stroke="#ffffff"
                  stroke-width="2"
                />
              )}
              <text x={WIDTH - WORDS + 10} y={y + 5} class="plumbline-chart__text">
                {shown}
              </text>
            </g>
          );
        })}
      </svg>
    </div>
  );
}
