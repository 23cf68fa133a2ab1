/**
 * The URI references by which manifests and signatures name entries: relative to the root of the container, in UTF-8,
 * percent-encoded (EN 319 162-1 §A.6; RFC 3986 §2.1).
 *
 * @module
 */

/** A scheme before anything is decoded, and what a name may not hold after: a root, a way out of the container, a NUL. */
const SCHEME = /^[a-z][a-z0-9+.-]*:/i;
const NOT_A_NAME = /^[/\\]|(?:^|[/\\])\.{1,2}(?:[/\\]|$)|\0/;

/**
 * The name of the entry that a URI reference means, its escapes resolved once; a plus sign is a plus sign.
 *
 * @returns `undefined` when it is absolute, or leads out of the container once its escapes are resolved
 */
export function entryNameOf(uri: string): string | undefined {
  if (SCHEME.test(uri)) return undefined;
  const name = decoded(uri);
  return name === '' || NOT_A_NAME.test(name) ? undefined : name;
}

/** A percent sign that begins no escape is one, since not every writer encodes. */
function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}
