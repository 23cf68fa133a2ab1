import { encode, OID, objectIdentifier, sequence } from '@eseal/core/asn1';
import { describe, expect, it } from 'vitest';
import { certificateOf, goodWorld } from '../../test/judging.ts';
import { certificateKind, judgeKind } from './kind.ts';

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

describe('judgeKind', () => {
  const policy = { evidence: 'policy', kind: 'eseal' } as const;
  const service = { evidence: 'service', kind: 'eseal' } as const;
  const statement = { evidence: 'qc-type', kind: 'esign' } as const;

  it('is what everybody agrees on, and who says so', () => {
    const agreed = { kind: 'eseal', evidence: ['policy', 'service'], contradictory: false };
    expect(judgeKind([policy, service, policy])).toEqual(agreed);
    expect(judgeKind([statement])).toEqual({ kind: 'esign', evidence: ['qc-type'], contradictory: false });
  });

  it('is not known by silence, nor by contradiction', () => {
    expect(judgeKind([])).toEqual({ kind: 'unknown', evidence: [], contradictory: false });
    const contradiction = { kind: 'unknown', evidence: ['policy', 'qc-type'], contradictory: true };
    expect(judgeKind([policy, statement])).toEqual(contradiction);
  });

  it('takes a person in the subject against a seal, and for nothing', () => {
    expect(judgeKind([policy], true)).toMatchObject({ kind: 'unknown', contradictory: true });
    expect(judgeKind([statement], true)).toMatchObject({ kind: 'esign', contradictory: false });
    expect(judgeKind([], true)).toMatchObject({ kind: 'unknown', contradictory: false });
  });
});
