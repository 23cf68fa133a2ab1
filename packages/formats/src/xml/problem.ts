/**
 * Errors of reading XML, with the place they were found at.
 *
 * @module
 */
import { FormatsError, type XmlErrorCode } from '../errors.ts';

/** An error at a byte of a document: the message and the facts name byte and line. */
export function xmlProblem(
  code: XmlErrorCode,
  message: string,
  bytes: Uint8Array,
  offset: number,
): FormatsError {
  const line = lineOf(bytes, offset);
  return new FormatsError(code, `${message} (line ${line}, byte ${offset})`, { facts: { offset, line } });
}

function lineOf(bytes: Uint8Array, offset: number): number {
  let line = 1;
  for (let at = bytes.indexOf(0x0a); at >= 0 && at < offset; at = bytes.indexOf(0x0a, at + 1)) line++;
  return line;
}
