import { OID } from '@eseal/core/asn1';
import type { SignerInfo } from '@eseal/core/cms';
import { describe, expect, it } from 'vitest';
import { type SealFormFacts, sealForm } from './seal-form.ts';

const attributes = (types: readonly string[]) =>
  types.map((type) => ({ type, raw: new Uint8Array(), values: [] }));

/** Facts of a B-B seal with these attributes. */
function form(
  changes: Partial<SealFormFacts> = {},
  signed: readonly string[] = [],
  unsigned: readonly string[] = [],
) {
  const signer = {
    signedAttributes: attributes(signed),
    unsignedAttributes: attributes(unsigned),
  } as unknown as SignerInfo;
  return sealForm({
    subFilter: 'ETSI.CAdES.detached',
    signer,
    isCades: true,
    hasTime: true,
    hasReason: false,
    hasCertificateEntry: false,
    documentTimestamps: 0,
    hasMaterial: false,
    isArchived: false,
    ...changes,
  });
}

const STAMP = [OID.signatureTimestamp];

describe('the form of a seal in a PDF', () => {
  it('rises with what is added', () => {
    expect(form()).toBe('B-B');
    expect(form({}, [], STAMP)).toBe('B-T');
    expect(form({ documentTimestamps: 1 })).toBe('B-T');
    expect(form({ hasMaterial: true }, [], STAMP)).toBe('B-LT');
    expect(form({ hasMaterial: true, documentTimestamps: 1, isArchived: true }, [], STAMP)).toBe('B-LTA');
    expect(form({ hasMaterial: true, documentTimestamps: 2, isArchived: true })).toBe('B-LTA');
  });

  it('does not rise by material without a time, nor by one timestamp for two purposes', () => {
    expect(form({ hasMaterial: true })).toBe('B-B');
    expect(form({ hasMaterial: true, documentTimestamps: 1, isArchived: true })).toBe('B-LT');
  });

  it.each<[string, Partial<SealFormFacts>, readonly string[]]>([
    ['a signing-time attribute', {}, [OID.signingTime]],
    ['a signer-location attribute', {}, [OID.signerLocation]],
    ['no /M', { hasTime: false }, []],
    ['/Cert', { hasCertificateEntry: true }, []],
    ['/Reason beside a commitment', { hasReason: true }, [OID.commitmentTypeIndication]],
  ])('is not that of the baseline with %s', (_, changes, signed) => {
    expect(form(changes, signed, STAMP)).toBe('BES');
  });

  it('is EPES with a policy, LTV when archived', () => {
    expect(form({}, [OID.signingTime, OID.signaturePolicyIdentifier])).toBe('EPES');
    expect(form({ hasReason: true }, [OID.signingTime, OID.signaturePolicyIdentifier])).toBe('BES');
    expect(form({ hasMaterial: true, isArchived: true }, [OID.signingTime])).toBe('LTV');
  });

  it('of PKCS #7 has names of its own', () => {
    const legacy = { subFilter: 'adbe.pkcs7.detached', isCades: false };
    expect(form(legacy)).toBe('NOT-ETSI');
    expect(form(legacy, [], STAMP)).toBe('T');
    expect(form({ ...legacy, hasMaterial: true, documentTimestamps: 1, isArchived: true })).toBe('LT');
    expect(form({ ...legacy, hasMaterial: true, documentTimestamps: 1, isArchived: true }, [], STAMP)).toBe(
      'A',
    );
  });

  it('is none of ETSI with several signers, or a CMS that is no CAdES', () => {
    expect(form({ signer: undefined })).toBe('NOT-ETSI');
    expect(form({ isCades: false })).toBe('NOT-ETSI');
  });
});
