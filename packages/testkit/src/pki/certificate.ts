/** Certificates from their parts (RFC 5280 §4.1). */

import type { SignatureAlgorithm } from '@eseal/core/crypto';
import { bitString, context, encode, integer, integerContent, sequence, time } from '../der.ts';
import { flipBit } from '../tamper.ts';
import { type ExtensionDefinition, encodeExtension } from './extensions.ts';
import type { TestKey } from './key.ts';
import { signatureAlgorithmIdentifier } from './signature-algorithms.ts';

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
  /** What the signer signs with. Default its usual algorithm. */
  readonly signatureAlgorithm?: SignatureAlgorithm;
  /** AlgorithmIdentifier inside the signed part when it is to differ from the outer one. */
  readonly innerAlgorithm?: Uint8Array;
  /** One bit of the signature value flipped. */
  readonly brokenSignature?: boolean;
}

/** The DER of a certificate. */
export async function issueCertificate(template: CertificateTemplate): Promise<Uint8Array> {
  const { signer, version, signatureAlgorithm = signer.algorithms[0] } = template;
  const algorithm = signatureAlgorithmIdentifier(signatureAlgorithm);
  const signed = encode(
    sequence(
      ...(version === 3 ? [context(0, integer(2))] : []),
      integerContent(template.serialNumber),
      template.innerAlgorithm ?? algorithm,
      template.issuer,
      sequence(time(template.notBefore), time(template.notAfter)),
      template.subject,
      template.publicKey,
      ...(version === 3 && template.extensions.length > 0
        ? [context(3, sequence(...template.extensions.map(encodeExtension)))]
        : []),
    ),
  );
  const value = await signer.sign(signed, signatureAlgorithm);
  return encode(
    sequence(signed, algorithm, bitString(template.brokenSignature ? flipBit(value, -1) : value)),
  );
}
