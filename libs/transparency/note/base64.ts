/** The bytes of a text in Base 64 (RFC 4648, section 4), padded and written in the one way there is; nothing otherwise. */
export function fromBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}
