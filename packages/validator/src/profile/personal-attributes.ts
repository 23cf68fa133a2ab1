/**
 * Attributes of natural persons in a subject: a seal belongs to an organisation (Guidelines on e-Seal, MIC, 2nd edition, §1.2).
 *
 * @module
 */
import { OID } from '@eseal/core/asn1';
import type { Certificate } from '@eseal/core/x509';

/** pseudonym (RFC 3739 §3.1.2). */
const PSEUDONYM = '2.5.4.65';

const ATTRIBUTES: Readonly<Record<string, string>> = {
  givenName: OID.givenName,
  surname: OID.surname,
  pseudonym: PSEUDONYM,
};

/** Names of the attributes of a person that the subject has. */
export function personalAttributes({ subject }: Certificate): readonly string[] {
  const types = subject.rdns.flat().map(({ type }) => type);
  return Object.entries(ATTRIBUTES).flatMap(([name, oid]) => (types.includes(oid) ? [name] : []));
}
