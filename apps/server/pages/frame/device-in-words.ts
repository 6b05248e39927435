/** The first that is named counts: most browsers name those before them too. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\b(OPR|OPT|Opera)\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|Chromium|CriOS|HeadlessChrome)\//, 'Chrome'],
  [/\bVersion\/[\d.]+.*\bSafari\//, 'Safari'],
];

const MACHINES: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, 'an iPhone'],
  [/\biPad\b/, 'an iPad'],
  [/\bAndroid\b/, 'an Android phone or tablet'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'a Chromebook'],
  [/\bMac(intosh| OS X)\b/, 'a Mac'],
  [/\bLinux\b/, 'Linux'],
];

const named = (rows: readonly (readonly [RegExp, string])[], text: string): string | undefined =>
  rows.find(([pattern]) => pattern.test(text))?.[1];

/**
 * What a browser says it is, as its owner would call it: `Firefox on Windows`. Undefined where it says nothing that is known:
 * nothing else of what it says is kept.
 * @param userAgent the header `User-Agent`
 */
export function deviceInWords(userAgent: string | undefined): string | undefined {
  const [browser, machine] = [named(BROWSERS, userAgent ?? ''), named(MACHINES, userAgent ?? '')];
  if (browser === undefined) return machine && `A browser on ${machine}`;
  return machine === undefined ? browser : `${browser} on ${machine}`;
}
