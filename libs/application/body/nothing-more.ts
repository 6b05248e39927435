/** The body of a command that needs nothing said but itself. */
export class NothingMore {}
