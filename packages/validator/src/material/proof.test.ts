import type { ValidationMaterial } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { certificateOf, GOOD, goodWorld, judging, NOW } from '../../test/judging.ts';
import { validateCertificatePath } from '../blocks/certificate-validation.ts';
import type { RevocationStatus } from '../revocation/status.ts';
import { materialOf, type Proof, proofOf, sourceOf } from './proof.ts';

const NOTHING: ValidationMaterial = { certificates: [], crls: [], ocspResponses: [] };
const bytes = (value: number): Uint8Array => Uint8Array.of(value);

const proof = (...values: readonly number[]): Proof => ({
  certificates: values.map(bytes),
  evidence: values.map((value) => ({ kind: 'crl', encoded: bytes(value) })),
  sources: [],
});

describe('the proof of a certificate', () => {
  it('holds its path with the anchor, and of each status the evidence and who signed that, however deep', async () => {
    const world = await goodWorld();
    const certificate = certificateOf(world.seal);
    const validation = await validateCertificatePath(certificate, 'seal', judging(world, [world.seal]));
    const status = (value: number, signerRevocation: typeof validation.revocation): RevocationStatus => {
      const signerChain = signerRevocation.map((one) => one.certificate);
      const evidence = { kind: 'ocsp', encoded: bytes(value) } as const;
      const { signatureAlgorithm: algorithm, publicKey: key } = certificate;
      const decidedBy = [{ evidence, signature: { algorithm, key }, signerChain, signerRevocation }];
      return { kind: 'good', source: { kind: 'ocsp', thisUpdate: NOW, nextUpdate: undefined, decidedBy } };
    };
    const signer = { certificate: certificateOf(world.ocsp), status: status(2, []) };
    const revocation = [
      { certificate, status: status(1, [signer]) },
      { certificate, status: status(1, [signer]) },
    ];
    const path = [world.seal, world.issuingCa, world.root].map((one) => one.certificate);
    const proven = proofOf({ ...validation, revocation });
    expect(proven.certificates).toEqual([...path, world.ocsp.certificate]);
    expect(proven.evidence.map(({ encoded }) => encoded)).toEqual([bytes(1), bytes(2)]);
    expect(proofOf({ ...validation, revocation: [] })).toMatchObject({ certificates: path, evidence: [] });
  });

  it('has a source for a status that was learned, and none for one that was not', () => {
    expect(sourceOf(GOOD)).toMatchObject({ thisUpdate: NOW });
    expect(sourceOf({ kind: 'unknown', unused: [] })).toBeUndefined();
  });
});

describe('the material of proofs', () => {
  it('is given once, and not where the container has it already', () => {
    const proofs = [proof(1, 2), proof(2, 3)];
    const all = [bytes(1), bytes(2), bytes(3)];
    expect(materialOf(proofs, NOTHING)).toEqual({ certificates: all, crls: all, ocspResponses: [] });
    const present = { ...NOTHING, certificates: [bytes(2)], crls: all };
    expect(materialOf(proofs, present)).toEqual({ ...NOTHING, certificates: [bytes(1), bytes(3)] });
  });

  it('is not there already when the same bytes stand among another kind', () => {
    const present = { ...NOTHING, ocspResponses: [bytes(1)] };
    expect(materialOf([proof(1)], present).crls).toEqual([bytes(1)]);
  });
});
