/**
 * SignerInfo (RFC 5652 §5.3).
 *
 * @module
 */
import { DerReader } from '../asn1/reader.ts';
import { type AlgorithmIdentifier, readAlgorithmIdentifier } from '../crypto/algorithm-identifier.ts';
import { equalBytes } from '../util/bytes.ts';
import type { Certificate } from '../x509/certificate.ts';
import { subjectKeyIdentifier } from '../x509/extensions.ts';
import { equalNames, type Name, parseName } from '../x509/name.ts';
import { type Attribute, readAttributes } from './attributes.ts';

/** How a SignerInfo names its certificate; not protected by the signature. */
export type SignerIdentifier =
  | { readonly kind: 'issuerAndSerialNumber'; readonly issuer: Name; readonly serialNumber: Uint8Array }
  | { readonly kind: 'subjectKeyIdentifier'; readonly keyIdentifier: Uint8Array };

/** A SignerInfo as received. */
export interface SignerInfo {
  readonly raw: Uint8Array;
  readonly version: number;
  readonly sid: SignerIdentifier;
  readonly digestAlgorithm: AlgorithmIdentifier;
  /** `signedAttrs` as transmitted, under tag `[0]`; `undefined` when absent. */
  readonly signedAttributesRaw: Uint8Array | undefined;
  readonly signedAttributes: readonly Attribute[];
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Uint8Array;
  readonly unsignedAttributes: readonly Attribute[];
  /** Every field before `unsignedAttrs`, as received. */
  readonly signedFields: readonly Uint8Array[];
}

/** Reads a SignerInfo. */
export function parseSignerInfo(raw: Uint8Array): SignerInfo {
  const outer = DerReader.over(raw, 'SignerInfo', { encoding: 'ber' });
  const reader = outer.sequence('SignerInfo');
  outer.end();
  const signedFields: Uint8Array[] = [];
  const field = (name: string): Uint8Array => {
    const bytes = reader.raw(name);
    signedFields.push(bytes);
    return bytes;
  };
  const version = inside(field('version'), 'version').smallInteger('version');
  const sid = parseSid(field('sid'));
  const digestAlgorithm = readAlgorithmIdentifier(
    inside(field('digestAlgorithm'), 'digestAlgorithm'),
    'digestAlgorithm',
  );
  const signedAttributesRaw = reader.has(0xa0) ? field('signedAttrs') : undefined;
  const signatureAlgorithm = readAlgorithmIdentifier(
    inside(field('signatureAlgorithm'), 'signatureAlgorithm'),
    'signatureAlgorithm',
  );
  const signature = inside(field('signature'), 'signature').octetString('signature');
  const unsignedAttributes = reader.has(0xa1) ? readAttributes(reader.context(1, 'unsignedAttrs')) : [];
  reader.end();
  const signedAttributes =
    signedAttributesRaw === undefined
      ? []
      : readAttributes(inside(signedAttributesRaw, 'signedAttrs').context(0, 'signedAttrs'));
  return {
    raw,
    version,
    sid,
    digestAlgorithm,
    signedAttributesRaw,
    signedAttributes,
    signatureAlgorithm,
    signature,
    unsignedAttributes,
    signedFields,
  };
}

function inside(bytes: Uint8Array, name: string): DerReader {
  return DerReader.over(bytes, name, { encoding: 'ber' });
}

function parseSid(raw: Uint8Array): SignerIdentifier {
  const reader = inside(raw, 'sid');
  if (reader.has(0x80) || reader.has(0xa0)) {
    return { kind: 'subjectKeyIdentifier', keyIdentifier: reader.octetString('subjectKeyIdentifier', 0x80) };
  }
  const pair = reader.sequence('issuerAndSerialNumber');
  const issuer = parseName(pair.raw('issuer'));
  const serialNumber = pair.integer('serialNumber');
  pair.end();
  return { kind: 'issuerAndSerialNumber', issuer, serialNumber };
}

/** Whether a signer identifier names this certificate. */
export function matchesSid(sid: SignerIdentifier, certificate: Certificate): boolean {
  if (sid.kind === 'issuerAndSerialNumber') {
    return (
      equalBytes(sid.serialNumber, certificate.serialNumber) && equalNames(sid.issuer, certificate.issuer)
    );
  }
  const keyIdentifier = subjectKeyIdentifier(certificate);
  return keyIdentifier !== undefined && equalBytes(sid.keyIdentifier, keyIdentifier);
}
