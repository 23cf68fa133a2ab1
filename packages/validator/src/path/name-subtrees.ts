/**
 * Which names lie within a subtree, for each form of name (RFC 5280 §4.2.1.10).
 *
 * @module
 */
import { equalBytes, toHex } from '@eseal/core';
import { DerReader, decodeText, OID } from '@eseal/core/asn1';
import { foldRdn, type GeneralName, type GeneralSubtree } from '@eseal/core/x509';
import { type Mailbox, parseHost, parseMailbox, parseUriHost } from './host-names.ts';

/** A name as it is compared; each kind of `otherName` is a form of its own. */
export interface ComparableName {
  readonly form: string;
  /** For messages. */
  readonly text: string;
  /** `undefined` for a name that is not well-formed, or of a form that nobody can compare. */
  readonly value: NameValue | undefined;
}

type NameValue =
  | { readonly kind: 'directory'; readonly rdns: readonly string[] }
  | { readonly kind: 'mailbox'; readonly mailbox: Mailbox }
  | { readonly kind: 'host'; readonly host: string; readonly wildcard: boolean }
  | { readonly kind: 'address'; readonly octets: Uint8Array }
  | { readonly kind: 'exact'; readonly text: string };

/** What a subtree says of a name: it may be impossible to say. */
export type SubtreeMatch = 'within' | 'outside' | 'partly' | 'undecidable';

/** A subtree ready to be compared with names of its form. */
export interface ComparableSubtree {
  readonly form: string;
  match(name: NameValue): SubtreeMatch;
}

/** A name of a certificate. */
export function comparableName(name: GeneralName): ComparableName {
  return { form: formOf(name), text: textOf(name), value: comparedAs(name) };
}

/** Constraints on rfc822Name apply to SmtpUTF8Mailbox as well (RFC 9598 §6). */
function formOf(name: GeneralName): string {
  if (name.kind !== 'otherName') return name.kind;
  return name.type === OID.smtpUtf8Mailbox ? 'rfc822Name' : `otherName ${name.type}`;
}

function textOf(name: GeneralName): string {
  switch (name.kind) {
    case 'directoryName':
      return name.name.rdns.flatMap((rdn) => rdn.map(({ text }) => text ?? '')).join(', ');
    case 'rfc822Name':
    case 'dNSName':
    case 'uniformResourceIdentifier':
    case 'registeredID':
      return name.value;
    case 'otherName':
    case 'iPAddress':
    case 'x400Address':
    case 'ediPartyName':
      return toHex(name.value);
  }
}

function comparedAs(name: GeneralName): NameValue | undefined {
  switch (name.kind) {
    case 'directoryName':
      return { kind: 'directory', rdns: name.name.rdns.map(foldRdn) };
    case 'rfc822Name':
      return mailboxValue(parseMailbox(name.value));
    case 'dNSName': {
      const wildcard = name.value.startsWith('*.');
      const host = parseHost(wildcard ? name.value.slice(2) : name.value);
      return host === undefined ? undefined : { kind: 'host', host, wildcard };
    }
    case 'uniformResourceIdentifier': {
      const host = parseUriHost(name.value);
      return host === undefined ? undefined : { kind: 'host', host, wildcard: false };
    }
    case 'iPAddress':
      return isAddressLength(name.value.length) ? { kind: 'address', octets: name.value } : undefined;
    case 'registeredID':
      return { kind: 'exact', text: name.value };
    case 'otherName':
      return name.type === OID.smtpUtf8Mailbox
        ? mailboxValue(parseMailbox(utf8Text(name.value)))
        : { kind: 'exact', text: toHex(name.value) };
    case 'x400Address':
    case 'ediPartyName':
      return undefined;
  }
}

function mailboxValue(mailbox: Mailbox | undefined): NameValue | undefined {
  return mailbox === undefined ? undefined : { kind: 'mailbox', mailbox };
}

/** The text inside `[0] EXPLICIT UTF8String`; empty for anything else, which is no mailbox. */
function utf8Text(value: Uint8Array): string {
  const inner = DerReader.over(value, 'SmtpUTF8Mailbox').context(0, 'value');
  const tag = inner.peekTag() ?? 0;
  return decodeText(tag, inner.content(tag, 'SmtpUTF8Mailbox')) ?? '';
}

const isAddressLength = (length: number): boolean => length === 4 || length === 16;

/** A subtree of a certificate or of the relying party; names of its form are undecidable when it makes no sense. */
export function comparableSubtree({ base, minimum, maximum }: GeneralSubtree): ComparableSubtree {
  // Within RFC 5280 minimum is always zero and maximum absent.
  const match = minimum === 0 && maximum === undefined ? matcherOf(base) : undefined;
  return { form: formOf(base), match: match ?? (() => 'undecidable') };
}

type Matcher = (name: NameValue) => SubtreeMatch;

const found = (within: boolean): SubtreeMatch => (within ? 'within' : 'outside');

function matcherOf(base: GeneralName): Matcher | undefined {
  switch (base.kind) {
    case 'directoryName': {
      const rdns = base.name.rdns.map(foldRdn);
      return (name) =>
        name.kind === 'directory' ? found(rdns.every((rdn, at) => rdn === name.rdns[at])) : 'undecidable';
    }
    case 'rfc822Name':
      return mailboxMatcher(base.value);
    case 'dNSName':
      return hostMatcher(parseHost(base.value));
    case 'uniformResourceIdentifier':
      return uriMatcher(base.value);
    case 'iPAddress':
      return addressMatcher(base.value);
    case 'otherName':
      return exactMatcher(toHex(base.value));
    case 'registeredID':
      return exactMatcher(base.value);
    case 'x400Address':
    case 'ediPartyName':
      return undefined;
  }
}

/** One mailbox, all of a host, or with a leading point all of the hosts below one. */
function mailboxMatcher(constraint: string): Matcher | undefined {
  if (constraint.includes('@')) {
    const one = parseMailbox(constraint);
    if (one === undefined) return undefined;
    return onMailbox(({ local, host }) => local === one.local && host === one.host);
  }
  const base = parseHost(constraint.replace(/^\./, ''));
  if (base === undefined) return undefined;
  return onMailbox(({ host }) => (constraint.startsWith('.') ? host.endsWith(`.${base}`) : host === base));
}

const onMailbox =
  (test: (mailbox: Mailbox) => boolean): Matcher =>
  (name) =>
    name.kind === 'mailbox' ? found(test(name.mailbox)) : 'undecidable';

/** A host and all below it. A wildcard stands for hosts on both sides of a subtree below its own domain. */
function hostMatcher(base: string | undefined): Matcher | undefined {
  if (base === undefined) return undefined;
  const below = `.${base}`;
  return (name) => {
    if (name.kind !== 'host') return 'undecidable';
    if (name.host === base || name.host.endsWith(below)) return 'within';
    return name.wildcard && base.endsWith(`.${name.host}`) ? 'partly' : 'outside';
  };
}

/** The host of the constraint only, or with a leading point all below it. */
function uriMatcher(constraint: string): Matcher | undefined {
  const base = parseHost(constraint.replace(/^\./, ''));
  if (base === undefined) return undefined;
  return (name) => {
    if (name.kind !== 'host') return 'undecidable';
    return found(constraint.startsWith('.') ? name.host.endsWith(`.${base}`) : name.host === base);
  };
}

/** Address and mask as RFC 4632 §3.1 has them: no mask with holes. */
function addressMatcher(constraint: Uint8Array): Matcher | undefined {
  const length = constraint.length / 2;
  const mask = constraint.subarray(length);
  if (!isAddressLength(length) || !/^1*0*$/.test(bitsOf(mask))) return undefined;
  const masked = (octets: Uint8Array): Uint8Array => octets.map((octet, at) => octet & (mask[at] ?? 0));
  const base = masked(constraint.subarray(0, length));
  return (name) => {
    if (name.kind !== 'address') return 'undecidable';
    return found(name.octets.length === length && equalBytes(masked(name.octets), base));
  };
}

function bitsOf(octets: Uint8Array): string {
  return Array.from(octets, (octet) => octet.toString(2).padStart(8, '0')).join('');
}

/**
 * RFC 5280 gives subtrees of these forms no meaning: a name that is the base itself is within in every reading, of any
 * other nothing can be said.
 */
function exactMatcher(base: string): Matcher {
  return (name) => (name.kind === 'exact' && name.text === base ? 'within' : 'undecidable');
}
