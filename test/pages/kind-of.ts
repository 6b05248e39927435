/** An address or title without what is this record's own: pages of one kind are looked at once. */
export const kindOf = (text: string): string =>
  text
    .replace(/\?.*$/, '')
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, ':id')
    .replaceAll(/\b[0-9A-Z]{5}-[0-9A-Z]{5}\b/g, ':reference')
    .replaceAll(/\/\d{4}-\d\d(-\d\d)?/g, '/:period')
    .replaceAll(/\/\d+(?=\/|$)/g, '/:number');
