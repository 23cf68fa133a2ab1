/**
 * The policy that a signature names, with the document where it carries that (EN 319 122-1 §5.2.9, §5.2.10).
 *
 * @module
 */
import { readable } from '@eseal/core';
import { DerReader, decodeText, OID, TAG } from '@eseal/core/asn1';
import { type Attribute, findAttributes, singleValue } from '@eseal/core/cms';
import type { SignaturePolicyReference } from '@eseal/core/container';
import { digestByOid } from '@eseal/core/crypto';
import { SIGNATURE_POLICY_STORE, USER_NOTICE } from './signature-policy.ts';

type ExplicitPolicy = Extract<SignaturePolicyReference, { readonly kind: 'explicit' }>;

/** Reads the signature-policy-identifier, and the store beside the signature value; `undefined` when none is named. */
export function readSignaturePolicy(
  signed: readonly Attribute[],
  unsigned: readonly Attribute[],
): SignaturePolicyReference | undefined {
  if (findAttributes(signed, OID.signaturePolicyIdentifier).length === 0) return undefined;
  const value = singleValue(signed, OID.signaturePolicyIdentifier);
  const policy = value && readable(() => readPolicy(value, readStore(unsigned)));
  return policy ?? { kind: 'unreadable' };
}

function readPolicy(value: Uint8Array, document: Uint8Array | undefined): SignaturePolicyReference {
  const outer = DerReader.over(value, 'SignaturePolicy');
  if (outer.has(TAG.null)) {
    outer.null('signaturePolicyImplied');
    outer.end();
    return { kind: 'implied' };
  }
  const reader = outer.sequence('signaturePolicyId');
  outer.end();
  const identifier = reader.objectIdentifier('sigPolicyId');
  const { digestAlgorithm, digest } = readHash(reader);
  const qualifiers = readQualifiers(reader);
  return {
    kind: 'explicit',
    identifier,
    digestAlgorithm,
    digest,
    ...qualifiers,
    document,
    transforms: undefined,
  };
}

/** SigPolicyHash; TS 101 733 §5.8.1 demands it, and some signatures lack it. */
function readHash(reader: DerReader): Pick<ExplicitPolicy, 'digest' | 'digestAlgorithm'> {
  const absent = { digestAlgorithm: undefined, digest: undefined };
  if (reader.atEnd) return absent;
  const hash = reader.sequence('sigPolicyHash');
  if (!hash.has(TAG.sequence)) return absent;
  const algorithm = hash.sequence('hashAlgorithm').objectIdentifier('algorithm');
  return { digestAlgorithm: digestByOid(algorithm)?.name, digest: hash.octetString('hashValue') };
}

function readQualifiers(
  reader: DerReader,
): Pick<ExplicitPolicy, 'location' | 'noticeNumbers' | 'userNotice'> {
  let location: string | undefined;
  let notice: ReturnType<typeof readNotice> = { userNotice: undefined, noticeNumbers: [] };
  const qualifiers = reader.atEnd ? undefined : reader.sequence('sigPolicyQualifiers');
  while (qualifiers !== undefined && !qualifiers.atEnd) {
    const qualifier = qualifiers.sequence('SigPolicyQualifierInfo');
    const type = qualifier.objectIdentifier('sigPolicyQualifierId');
    if (type === OID.spUri) location ??= readText(qualifier);
    else if (type === USER_NOTICE) notice = readNotice(qualifier);
  }
  reader.end();
  return { location, ...notice };
}

/** SPUserNotice: the reference to a notice, and its text, each where there is one. */
function readNotice(qualifier: DerReader): Pick<ExplicitPolicy, 'noticeNumbers' | 'userNotice'> {
  const notice = qualifier.sequence('SPUserNotice');
  const noticeNumbers: number[] = [];
  if (notice.has(TAG.sequence)) {
    const reference = notice.sequence('noticeRef');
    readText(reference);
    const numbers = reference.sequence('noticeNumbers');
    while (!numbers.atEnd) noticeNumbers.push(numbers.smallInteger('noticeNumber'));
  }
  return { userNotice: notice.atEnd ? undefined : readText(notice), noticeNumbers };
}

function readText(reader: DerReader): string | undefined {
  const tag = reader.peekTag() ?? TAG.utf8String;
  return decodeText(tag, reader.content(tag, 'text'));
}

/** SignaturePolicyStore: the document itself; a store that only says where the document is has none. */
function readStore(unsigned: readonly Attribute[]): Uint8Array | undefined {
  const value = singleValue(unsigned, SIGNATURE_POLICY_STORE);
  return (
    value &&
    readable(() => {
      const store = DerReader.over(value, 'SignaturePolicyStore').sequence('SignaturePolicyStore');
      store.raw('spDocSpec');
      return store.has(TAG.octetString) ? store.octetString('spDocument') : undefined;
    })
  );
}
