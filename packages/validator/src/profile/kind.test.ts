import { encode, OID, objectIdentifier, sequence } from '@eseal/core/asn1';
import { describe, expect, it } from 'vitest';
import { certificateOf, goodWorld } from '../../test/judging.ts';
import { certificateKind } from './kind.ts';

async function kindOf(...types: readonly string[]) {
  const info = sequence(types.map((type) => objectIdentifier(type)));
  return kindWith(encode(sequence([sequence([objectIdentifier(OID.qcType), info])])));
}

async function kindWith(value: Uint8Array) {
  const certificate = certificateOf((await goodWorld()).seal);
  const extensions = [...certificate.extensions, { oid: OID.qcStatements, critical: false, value }];
  return certificateKind({ ...certificate, extensions });
}

describe('certificateKind', () => {
  it('is what the statement QcType declares', async () => {
    expect(await kindOf(OID.qcTypeEseal)).toBe('eseal');
    expect(await kindOf(OID.qcTypeEsign)).toBe('esign');
  });

  it('is not known without a statement, with contradicting ones or others', async () => {
    expect(certificateKind(certificateOf((await goodWorld()).seal))).toBe('unknown');
    expect(await kindOf(OID.qcTypeEseal, OID.qcTypeEsign)).toBe('unknown');
    expect(await kindOf(OID.qcTypeWeb)).toBe('unknown');
    expect(await kindWith(Uint8Array.of(0x31, 0))).toBe('unknown');
  });
});
