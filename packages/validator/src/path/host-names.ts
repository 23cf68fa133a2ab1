/**
 * Host names, mailboxes and addresses of URIs as constraints on names see them (RFC 5280 §4.2.1.6, §4.2.1.10).
 *
 * @module
 */

/** Letters, digits and hyphens, no hyphen at either end (RFC 1034 §3.5, RFC 1123 §2.1). */
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** A host name in lower case, or `undefined` for a text that is none; an IP address is none. */
export function parseHost(text: string): string | undefined {
  if (text.length === 0 || text.length > 253) return undefined;
  const host = text.toLowerCase();
  const labels = host.split('.');
  const isAddress = /^\d+$/.test(labels[labels.length - 1] ?? '');
  return !isAddress && labels.every((label) => LABEL.test(label)) ? host : undefined;
}

/** A mailbox (RFC 5321 §4.1.2). */
export interface Mailbox {
  /** Compared as it is written. */
  readonly local: string;
  readonly host: string;
}

/** Characters of a local part without quotes (RFC 5322 §3.2.3), and those beyond ASCII (RFC 6531 §3.3). */
const LOCAL_PART = /^[\w!#$%&'*+/=?^`{|}~.\u0080-\u{10ffff}-]+$/u;

/** A mailbox, or `undefined` for a text that is none. Quoted local parts are not taken. */
export function parseMailbox(text: string): Mailbox | undefined {
  const [local = '', domain = '', ...others] = text.split('@');
  const host = parseHost(domain);
  return others.length === 0 && host !== undefined && LOCAL_PART.test(local) ? { local, host } : undefined;
}

/** The host of a URI with an authority (RFC 3986 §3.2), or `undefined` when it has none or an IP address. */
export function parseUriHost(text: string): string | undefined {
  const authority = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(text)?.[1];
  if (authority === undefined) return undefined;
  const hostAndPort = authority.slice(authority.lastIndexOf('@') + 1);
  return parseHost(hostAndPort.replace(/:\d*$/, ''));
}
