import { toHex, utf8 } from '@eseal/core';
import { DerReader, OID, TAG } from '@eseal/core/asn1';
import { type Attribute, readAttributes, signingTime, singleValue } from '@eseal/core/cms';
import { digestBytes } from '@eseal/core/crypto';
import { parseCertificate } from '@eseal/core/x509';
import { createGoodWorld } from '@eseal/testkit';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  buildCertificateReference,
  buildSignedAttributes,
  type SignedAttributesFields,
} from './signed-attributes.ts';
import { COMMITMENT_TYPES } from './statements.ts';

let fields: SignedAttributesFields;
beforeAll(async () => {
  const certificate = parseCertificate((await createGoodWorld()).chain[0]);
  const certificateReference = await buildCertificateReference(certificate, 'ecdsa-sha256');
  const contentDigest = await digestBytes('SHA-256', utf8('請求書'));
  fields = { contentDigest, certificateReference, signingTime: new Date('2026-11-01T09:00:00Z') };
});

const read = (set: Uint8Array): readonly Attribute[] =>
  readAttributes(DerReader.over(set, 'signedAttrs').set('signedAttrs'));

const value = (more: Partial<SignedAttributesFields>, type: string): DerReader =>
  DerReader.over(
    singleValue(read(buildSignedAttributes({ ...fields, ...more })), type) ?? new Uint8Array(),
    type,
  );

describe('the signed attributes of a seal', () => {
  it('are content type, digest, certificate and time, in the order of DER', () => {
    const attributes = read(buildSignedAttributes(fields));
    expect(attributes.map(({ type }) => type)).toEqual([
      OID.contentType,
      OID.signingTime,
      OID.messageDigest,
      OID.signingCertificateV2,
    ]);
    expect(signingTime(attributes)).toEqual(fields.signingTime);
  });

  it('have no time where the format states it elsewhere', () => {
    const { signingTime: _, ...untimed } = fields;
    expect(read(buildSignedAttributes(untimed)).map(({ type }) => type)).not.toContain(OID.signingTime);
  });

  it('are always in the order of DER (X.690 §11.6)', () => {
    const texts = fc.option(fc.string({ minLength: 1, maxLength: 80 }), { nil: undefined });
    fc.assert(
      fc.property(texts, texts, (locality, mimeType) => {
        const bytes = buildSignedAttributes({
          ...fields,
          ...(locality !== undefined && { signerLocation: { locality } }),
          ...(mimeType !== undefined && { mimeType }),
        });
        const raws = read(bytes).map(({ raw }) => toHex(raw));
        expect(raws).toEqual([...raws].sort());
      }),
    );
  });

  it('are as long for any digest, and for any time before 2050', () => {
    const other = { contentDigest: new Uint8Array(32), signingTime: new Date('2049-12-31T23:59:59Z') };
    expect(buildSignedAttributes({ ...fields, ...other })).toHaveLength(buildSignedAttributes(fields).length);
  });

  it('name the media type and the commitments', () => {
    expect(value({ mimeType: 'text/csv' }, OID.mimeType).content(TAG.utf8String, 'mime')).toEqual(
      utf8('text/csv'),
    );
    const { proofOfOrigin, proofOfCreation } = COMMITMENT_TYPES;
    const [commitments] = read(
      buildSignedAttributes({ ...fields, commitmentTypes: [proofOfOrigin, proofOfCreation] }),
    ).filter(({ type }) => type === OID.commitmentTypeIndication);
    const oids = commitments?.values.map((one) =>
      DerReader.over(one, 'indication').sequence('indication').objectIdentifier('commitmentTypeId'),
    );
    expect(oids?.sort()).toEqual([proofOfOrigin, proofOfCreation].sort());
  });

  it('state the place with explicit tags (RFC 5126 §5.11.2)', () => {
    const signerLocation = { country: 'JP', locality: '東京都', postalAddress: ['千代田区', '1-1'] };
    const place = value({ signerLocation }, OID.signerLocation).sequence('SignerLocation');
    const text = (reader: DerReader): string =>
      new TextDecoder().decode(reader.content(TAG.utf8String, 'text'));
    expect(text(place.context(0, 'countryName'))).toBe('JP');
    expect(text(place.context(1, 'localityName'))).toBe('東京都');
    const lines = place.context(2, 'postalAddress').sequence('PostalAddress');
    expect([text(lines), text(lines)]).toEqual(['千代田区', '1-1']);
    place.end();
  });

  it('state the policy with its digest and address', () => {
    const digest = { algorithm: 'SHA-256', value: new Uint8Array(32).fill(5) } as const;
    const signaturePolicy = { oid: '1.2.392.1', digest, uri: 'https://example.jp/policy.pdf' };
    const policy = value({ signaturePolicy }, OID.signaturePolicyIdentifier).sequence('SignaturePolicyId');
    expect(policy.objectIdentifier('sigPolicyId')).toBe('1.2.392.1');
    const hash = policy.sequence('sigPolicyHash');
    expect(hash.sequence('hashAlgorithm').objectIdentifier('algorithm')).toBe('2.16.840.1.101.3.4.2.1');
    expect(hash.octetString('hashValue')).toEqual(digest.value);
    const qualifier = policy.sequence('sigPolicyQualifiers').sequence('SigPolicyQualifierInfo');
    expect(qualifier.objectIdentifier('sigPolicyQualifierId')).toBe(OID.spUri);
    expect(qualifier.content(TAG.ia5String, 'spuri')).toEqual(utf8(signaturePolicy.uri));
    policy.end();
  });

  it('name another content type where the content has it', () => {
    const reader = value({ contentType: OID.signedData }, OID.contentType);
    expect(reader.objectIdentifier('contentType')).toBe(OID.signedData);
  });
});
