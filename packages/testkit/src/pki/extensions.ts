/**
 * Makers of certificate extensions, each the DER of its value with its identifier (RFC 5280 §4.2).
 *
 * @module
 */
import { assertNever } from '@eseal/core';
import {
  boolean,
  context,
  contextPrimitive,
  type Der,
  encode,
  ia5String,
  integer,
  namedBits,
  nullValue,
  objectIdentifier,
  octetString,
  printableString,
  sequence,
} from '../der.ts';
import { type DistinguishedName, encodeName } from './name.ts';

/** An extension as data. */
export interface ExtensionDefinition {
  readonly oid: string;
  readonly critical: boolean;
  /** DER of the extension's own structure. */
  readonly value: Uint8Array;
}

function extension(oid: string, critical: boolean, value: Der): ExtensionDefinition {
  return { oid, critical, value: encode(value) };
}

/** DER of an Extension. */
export function encodeExtension({ oid, critical, value }: ExtensionDefinition): Uint8Array {
  return encode(sequence(objectIdentifier(oid), ...(critical ? [boolean(true)] : []), octetString(value)));
}

/** Bits of keyUsage in the order of RFC 5280 §4.2.1.3. */
const KEY_USAGES = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const;

/** A bit of the keyUsage extension. */
export type KeyUsageName = (typeof KEY_USAGES)[number];

/** keyUsage (§4.2.1.3), critical. */
export function keyUsage(...usages: readonly KeyUsageName[]): ExtensionDefinition {
  return extension('2.5.29.15', true, namedBits(usages.map((usage) => KEY_USAGES.indexOf(usage))));
}

/** basicConstraints of a CA (§4.2.1.9), critical. */
export function certificateAuthority(pathLength?: number): ExtensionDefinition {
  const limit = pathLength === undefined ? [] : [integer(pathLength)];
  return extension('2.5.29.19', true, sequence(boolean(true), ...limit));
}

/** basicConstraints of an end entity: an empty sequence, since FALSE is the default (X.690 §11.5). */
export function endEntity(): ExtensionDefinition {
  return extension('2.5.29.19', false, sequence());
}

/** subjectKeyIdentifier (§4.2.1.2). */
export function subjectKeyIdentifier(identifier: Uint8Array): ExtensionDefinition {
  return extension('2.5.29.14', false, octetString(identifier));
}

/** authorityKeyIdentifier with keyIdentifier only (§4.2.1.1). */
export function authorityKeyIdentifier(identifier: Uint8Array): ExtensionDefinition {
  return extension('2.5.29.35', false, sequence(contextPrimitive(0, identifier)));
}

/** A policy of a certificate, with its practice statement's address. */
export interface PolicyDefinition {
  readonly oid: string;
  readonly practiceStatement?: string;
}

/** certificatePolicies (§4.2.1.4). */
export function certificatePolicies(
  policies: readonly PolicyDefinition[],
  critical = false,
): ExtensionDefinition {
  const information = policies.map(({ oid, practiceStatement }) =>
    practiceStatement === undefined
      ? sequence(objectIdentifier(oid))
      : sequence(
          objectIdentifier(oid),
          sequence(sequence(objectIdentifier('1.3.6.1.5.5.7.2.1'), ia5String(practiceStatement))),
        ),
  );
  return extension('2.5.29.32', critical, sequence(...information));
}

/** What a policy of the issuer's domain is called in the subject's. */
export type PolicyMapping = readonly [issuerDomainPolicy: string, subjectDomainPolicy: string];

/** policyMappings (§4.2.1.5), critical. */
export function policyMappings(mappings: readonly PolicyMapping[]): ExtensionDefinition {
  const pairs = mappings.map(([issuer, subject]) =>
    sequence(objectIdentifier(issuer), objectIdentifier(subject)),
  );
  return extension('2.5.29.33', true, sequence(...pairs));
}

/** policyConstraints (§4.2.1.11), critical: after how many certificates they begin to hold, below 128. */
export function policyConstraints(counts: {
  readonly requireExplicitPolicy?: number;
  readonly inhibitPolicyMapping?: number;
}): ExtensionDefinition {
  const { requireExplicitPolicy: explicit, inhibitPolicyMapping: mapping } = counts;
  const count = (tag: number, value: number | undefined): readonly Der[] =>
    value === undefined ? [] : [contextPrimitive(tag, Uint8Array.of(value))];
  return extension('2.5.29.36', true, sequence(...count(0, explicit), ...count(1, mapping)));
}

/** extKeyUsage (§4.2.1.12). */
export function extendedKeyUsage(purposes: readonly string[], critical = false): ExtensionDefinition {
  return extension('2.5.29.37', critical, sequence(...purposes.map(objectIdentifier)));
}

/** cRLDistributionPoints with a fullName for each address (§4.2.1.13). */
export function crlDistributionPoints(urls: readonly string[]): ExtensionDefinition {
  return extension(
    '2.5.29.31',
    false,
    sequence(...urls.map((url) => sequence(context(0, context(0, uri(url)))))),
  );
}

/** cRLDistributionPoints with one point that is an entry of a directory, and no address (§4.2.1.13). */
export function directoryDistributionPoint(name: DistinguishedName): ExtensionDefinition {
  return extension('2.5.29.31', false, sequence(sequence(context(0, context(0, directoryName(name))))));
}

/** GeneralName directoryName (§4.2.1.6). */
export function directoryName(name: DistinguishedName): Der {
  return context(4, encodeName(name));
}

/** authorityInfoAccess (§4.2.2.1). */
export function authorityInfoAccess(access: {
  readonly ocsp?: string;
  readonly caIssuers?: string;
}): ExtensionDefinition {
  const descriptions: Der[] = [];
  if (access.ocsp !== undefined)
    descriptions.push(sequence(objectIdentifier('1.3.6.1.5.5.7.48.1'), uri(access.ocsp)));
  if (access.caIssuers !== undefined) {
    descriptions.push(sequence(objectIdentifier('1.3.6.1.5.5.7.48.2'), uri(access.caIssuers)));
  }
  return extension('1.3.6.1.5.5.7.1.1', false, sequence(...descriptions));
}

function uri(url: string): Der {
  return contextPrimitive(6, new TextEncoder().encode(url));
}

/** subjectAltName with directory names (§4.2.1.6): branch, department or trade name of the organisation. */
export function subjectAlternativeDirectoryNames(
  ...names: readonly DistinguishedName[]
): ExtensionDefinition {
  return extension('2.5.29.17', false, sequence(...names.map(directoryName)));
}

/** LEI (ISO 17442-2). */
export function lei(code: string): ExtensionDefinition {
  return extension('1.3.6.1.4.1.52266.1', false, printableString(code));
}

/** Role of the certificate's holder in the LEI's organisation (ISO 17442-2). */
export function leiRole(role: string): ExtensionDefinition {
  return extension('1.3.6.1.4.1.52266.2', false, printableString(role));
}

/** A statement of a qualified certificate (EN 319 412-5 §4). */
export type QcStatementDefinition =
  /** QcCompliance: qualified in the EU. */
  | { readonly kind: 'compliance' }
  /** QcSSCD: the key is in a qualified device. */
  | { readonly kind: 'qscd' }
  /** QcType. */
  | { readonly kind: 'type'; readonly type: 'esign' | 'eseal' | 'web' }
  /** QcCClegislation: qualified under the law of other countries. */
  | { readonly kind: 'legislation'; readonly countries: readonly string[] };

const QC_TYPES = { esign: '0.4.0.1862.1.6.1', eseal: '0.4.0.1862.1.6.2', web: '0.4.0.1862.1.6.3' } as const;

/** qcStatements (RFC 3739 §3.2.6). */
export function qcStatements(statements: readonly QcStatementDefinition[]): ExtensionDefinition {
  return extension('1.3.6.1.5.5.7.1.3', false, sequence(...statements.map(qcStatement)));
}

function qcStatement(statement: QcStatementDefinition): Der {
  switch (statement.kind) {
    case 'compliance':
      return sequence(objectIdentifier('0.4.0.1862.1.1'));
    case 'qscd':
      return sequence(objectIdentifier('0.4.0.1862.1.4'));
    case 'type':
      return sequence(
        objectIdentifier('0.4.0.1862.1.6'),
        sequence(objectIdentifier(QC_TYPES[statement.type])),
      );
    case 'legislation':
      return sequence(
        objectIdentifier('0.4.0.1862.1.7'),
        sequence(...statement.countries.map(printableString)),
      );
    default:
      return assertNever(statement);
  }
}

/** id-pkix-ocsp-nocheck (RFC 6960 §4.2.2.2.1). */
export function ocspNoCheck(): ExtensionDefinition {
  return extension('1.3.6.1.5.5.7.48.1.5', false, nullValue());
}

/** nameConstraints over directory names (§4.2.1.10), critical. */
export function nameConstraints(subtrees: {
  readonly permitted?: readonly DistinguishedName[];
  readonly excluded?: readonly DistinguishedName[];
}): ExtensionDefinition {
  const trees = (names: readonly DistinguishedName[]): Der[] =>
    names.map((name) => sequence(directoryName(name)));
  const { permitted = [], excluded = [] } = subtrees;
  return extension(
    '2.5.29.30',
    true,
    sequence(
      ...(permitted.length > 0 ? [context(0, ...trees(permitted))] : []),
      ...(excluded.length > 0 ? [context(1, ...trees(excluded))] : []),
    ),
  );
}

/** An extension nobody knows, under the arc for examples (2.999, Rec. ITU-T X.660 annex A). */
export function unknownExtension(critical: boolean): ExtensionDefinition {
  return extension('2.999.9.9', critical, nullValue());
}
