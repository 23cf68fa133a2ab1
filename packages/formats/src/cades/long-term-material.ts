/**
 * Whether a signature carries the revocation data for its own chain and those of its timestamps (EN 319 122-1 §6.3,
 * EN 319 132-1 §6.3). By form alone: it says nothing about whether the data hold.
 *
 * @module
 */
import { readable } from '@eseal/core';
import { matchesSid } from '@eseal/core/cms';
import type { ParsedTimestamp } from '@eseal/core/container';
import type { TimestampToken } from '@eseal/core/timestamp';
import type { Certificate } from '@eseal/core/x509';
import { type EmbeddedMaterial, readCertificates, readMaterial } from './material.ts';
import { isRevocationCovered } from './revocation-coverage.ts';

/** A token and what it is for. */
export interface KindOfStamp {
  readonly token: TimestampToken;
  readonly timestamp: Pick<ParsedTimestamp, 'type'>;
}

/**
 * Whether revocation data is there for everything that needs some; the last archive timestamp needs none yet.
 *
 * @param signing - the certificate of the signature, when it is known
 */
export function hasRevocationData(
  signing: Certificate | undefined,
  material: EmbeddedMaterial,
  timestamps: readonly KindOfStamp[],
): boolean {
  const stamps = withoutLastArchive(timestamps).map(({ token }) => readStamp(token));
  return isRevocationCovered(
    [...(signing === undefined ? [] : [signing]), ...stamps.flatMap(({ signers }) => signers)],
    [...readCertificates(material.certificates), ...stamps.flatMap((stamp) => stamp.certificates)],
    {
      crls: [...material.crls, ...stamps.flatMap((stamp) => stamp.crls)],
      ocspResponses: [...material.ocspResponses, ...stamps.flatMap((stamp) => stamp.ocspResponses)],
    },
  );
}

function withoutLastArchive(timestamps: readonly KindOfStamp[]): readonly KindOfStamp[] {
  const time = ({ token }: KindOfStamp): number => token.tstInfo.genTime.getTime();
  const last = timestamps
    .filter(({ timestamp }) => timestamp.type === 'archive')
    .reduce<KindOfStamp | undefined>(
      (latest, one) => (latest === undefined || time(one) >= time(latest) ? one : latest),
      undefined,
    );
  return timestamps.filter((one) => one !== last);
}

/** A token's signer and the material inside it. */
function readStamp({ signedData }: TimestampToken) {
  const attributes = signedData.signerInfos.flatMap((signer) => signer.unsignedAttributes);
  const material = readMaterial(signedData, attributes);
  const certificates = readCertificates(material.certificates);
  const signers = signedData.signerInfos.flatMap(({ sid }) =>
    certificates.filter((certificate) => readable(() => matchesSid(sid, certificate))),
  );
  return { ...material, certificates, signers };
}
