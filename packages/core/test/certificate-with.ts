/** Certificates for tests that look at names and extensions only: their key and signature value mean nothing. */
import * as OID from '../src/asn1/oids.ts';
import {
  bitString,
  boolean,
  context,
  type DerPart,
  encode,
  integer,
  objectIdentifier,
  octetString,
  sequence,
  setOf,
  time,
  utf8String,
} from '../src/asn1/writer.ts';
import { type Certificate, parseCertificate } from '../src/x509/certificate.ts';

/** An attribute: its type and a text, or the DER of its value. */
export type TestAttribute = readonly [type: string, value: string | Uint8Array];

/** What is said about the subject. */
export interface CertificateParts {
  /** Relative distinguished names, each with one attribute or several. */
  readonly subject?: readonly (readonly TestAttribute[])[];
  readonly extensions?: readonly {
    readonly oid: string;
    readonly value: Uint8Array;
    readonly critical?: boolean;
  }[];
}

/** DER of a Name. */
export function encodeTestName(rdns: readonly (readonly TestAttribute[])[]): Uint8Array {
  const value = (given: string | Uint8Array): DerPart =>
    typeof given === 'string' ? utf8String(given) : given;
  return encode(
    sequence(
      rdns.map((rdn) => setOf(rdn.map(([type, given]) => sequence([objectIdentifier(type), value(given)])))),
    ),
  );
}

/** DER of a subjectAltName with directory names. */
export function directoryNames(...names: readonly (readonly (readonly TestAttribute[])[])[]): Uint8Array {
  return encode(sequence(names.map((name) => context(4, [encodeTestName(name)]))));
}

/** A parsed certificate with this subject and these extensions. */
export function certificateWith({ subject = [], extensions = [] }: CertificateParts): Certificate {
  const algorithm = sequence([objectIdentifier(OID.ed25519)]);
  const name = encodeTestName([[[OID.commonName, 'Test CA']]]);
  const list = extensions.map(({ oid, value, critical = false }) =>
    sequence([objectIdentifier(oid), ...(critical ? [boolean(true)] : []), octetString(value)]),
  );
  const validity = [time(new Date('2026-01-01T00:00:00Z')), time(new Date('2028-01-01T00:00:00Z'))];
  const tbs = sequence([
    context(0, [integer(2)]),
    integer(1),
    algorithm,
    name,
    sequence(validity),
    encodeTestName(subject),
    sequence([algorithm, bitString(new Uint8Array(32))]),
    ...(list.length > 0 ? [context(3, [sequence(list)])] : []),
  ]);
  return parseCertificate(encode(sequence([tbs, algorithm, bitString(new Uint8Array(64))])));
}
