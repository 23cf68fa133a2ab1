/** Seal certificates for tests of the profile: one that follows every row, and what to change about it. */
import { bitString, type DerNode, encode, sequence } from '@eseal/core/asn1';
import { type Certificate, parseCertificate } from '@eseal/core/x509';
import { createPki, type EntityDefinition, type Quirks, type TestKey } from '@eseal/testkit';

/** Policies under the arc for examples (2.999). */
export const OWN_POLICY = '2.999.1.1';
/** Stands for the common policy of e-seals. */
export const COMMON_POLICY = '2.999.1.2';

/** The subject of the certificate that follows every row. */
export const SUBJECT: EntityDefinition['subject'] = [
  { C: 'JP' },
  { O: '国税庁' },
  { organizationIdentifier: 'NTRJP-7000012050002' },
  { CN: 'National Tax Agency' },
];

const AUTHORITY: EntityDefinition['subject'] = [
  { C: 'JP' },
  { O: 'Test Authority' },
  { organizationIdentifier: 'NTRJP-1555666777888' },
  { CN: 'Test CA' },
];

/** What differs from the certificate that follows every row. */
export type SealCertificateChanges = Partial<
  Pick<EntityDefinition, 'subject' | 'notBefore' | 'notAfter' | 'key' | 'serialNumber' | 'profile'>
> & {
  readonly quirks?: Quirks;
  readonly issuerSubject?: EntityDefinition['subject'];
  readonly issuerKey?: TestKey;
  readonly issuerQuirks?: Quirks;
  /** AlgorithmIdentifier of its signature, inside and outside. */
  readonly algorithm?: DerNode;
};

/** A seal certificate and that of its authority. */
export async function sealCertificate(
  changes: SealCertificateChanges = {},
): Promise<{ readonly certificate: Certificate; readonly issuer: Certificate }> {
  const { issuerSubject = AUTHORITY, issuerKey, issuerQuirks = {}, algorithm, ...leaf } = changes;
  const pki = await createPki({
    entities: [
      {
        name: 'ca',
        subject: issuerSubject,
        profile: { kind: 'ca' },
        notBefore: new Date('2025-01-01T00:00:00Z'),
        notAfter: new Date('2035-01-01T00:00:00Z'),
        quirks: issuerQuirks,
        ...(issuerKey !== undefined && { key: issuerKey }),
      },
      {
        name: 'seal',
        issuer: 'ca',
        subject: SUBJECT,
        profile: { kind: 'seal', policies: [{ oid: OWN_POLICY }, { oid: COMMON_POLICY }] },
        notBefore: new Date('2026-01-01T00:00:00Z'),
        notAfter: new Date('2028-01-01T00:00:00Z'),
        ...leaf,
        quirks: { ...leaf.quirks, ...(algorithm !== undefined && { innerAlgorithm: encode(algorithm) }) },
      },
    ],
  });
  const [issuer, certificate] = pki.entities.map((entity) => parseCertificate(entity.certificate));
  if (issuer === undefined || certificate === undefined) throw new Error('the PKI has two entities');
  return {
    certificate: algorithm === undefined ? certificate : withOuterAlgorithm(certificate, algorithm),
    issuer,
  };
}

function withOuterAlgorithm({ tbs, signatureValue }: Certificate, algorithm: DerNode): Certificate {
  return parseCertificate(encode(sequence([tbs, algorithm, bitString(signatureValue)])));
}

/** Quirks that put an extension in place, or in place of the usual one. */
export function withExtension(
  oid: string,
  value: DerNode | Uint8Array,
  critical = false,
): { readonly quirks: Quirks } {
  return { quirks: { extensions: [{ oid, critical, value: encode(value) }] } };
}

/** A key that only occurs in certificates: what it signs is never verified. */
export function keyOf(publicKey: DerNode): TestKey {
  return {
    kind: 'made up',
    algorithms: ['rsa-sha256'],
    publicKey: encode(publicKey),
    pkcs8: new Uint8Array(),
    get privateKey(): CryptoKey {
      throw new TypeError('a made-up key has no private part');
    },
    sign: async () => new Uint8Array(128),
  };
}
