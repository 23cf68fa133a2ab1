/** Certificates from their parts (RFC 5280 §4.1). */
import { bitString, context, encode, integer, integerContent, sequence, time } from '../der.ts';
import { type ExtensionDefinition, encodeExtension } from './extensions.ts';
import type { TestKey } from './key.ts';

/** Everything a certificate says, and the key that signs it. */
export interface CertificateTemplate {
  /** X.509 version; version 1 has no extensions. */
  readonly version: 1 | 3;
  /** Content octets of the serial number. */
  readonly serialNumber: Uint8Array;
  /** DER of the issuer's Name. */
  readonly issuer: Uint8Array;
  /** DER of the subject's Name. */
  readonly subject: Uint8Array;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** DER of the SubjectPublicKeyInfo. */
  readonly publicKey: Uint8Array;
  readonly extensions: readonly ExtensionDefinition[];
  readonly signer: TestKey;
  /** AlgorithmIdentifier inside the signed part when it is to differ from the outer one. */
  readonly innerAlgorithm?: Uint8Array;
  /** One bit of the signature value flipped. */
  readonly brokenSignature?: boolean;
}

/** The DER of a certificate. */
export async function issueCertificate(template: CertificateTemplate): Promise<Uint8Array> {
  const { signer, version } = template;
  const signed = encode(
    sequence(
      ...(version === 3 ? [context(0, integer(2))] : []),
      integerContent(template.serialNumber),
      template.innerAlgorithm ?? signer.algorithmIdentifier,
      template.issuer,
      sequence(time(template.notBefore), time(template.notAfter)),
      template.subject,
      template.publicKey,
      ...(version === 3 && template.extensions.length > 0
        ? [context(3, sequence(...template.extensions.map(encodeExtension)))]
        : []),
    ),
  );
  const value = Uint8Array.from(await signer.sign(signed));
  if (template.brokenSignature) value[value.length - 1] = (value[value.length - 1] ?? 0) ^ 1;
  return encode(sequence(signed, signer.algorithmIdentifier, bitString(value)));
}
