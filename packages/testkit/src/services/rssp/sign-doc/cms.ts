/**
 * CMS as `signatures/signDoc` makes it: CAdES B-B (EN 319 122-1 §6.3), or what goes into a PDF (EN 319 142-1 §6.3).
 *
 * @module
 */
import { parseCertificate } from '@eseal/core/x509';
import {
  context,
  type Der,
  encode,
  integer,
  integerContent,
  nullValue,
  objectIdentifier,
  octetString,
  sequence,
  setOf,
  time,
} from '../../../der.ts';
import { digest, digestAlgorithmIdentifier } from '../../digests.ts';
import type { SignatureTerms } from '../algorithms.ts';
import type { HashOid } from '../keys/rssp-key.ts';
import { pssParameters } from '../pss-parameters.ts';
import type { DocumentToSign } from './read-sign-doc.ts';

const ID_DATA = '1.2.840.113549.1.7.1';
const ID_SIGNED_DATA = '1.2.840.113549.1.7.2';

/** The attributes that are signed. PDF forbids the time among them. */
export async function signedAttributes(
  { hash, format, properties }: DocumentToSign,
  certificate: Uint8Array,
  now: Date,
): Promise<readonly Der[]> {
  const reference = sequence(sequence(sequence(octetString(await digest('SHA-256', certificate)))));
  return [
    attribute('1.2.840.113549.1.9.3', objectIdentifier(ID_DATA)),
    attribute('1.2.840.113549.1.9.4', octetString(hash)),
    attribute('1.2.840.113549.1.9.16.2.47', reference),
    ...(format === 'C' ? [attribute('1.2.840.113549.1.9.5', time(now))] : []),
    ...properties.map(({ type, value }) => attribute(type, value)),
  ];
}

/** What a SignedData is made of. */
export interface SignedDataParts {
  readonly attributes: readonly Der[];
  readonly terms: SignatureTerms;
  readonly value: Uint8Array;
  /** The signer's certificate, then its issuers. */
  readonly certificates: readonly [Uint8Array, ...Uint8Array[]];
  /** What is signed, where it goes inside. */
  readonly content: Uint8Array | undefined;
  /** DER of a TimeStampToken over the value. */
  readonly timestamp: Uint8Array | undefined;
}

/** The DER of a ContentInfo with SignedData of one signer. */
export function encodeSignedData({
  attributes,
  terms,
  value,
  certificates,
  content,
  timestamp,
}: SignedDataParts): Uint8Array {
  const { issuer, serialNumber } = parseCertificate(certificates[0]);
  const digestAlgorithm = digestAlgorithmIdentifier(terms.hashOid);
  const signerInfo = sequence(
    integer(1),
    sequence(issuer.raw, integerContent(serialNumber)),
    digestAlgorithm,
    setOf(attributes, 0),
    ALGORITHM_IDENTIFIERS[terms.scheme](terms.hashOid),
    octetString(value),
    ...(timestamp === undefined ? [] : [setOf([attribute('1.2.840.113549.1.9.16.2.14', timestamp)], 1)]),
  );
  const signedData = sequence(
    integer(1),
    setOf([digestAlgorithm]),
    sequence(objectIdentifier(ID_DATA), ...(content === undefined ? [] : [context(0, octetString(content))])),
    setOf(certificates, 0),
    setOf([signerInfo]),
  );
  return encode(sequence(objectIdentifier(ID_SIGNED_DATA), context(0, signedData)));
}

function attribute(type: string, value: Der): Der {
  return sequence(objectIdentifier(type), setOf([value]));
}

const RSA_ENCRYPTION = sequence(objectIdentifier('1.2.840.113549.1.1.1'), nullValue());

const ECDSA_WITH: Readonly<Record<HashOid, string>> = {
  '2.16.840.1.101.3.4.2.1': '1.2.840.10045.4.3.2',
  '2.16.840.1.101.3.4.2.2': '1.2.840.10045.4.3.3',
  '2.16.840.1.101.3.4.2.3': '1.2.840.10045.4.3.4',
};

const ALGORITHM_IDENTIFIERS: Readonly<Record<SignatureTerms['scheme'], (hashOid: HashOid) => Der>> = {
  'rsa-pkcs1': () => RSA_ENCRYPTION,
  'rsa-bare': () => RSA_ENCRYPTION,
  'rsa-pss': (hashOid) => sequence(objectIdentifier('1.2.840.113549.1.1.10'), pssParameters(hashOid)),
  ecdsa: (hashOid) => sequence(objectIdentifier(ECDSA_WITH[hashOid])),
};
