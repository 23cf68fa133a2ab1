import { toPem } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { goodWorld } from '../../test/judging.ts';
import { readCertificateBundle } from './certificate-bundle.ts';

describe('readCertificateBundle', () => {
  it('reads no more than it may, and says how many there were beyond', async () => {
    const { chain, root } = await goodWorld();
    const pem = new TextEncoder().encode(toPem('CERTIFICATE', ...chain, root.certificate));
    const { certificates, leftOut } = readCertificateBundle(pem, 2);
    expect(certificates.map(({ raw }) => raw)).toEqual(chain);
    expect(leftOut).toBe(1);
    expect(readCertificateBundle(pem, 0)).toMatchObject({ certificates: [], leftOut: 3 });
  });

  it('reads what is right beside what is broken', async () => {
    const { root } = await goodWorld();
    const broken = root.certificate.subarray(0, 100);
    const pem = new TextEncoder().encode(toPem('CERTIFICATE', broken, root.certificate));
    expect(readCertificateBundle(pem, 9)).toMatchObject({
      certificates: [{ raw: root.certificate }],
      leftOut: 1,
    });
  });
});
