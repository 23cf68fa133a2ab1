/**
 * How seals refer to files by name.
 *
 * @module
 */

/** A relative reference to a file: its path, percent-encoded as UTF-8 (RFC 3986 §2.1, §4.2). */
export function fileReference(name: string): string {
  return name.split('/').map(encodeURIComponent).join('/');
}
