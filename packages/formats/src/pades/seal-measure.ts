/**
 * What is the same for every seal of one certificate, and how much room its CMS takes.
 *
 * @module
 */
import type { PrepareContext } from '@eseal/core';
import { digestRow, signatureRow } from '@eseal/core/crypto';
import { type Certificate, isSelfIssued } from '@eseal/core/x509';
import { buildCertificateReference, buildSignedAttributes } from '../cades/signed-attributes.ts';
import { estimateSignedDataSize } from '../cades/signed-data.ts';
import type { PadesOptions } from './options.ts';

/** Measured once for a certificate, an algorithm and a source of timestamps. */
export interface SealMeasure {
  /** Certificates to carry, the seal's first. */
  readonly certificates: readonly [Certificate, ...Certificate[]];
  /** The signing-certificate-v2 attribute. */
  readonly certificateReference: Uint8Array;
  /** Upper bound of the CMS in bytes. */
  readonly room: number;
}

type Measured = Pick<PrepareContext, 'certificates' | 'algorithm' | 'timestampSize'>;

/** Measures seals, and remembers the last measure: a batch has one certificate. */
export function createSealMeasure(options: PadesOptions): (context: Measured) => Promise<SealMeasure> {
  let last: (Measured & { readonly result: Promise<SealMeasure> }) | undefined;
  return ({ certificates, algorithm, timestampSize }) => {
    const known =
      last?.certificates === certificates &&
      last.algorithm === algorithm &&
      last.timestampSize === timestampSize;
    if (last === undefined || !known) {
      const result = measureSeal(options, { certificates, algorithm, timestampSize });
      last = { certificates, algorithm, timestampSize, result };
    }
    return last.result;
  };
}

async function measureSeal(options: PadesOptions, context: Measured): Promise<SealMeasure> {
  const { algorithm, timestampSize } = context;
  const certificates = chooseCertificates(context.certificates, options.includeCertificates);
  const [certificate] = certificates;
  const certificateReference = await buildCertificateReference(certificate, algorithm);
  const { commitmentTypes = [], signaturePolicy } = options;
  const signedAttributesSize = buildSignedAttributes({
    contentDigest: new Uint8Array(digestRow(signatureRow(algorithm).digest).length),
    certificateReference,
    commitmentTypes,
    ...(signaturePolicy && { signaturePolicy }),
  }).length;
  const room = estimateSignedDataSize({
    algorithm,
    certificate,
    certificates,
    signedAttributesSize,
    timestampSize,
  });
  return { certificates, certificateReference, room };
}

function chooseCertificates(
  [seal, ...issuers]: readonly [Certificate, ...Certificate[]],
  choice: PadesOptions['includeCertificates'] = 'all',
): readonly [Certificate, ...Certificate[]] {
  if (choice === 'seal') return [seal];
  return [seal, ...(choice === 'all' ? issuers : issuers.filter((issuer) => !isSelfIssued(issuer)))];
}
