/** A history or its keys cannot be moved as things stand; the message says why, and what to do about it. */
export class CannotMove extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'CannotMove';
  }
}
