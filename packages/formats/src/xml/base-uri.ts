/**
 * Two `xml:base` values put together (Canonical XML 1.1 §2.4, join-URI-References): RFC 3986 §5.2, except that the base may
 * be relative and leading `..` segments stay.
 *
 * @module
 */

interface UriReference {
  readonly scheme: string | undefined;
  readonly authority: string | undefined;
  readonly path: string;
  readonly query: string | undefined;
}

/** Resolves a reference against a base that may itself be relative; fragments are dropped. */
export function joinUriReferences(base: string, reference: string): string {
  return compose(transform(split(base), split(reference)));
}

/** RFC 3986 appendix B. */
function split(uri: string): UriReference {
  const match = /^(?:([^:/?#]+):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?/.exec(uri);
  return { scheme: match?.[1], authority: match?.[2], path: match?.[3] ?? '', query: match?.[4] };
}

/** RFC 3986 §5.2.2. */
function transform(base: UriReference, reference: UriReference): UriReference {
  if (reference.scheme !== undefined) return { ...reference, path: removeDotSegments(reference.path) };
  const { scheme } = base;
  if (reference.authority !== undefined) {
    return { ...reference, scheme, path: removeDotSegments(reference.path) };
  }
  const { authority } = base;
  if (reference.path === '') {
    const query = reference.query ?? base.query;
    return { scheme, authority, path: base.path, query };
  }
  const path = reference.path.startsWith('/') ? reference.path : merge(base, reference.path);
  return { scheme, authority, path: removeDotSegments(path), query: reference.query };
}

/** RFC 3986 §5.2.3; a base that ends in `..` is a directory. */
function merge({ authority, path: basePath }: UriReference, path: string): string {
  if (authority !== undefined && basePath === '') return `/${path}`;
  const directory = /(^|\/)\.\.$/.test(basePath) ? `${basePath}/` : basePath;
  return directory.slice(0, directory.lastIndexOf('/') + 1) + path;
}

/** RFC 3986 §5.2.4 as Canonical XML 1.1 changes it: `..` that nothing precedes stays, slashes are not repeated. */
function removeDotSegments(path: string): string {
  const isAbsolute = path.startsWith('/');
  const segments = path.split('/').filter((segment) => segment !== '');
  const isDirectory = /(^|\/)\.{0,2}$/.test(path);
  const kept: string[] = [];
  for (const segment of segments) {
    if (segment === '.') continue;
    if (segment !== '..') kept.push(segment);
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (!isAbsolute) kept.push(segment);
  }
  const joined = kept.join('/');
  return `${isAbsolute ? '/' : ''}${joined}${isDirectory && joined !== '' ? '/' : ''}`;
}

function compose({ scheme, authority, path, query }: UriReference): string {
  return [
    scheme === undefined ? '' : `${scheme}:`,
    authority === undefined ? '' : `//${authority}`,
    path,
    query === undefined ? '' : `?${query}`,
  ].join('');
}
