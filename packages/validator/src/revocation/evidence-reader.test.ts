import { CoreError } from '@eseal/core';
import { flipBit, truncate } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { crlOf, responseOf } from '../../test/asking-status.ts';
import { parsedCrl } from '../../test/inquiring.ts';
import { certificateOf, goodWorld } from '../../test/judging.ts';
import { createEvidenceReader } from './evidence-reader.ts';
import type { RevocationEvidence } from './provider.ts';

describe('a reader of evidence', () => {
  it('reads equal bytes once, and others anew', async () => {
    const world = await goodWorld();
    const reader = createEvidenceReader(1);
    const evidence = await crlOf(world);
    const first = reader.read(evidence);
    expect(first.kind).toBe('crl');
    expect(reader.read(evidence)).toBe(first);
    expect(reader.read({ kind: 'crl', encoded: evidence.encoded.slice() })).toBe(first);
    expect(reader.read(await crlOf(world, { number: 11 }))).not.toBe(first);
  });

  it('reads the same bytes as what they are said to be, each for itself', async () => {
    const reader = createEvidenceReader(1);
    const { encoded } = await crlOf(await goodWorld());
    expect(reader.read({ kind: 'crl', encoded }).kind).toBe('crl');
    expect(reader.read({ kind: 'ocsp', encoded }).kind).toBe('unreadable');
    expect(reader.read({ kind: 'crl', encoded }).kind).toBe('crl');
  });

  it('says why bytes cannot be read', async () => {
    const world = await goodWorld();
    const reader = createEvidenceReader(1);
    const cut = ({ kind, encoded }: RevocationEvidence) => reader.read({ kind, encoded: truncate(encoded) });
    for (const evidence of [await crlOf(world), await responseOf(world)])
      expect(cut(evidence)).toMatchObject({ kind: 'unreadable', reason: expect.stringMatching(/./) });
  });

  it('verifies a signature under the key that made it, and under no other', async () => {
    const world = await goodWorld();
    const reader = createEvidenceReader(10);
    const crl = await parsedCrl(world);
    const key = certificateOf(world.issuingCa).publicKey;
    expect(await reader.verify(crl, key)).toBe(true);
    expect(await reader.verify(crl, certificateOf(world.root).publicKey)).toBe(false);
    expect(await reader.verify({ ...crl, tbs: flipBit(crl.tbs, 40) }, key)).toBe(false);
    const algorithm = { ...crl.signatureAlgorithm, oid: '2.999' };
    expect(await reader.verify({ ...crl, signatureAlgorithm: algorithm }, key)).toBe(false);
  });

  it('counts a signature once however often it is asked for, and ends with BUDGET_EXCEEDED', async () => {
    const world = await goodWorld();
    const reader = createEvidenceReader(1);
    const crl = await parsedCrl(world);
    const key = certificateOf(world.issuingCa).publicKey;
    expect([await reader.verify(crl, key), await reader.verify(crl, key)]).toEqual([true, true]);
    const beyond = async () => reader.verify({ ...crl }, key);
    await expect(beyond()).rejects.toThrow(CoreError);
    await expect(beyond()).rejects.toMatchObject({ code: 'BUDGET_EXCEEDED' });
  });

  it('passes over certificates of a response that cannot be read, and keeps the others', async () => {
    const world = await goodWorld();
    const certificates = [truncate(world.ocsp.certificate), world.ocsp.certificate];
    const reader = createEvidenceReader(1);
    const read = reader.read(await responseOf(world));
    const basic = read.kind === 'ocsp' ? read.response.basic : undefined;
    if (basic === undefined) throw new TypeError('the response has no answer');
    const found = reader.certificatesOf({ ...basic, certificates });
    expect(found.map(({ raw }) => raw)).toEqual([world.ocsp.certificate]);
  });

  it('looks at the first twenty certificates of a response, not at more', async () => {
    const world = await goodWorld();
    const reader = createEvidenceReader(1);
    const read = reader.read(await responseOf(world));
    const basic = read.kind === 'ocsp' ? read.response.basic : undefined;
    if (basic === undefined) throw new TypeError('the response has no answer');
    const among = (position: number) =>
      reader.certificatesOf({
        ...basic,
        certificates: Array.from({ length: 30 }, (_, at) =>
          at === position ? world.ocsp.certificate : Uint8Array.of(0),
        ),
      });
    expect([among(19).length, among(20).length]).toEqual([1, 0]);
  });
});
