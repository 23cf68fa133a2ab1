/**
 * Extensions of CRLs, and the one that leads to deltas (RFC 5280 §5.2, §4.2.1.15).
 *
 * @module
 */
import {
  boolean,
  context,
  contextPrimitive,
  type Der,
  encode,
  generalizedTime,
  integer,
  namedBits,
  sequence,
} from '../der.ts';
import { crlDistributionPoints, directoryName, type ExtensionDefinition } from './extensions.ts';
import type { DistinguishedName } from './name.ts';

/** Reasons by their bits in ReasonFlags (§4.2.1.13). */
export const REASON_FLAGS = {
  keyCompromise: 1,
  cACompromise: 2,
  affiliationChanged: 3,
  superseded: 4,
  cessationOfOperation: 5,
  certificateHold: 6,
  privilegeWithdrawn: 7,
  aACompromise: 8,
} as const;

/** What a CRL covers. */
export interface CrlScope {
  /** Addresses of the list, as its distribution point's full name. */
  readonly urls?: readonly string[];
  /** An entry of a directory, in place of addresses. */
  readonly directory?: DistinguishedName;
  readonly only?: 'user' | 'ca' | 'attribute';
  readonly reasons?: readonly (keyof typeof REASON_FLAGS)[];
  /** Entries may be of other issuers. */
  readonly indirect?: boolean;
}

const ONLY_TAGS = { user: 1, ca: 2, attribute: 5 } as const;

/** issuingDistributionPoint (§5.2.5), critical. */
export function issuingDistributionPoint(scope: CrlScope): ExtensionDefinition {
  const { urls, directory, only, reasons, indirect } = scope;
  const flag = (tag: number): Der => contextPrimitive(tag, contentOf(boolean(true)));
  const fields: readonly (readonly [tag: number, field: Der])[] = [
    ...(urls === undefined ? [] : [[0, context(0, context(0, ...urls.map(uri)))] as const]),
    ...(directory === undefined ? [] : [[0, context(0, context(0, directoryName(directory)))] as const]),
    ...(only === undefined ? [] : [[ONLY_TAGS[only], flag(ONLY_TAGS[only])] as const]),
    ...(reasons === undefined ? [] : [[3, contextPrimitive(3, flagsOf(reasons))] as const]),
    ...(indirect === true ? [[4, flag(4)] as const] : []),
  ];
  const inOrder = [...fields].sort(([a], [b]) => a - b).map(([, field]) => field);
  return { oid: '2.5.29.28', critical: true, value: encode(sequence(...inOrder)) };
}

/** deltaCRLIndicator (§5.2.4), critical: the list tells the changes since the one of that number. */
export function deltaCrlIndicator(baseNumber: number): ExtensionDefinition {
  return { oid: '2.5.29.27', critical: true, value: encode(integer(baseNumber)) };
}

/** freshestCRL (§4.2.1.15), of certificates and CRLs. */
export function freshestCrl(urls: readonly string[]): ExtensionDefinition {
  return { ...crlDistributionPoints(urls), oid: '2.5.29.46' };
}

/** expiredCertsOnCRL (X.509 §9.5.2.9). */
export function expiredCertsOnCrl(since: Date): ExtensionDefinition {
  return { oid: '2.5.29.60', critical: false, value: encode(generalizedTime(since)) };
}

function uri(url: string): Der {
  return contextPrimitive(6, new TextEncoder().encode(url));
}

function flagsOf(reasons: NonNullable<CrlScope['reasons']>): Uint8Array {
  return contentOf(namedBits(reasons.map((reason) => REASON_FLAGS[reason])));
}

/** Content of an element of less than 128 bytes. */
function contentOf(element: Der): Uint8Array {
  return encode(element).subarray(2);
}
