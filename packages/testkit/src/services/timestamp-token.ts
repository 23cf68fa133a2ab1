/**
 * Time-stamp tokens (RFC 3161 §2.4.2): a TSTInfo inside SignedData, with DER signed attributes in order.
 *
 * @module
 */
import type { SignatureAlgorithm } from '@eseal/core/crypto';
import {
  boolean,
  context,
  contextPrimitive,
  type Der,
  encode,
  generalizedTime,
  integer,
  integerContent,
  objectIdentifier,
  octetString,
  sequence,
  setOf,
} from '../der.ts';
import type { Entity } from '../pki/define.ts';
import { signatureAlgorithmIdentifier } from '../pki/signature-algorithms.ts';
import { flipBit } from '../tamper.ts';
import { DIGEST_OIDS, digest, digestAlgorithmIdentifier, type WebDigest } from './digests.ts';

/** What a token says, and how it is made. */
export interface TimestampTokenTemplate {
  readonly policy: string;
  /** AlgorithmIdentifier of the message imprint, as the request had it. */
  readonly imprintAlgorithm: Uint8Array;
  readonly imprint: Uint8Array;
  readonly serialNumber: Uint8Array;
  readonly time: Date;
  /** Content octets of the nonce INTEGER. */
  readonly nonce?: Uint8Array;
  /** Accuracy in milliseconds. */
  readonly accuracy?: number;
  readonly ordering?: boolean;
  /** Names the authority in `tsa`. */
  readonly namesAuthority?: boolean;
  readonly authority: Entity;
  /** Certificates put into the token. */
  readonly certificates: readonly Uint8Array[];
  /** Certificate the ESSCertIDv2 refers to. Default the authority's. */
  readonly referenced?: Entity;
  readonly brokenSignature?: boolean;
}

const ID_SIGNED_DATA = '1.2.840.113549.1.7.2';
const ID_TST_INFO = '1.2.840.113549.1.9.16.1.4';

/** The DER of a TimeStampToken. */
export async function issueTimestampToken(template: TimestampTokenTemplate): Promise<Uint8Array> {
  const { key } = template.authority;
  const info = encode(timestampInfo(template));
  const algorithm = digestBeside(key.algorithms[0]);
  const attributes = await signedAttributes(info, algorithm, template.referenced ?? template.authority);
  const signature = await key.sign(encode(setOf(attributes)));
  const digestAlgorithm = digestAlgorithmIdentifier(DIGEST_OIDS[algorithm]);
  const signerInfo = sequence(
    integer(1),
    sequence(issuerName(template.authority), integerContent(template.authority.serialNumber)),
    digestAlgorithm,
    setOf(attributes, 0),
    signatureAlgorithmIdentifier(key.algorithms[0]),
    octetString(template.brokenSignature ? flipBit(signature, -1) : signature),
  );
  const signedData = sequence(
    integer(3),
    setOf([digestAlgorithm]),
    sequence(objectIdentifier(ID_TST_INFO), context(0, octetString(info))),
    ...(template.certificates.length > 0 ? [setOf(template.certificates, 0)] : []),
    setOf([signerInfo]),
  );
  return encode(sequence(objectIdentifier(ID_SIGNED_DATA), context(0, signedData)));
}

/** RFC 3161 §2.4.2; DEFAULT FALSE of `ordering` is left out (X.690 §11.5). */
function timestampInfo(template: TimestampTokenTemplate): Der {
  const { accuracy, nonce, ordering, namesAuthority, authority } = template;
  return sequence(
    integer(1),
    objectIdentifier(template.policy),
    sequence(template.imprintAlgorithm, octetString(template.imprint)),
    integer(template.serialNumber),
    generalizedTime(template.time),
    ...(accuracy === undefined ? [] : [accuracyOf(accuracy)]),
    ...(ordering ? [boolean(true)] : []),
    ...(nonce === undefined ? [] : [integerContent(nonce)]),
    ...(namesAuthority ? [context(0, context(4, authority.subject))] : []),
  );
}

function accuracyOf(milliseconds: number): Der {
  const seconds = Math.floor(milliseconds / 1000);
  const rest = milliseconds % 1000;
  return sequence(
    ...(seconds > 0 ? [integer(seconds)] : []),
    ...(rest > 0
      ? [contextPrimitive(0, rest < 128 ? Uint8Array.of(rest) : Uint8Array.of(rest >> 8, rest & 0xff))]
      : []),
  );
}

async function signedAttributes(
  info: Uint8Array,
  algorithm: WebDigest,
  referenced: Entity,
): Promise<readonly Der[]> {
  const certificateHash = await digest('SHA-256', referenced.certificate);
  // RFC 5035 §3: SHA-256 is the DEFAULT of hashAlgorithm and so left out.
  const reference = sequence(
    octetString(certificateHash),
    sequence(sequence(context(4, issuerName(referenced))), integerContent(referenced.serialNumber)),
  );
  return [
    attribute('1.2.840.113549.1.9.3', objectIdentifier(ID_TST_INFO)),
    attribute('1.2.840.113549.1.9.4', octetString(await digest(algorithm, info))),
    attribute('1.2.840.113549.1.9.16.2.47', sequence(sequence(reference))),
  ];
}

function attribute(type: string, value: Der): Der {
  return sequence(objectIdentifier(type), setOf([value]));
}

function issuerName(entity: Entity): Uint8Array {
  return entity.issuer?.subject ?? entity.subject;
}

/** The digest of the signed attributes' messageDigest: the signature's own; SHA-512 beside Ed25519 (RFC 8419 §3.1). */
function digestBeside(algorithm: SignatureAlgorithm): WebDigest {
  if (algorithm === 'ed25519' || algorithm.endsWith('-sha512')) return 'SHA-512';
  return algorithm.endsWith('-sha384') ? 'SHA-384' : 'SHA-256';
}
