import { encode } from 'uqr';

/** A QR code as an image of its own: one path, no style, read out as what it is for. */
export const QrCode = ({ text, title }: { readonly text: string; readonly title: string }) => {
  const { data, size } = encode(text, { border: 4 });
  const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return (
    <svg
      class="plumbline-qr"
      role="img"
      aria-label={title}
      viewBox={`0 0 ${size} ${size}`}
      width="220"
      height="220"
      shape-rendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={dark.join('')} fill="#000" />
    </svg>
  );
};
