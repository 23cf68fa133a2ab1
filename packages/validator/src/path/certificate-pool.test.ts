import { createPki } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { certificateOf, goodWorld } from '../../test/judging.ts';
import { createCertificatePool } from './certificate-pool.ts';

describe('createCertificatePool', () => {
  it('parses equal bytes once', async () => {
    const { seal } = await goodWorld();
    const pool = createCertificatePool();
    const [first] = pool.add([seal.certificate]);
    expect(pool.add([seal.certificate.slice(), certificateOf(seal)])).toEqual([first, first]);
    expect(pool.withSubject(certificateOf(seal).subject)).toEqual([first]);
  });

  it('leaves out what is no certificate, and counts it', async () => {
    const { seal, issuingCa } = await goodWorld();
    const pool = createCertificatePool();
    expect(
      pool.add([Uint8Array.of(0x30, 0), seal.certificate.subarray(1), issuingCa.certificate]),
    ).toHaveLength(1);
    expect(pool.unreadable).toBe(2);
    expect(pool.leftOut).toBe(0);
  });

  it('K4: reads no more of what is no certificate either, and the same bytes once', () => {
    const junk = Array.from({ length: 600 }, (_, at) => Uint8Array.of(0x30, 2, at >> 8, at & 0xff));
    const pool = createCertificatePool();
    for (const _ of [1, 2]) expect(pool.add(junk.slice(0, 3))).toEqual([]);
    expect(pool.unreadable).toBe(3);
    pool.add(junk);
    expect(pool.unreadable).toBe(500);
    expect(pool.leftOut).toBe(100);
  });

  it('finds certificates that were added after a search for their subject', async () => {
    const { seal } = await goodWorld();
    const pool = createCertificatePool();
    const { subject } = certificateOf(seal);
    expect(pool.withSubject(subject)).toEqual([]);
    pool.add([seal.certificate]);
    expect(pool.withSubject(subject)).toHaveLength(1);
  });

  it('takes in no more than 500 certificates', async () => {
    const period = {
      notBefore: new Date('2020-01-01T00:00:00Z'),
      notAfter: new Date('2040-01-01T00:00:00Z'),
    };
    const pki = await createPki({
      entities: [{ name: 'a', subject: [{ CN: 'a' }], profile: { kind: 'bare' }, ...period }],
    });
    const [one = new Uint8Array()] = pki.entities.map(({ certificate }) => certificate);
    const variants = Array.from({ length: 502 }, (_, at) => {
      const copy = one.slice();
      // The last octets are inside the signature value, which parsing does not look at.
      copy[copy.length - 1] = at & 0xff;
      copy[copy.length - 2] = at >> 8;
      return copy;
    });
    const pool = createCertificatePool();
    expect(pool.add(variants)).toHaveLength(500);
    expect(pool.leftOut).toBe(2);
  });
});
