/**
 * Distribution points of CRLs (RFC 5280 §4.2.1.13), in certificates and in CRLs.
 *
 * @module
 */
import * as OID from '../asn1/oids.ts';
import type { DerReader } from '../asn1/reader.ts';
import type { Certificate } from './certificate.ts';
import { decodeExtension, type WithExtensions } from './extensions.ts';
import { type GeneralName, readGeneralNames } from './general-name.ts';
import { type NameAttribute, parseRdn } from './name.ts';

/** Where a CRL is published. */
export interface DistributionPointName {
  readonly fullName: readonly GeneralName[];
  /** Name relative to the issuer of the CRL. */
  readonly relativeName?: readonly NameAttribute[];
}

/** Where and by whom a CRL is published. */
export interface DistributionPoint extends DistributionPointName {
  /** Bits of the reasons covered; absent: all. */
  readonly reasons?: Uint8Array;
  readonly cRLIssuer: readonly GeneralName[];
}

/** Reads a DistributionPointName, all that stands inside its explicit tag (RFC 5280 §4.2.1.13). */
export function readDistributionPointName(reader: DerReader): DistributionPointName {
  const name = reader.has(0xa0)
    ? { fullName: readGeneralNames(reader.context(0, 'fullName')) }
    : { fullName: [], relativeName: parseRdn(reader.context(1, 'nameRelativeToCRLIssuer')) };
  reader.end();
  return name;
}

/** cRLDistributionPoints (RFC 5280 §4.2.1.13). */
export function crlDistributionPoints(certificate: Certificate): readonly DistributionPoint[] | undefined {
  return decodeExtension(certificate, OID.cRLDistributionPoints, 'cRLDistributionPoints', readPoints);
}

/** freshestCRL of a certificate or CRL: where delta CRLs are (RFC 5280 §4.2.1.15, §5.2.6). */
export function freshestCrl(holder: WithExtensions): readonly DistributionPoint[] | undefined {
  return decodeExtension(holder, OID.freshestCRL, 'freshestCRL', readPoints);
}

function readPoints(outer: DerReader): readonly DistributionPoint[] {
  const reader = outer.sequence('CRLDistributionPoints');
  const points: DistributionPoint[] = [];
  while (!reader.atEnd) points.push(readDistributionPoint(reader.sequence('DistributionPoint')));
  return points;
}

function readDistributionPoint(reader: DerReader): DistributionPoint {
  const name = reader.has(0xa0)
    ? readDistributionPointName(reader.context(0, 'distributionPoint'))
    : { fullName: [] };
  const reasons = reader.has(0x81) ? reader.bitString('reasons', 0x81).bytes : undefined;
  const cRLIssuer = reader.has(0xa2) ? readGeneralNames(reader.context(2, 'cRLIssuer')) : [];
  reader.end();
  return { ...name, cRLIssuer, ...(reasons && { reasons }) };
}
