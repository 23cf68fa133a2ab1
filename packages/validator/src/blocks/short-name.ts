import { OID } from '@eseal/core/asn1';
import { type Certificate, formatName, nameValues } from '@eseal/core/x509';

/** The common name where there is one: lists of whole names are hard to read. */
export function shortName({ subject }: Certificate): string {
  return nameValues(subject, OID.commonName)[0] ?? formatName(subject);
}
