/** An address of a page of ours: no other host, and nothing a browser would read as one. */
const OWN_PAGE = /^\/(?!\/)[\w\-./~]{0,200}$/;

/** Where somebody goes on after signing in: to the page they had asked for, or to the first of theirs. */
export const wayBack = (to: unknown): string => (typeof to === 'string' && OWN_PAGE.test(to) ? to : '/');
