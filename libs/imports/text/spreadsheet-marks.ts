/** `="0040"`, which exporters write so that a spreadsheet keeps the text a text. */
const AS_FORMULA = /^=\s*"((?:[^"]|"")*)"$/;
/** The apostrophe that keeps a number or a formula a text in a spreadsheet. A name may begin with one: `'t Hooft`. */
const KEEPS_TEXT = /^['‘’](?=[\d=+@-][^'’]*$)/;
const APOSTROPHE = /^['‘’`´](?=.)/;
const IN_QUOTES = /^(?:"(.+)"|'(.+)'|“(.+)”|‘(.+)’|`(.+)[`´])$/;

/** The text of a cell without what was put around it for a spreadsheet's sake. Takes and gives cleaned text. */
export function withoutSpreadsheetMarks(text: string): string {
  const formula = AS_FORMULA.exec(text);
  if (formula) return (formula[1] ?? '').replace(/""/g, '"').trim();
  return text.replace(KEEPS_TEXT, '');
}

/** An id or a date without any quotation marks around it. Takes and gives cleaned text. */
export function withoutQuotes(text: string): string {
  const quoted = IN_QUOTES.exec(text);
  if (quoted) return (quoted.slice(1).find((inner) => inner !== undefined) ?? '').trim();
  return text.replace(APOSTROPHE, '').trim();
}
