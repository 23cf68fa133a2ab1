/**
 * issuingDistributionPoint: which certificates and reasons a CRL covers (RFC 5280 §5.2.5).
 *
 * @module
 */
import type { DerReader } from '../asn1/reader.ts';
import { type DistributionPointName, readDistributionPointName } from '../x509/distribution-points.ts';

/** issuingDistributionPoint (RFC 5280 §5.2.5). */
export interface IssuingDistributionPoint {
  readonly distributionPoint: DistributionPointName | undefined;
  readonly onlyContainsUserCerts: boolean;
  readonly onlyContainsCACerts: boolean;
  /** Bits of the reasons covered; `undefined`: all. */
  readonly onlySomeReasons: Uint8Array | undefined;
  /** Entries may be of other issuers than the CRL's own. */
  readonly indirectCRL: boolean;
  readonly onlyContainsAttributeCerts: boolean;
}

/** Reads the extension's value. */
export function readIssuingDistributionPoint(outer: DerReader): IssuingDistributionPoint {
  const reader = outer.sequence('IssuingDistributionPoint');
  const flag = (tag: number, name: string): boolean => reader.has(tag) && reader.boolean(name, tag);
  const distributionPoint = reader.has(0xa0)
    ? readDistributionPointName(reader.context(0, 'distributionPoint'))
    : undefined;
  const onlyContainsUserCerts = flag(0x81, 'onlyContainsUserCerts');
  const onlyContainsCACerts = flag(0x82, 'onlyContainsCACerts');
  const onlySomeReasons = reader.has(0x83) ? reader.bitString('onlySomeReasons', 0x83).bytes : undefined;
  const indirectCRL = flag(0x84, 'indirectCRL');
  const onlyContainsAttributeCerts = flag(0x85, 'onlyContainsAttributeCerts');
  reader.end();
  return {
    distributionPoint,
    onlyContainsUserCerts,
    onlyContainsCACerts,
    onlySomeReasons,
    indirectCRL,
    onlyContainsAttributeCerts,
  };
}
