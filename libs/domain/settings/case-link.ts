/** What an address means by itself, however it is encoded: such an id would lead to another page. */
const DOTS = /^\.{1,2}$/;

/**
 * Where the council's case system shows a record: the settings' template with the case's id in place of every `{id}`,
 * encoded for an address. Null where the council has set no template or an address cannot hold the id.
 */
export function caseLinkTo(template: string, caseId: string): string | null {
  if (template === '' || DOTS.test(caseId) || /\p{Surrogate}/u.test(caseId)) return null;
  const encoded = encodeURIComponent(caseId).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return template.replaceAll('{id}', () => encoded);
}
