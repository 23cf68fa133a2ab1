/**
 * The part of a URL that may be shown: scheme, host, port and path. User information and query string may hold
 * credentials, so no message and no fact of an error has them.
 *
 * @param url - any text
 */
export function redactUrl(url: string): string {
  // Without the slashes it may be user information whose scheme was forgotten.
  if (!URL.canParse(url) || !/^[a-z][a-z0-9+.-]*:\/\//i.test(url)) return 'an address that is no URL';
  const { protocol, host, pathname, search } = new URL(url);
  return `${protocol}//${host}${pathname}${search === '' ? '' : '?…'}`;
}
