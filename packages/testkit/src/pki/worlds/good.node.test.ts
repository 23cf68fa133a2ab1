import 'reflect-metadata';
import {
  AuthorityInfoAccessExtension,
  BasicConstraintsExtension,
  CertificatePolicyExtension,
  CRLDistributionPointsExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  X509Certificate,
} from '@peculiar/x509';
import { describe, expect, it } from 'vitest';
import { describeWithOpenssl, openBench } from '../../../test/openssl.ts';
import { createNodeKey, type NodeKeyKind } from '../../node/keys.ts';
import { toPem } from '../../pem.ts';
import type { KeyKind } from '../key.ts';
import { createGoodWorld } from './good.ts';
import type { World } from './world.ts';

const KINDS: readonly KeyKind[] = [
  ...(['p256', 'p384', 'p521', 'ed25519'] as const),
  ...(['rsa-2048', 'rsa-3072', 'rsa-pss-2048', 'rsa-pss-3072'] as const),
];

function verify(world: World, name: string, ...options: readonly string[]): string {
  using bench = openBench();
  bench.write('root.pem', toPem('CERTIFICATE', ...world.anchors));
  const [leaf, ...others] = world.entity(name).chain;
  bench.write('leaf.pem', toPem('CERTIFICATE', leaf));
  bench.write('others.pem', toPem('CERTIFICATE', ...others));
  const untrusted = others.length === 0 ? [] : ['-untrusted', 'others.pem'];
  return bench.openssl('verify', '-x509_strict', '-CAfile', 'root.pem', ...untrusted, ...options, 'leaf.pem')
    .output;
}

describeWithOpenssl('the good world before openssl verify -x509_strict', () => {
  it.each(KINDS)('is accepted with %s keys', async (key) => {
    const world = await createGoodWorld({ key, lei: '00ZZ00SAMPLE00000159' });
    for (const { name } of world.pki.entities) expect(verify(world, name)).toContain('leaf.pem: OK');
    expect(verify(world, 'tsa', '-purpose', 'timestampsign')).toContain('leaf.pem: OK');
    expect(verify(world, 'ocsp', '-purpose', 'ocsphelper')).toContain('leaf.pem: OK');
  });

  const nodeKinds: readonly NodeKeyKind[] = [
    'brainpoolP256r1',
    'brainpoolP512r1',
    'ed448',
    'rsa-pss-only-2048',
  ];
  it.each(nodeKinds)('is accepted with a %s key of Node for the seal and its CA', async (kind) => {
    const world = await createGoodWorld({
      keyOf: { 'issuing-ca': createNodeKey(kind), seal: createNodeKey(kind) },
    });
    expect(verify(world, 'seal')).toContain('leaf.pem: OK');
  });

  it('is accepted with SHA-3 in RSA signatures', async () => {
    const ca = createNodeKey('rsa-2048', { algorithms: ['rsa-sha3-256'] });
    expect(verify(await createGoodWorld({ keyOf: { 'issuing-ca': ca } }), 'seal')).toContain('leaf.pem: OK');
  });

  it('lies within the time it was made for', async () => {
    const world = await createGoodWorld({ now: new Date('2031-05-06T07:08:09Z') });
    const at = (time: string): string => String(Math.floor(Date.parse(time) / 1000));
    expect(verify(world, 'seal', '-attime', at('2031-05-06T07:08:09Z'))).toContain('leaf.pem: OK');
    expect(verify(world, 'seal', '-attime', at('2029-05-06T00:00:00Z'))).toContain(
      'certificate is not yet valid',
    );
    expect(verify(world, 'seal', '-attime', at('2034-05-06T00:00:00Z'))).toContain('certificate has expired');
  });
});

describe('the seal certificate of the good world, read by @peculiar/x509', async () => {
  const world = await createGoodWorld({
    key: 'rsa-2048',
    lei: '00ZZ00SAMPLE00000159',
    baseUrl: 'http://ca.test',
  });
  const certificate = new X509Certificate(Uint8Array.from(world.seal.certificate));
  const extension = (oid: string): string | undefined => {
    const found = certificate.getExtension(oid);
    return found === null ? undefined : Buffer.from(found.value).toString('hex');
  };

  it('names the organisation and its identifier (F-06, F-07, F-08)', () => {
    expect(certificate.subjectName.getField('O')).toEqual(['株式会社サンプル']);
    expect(certificate.subjectName.getField('2.5.4.97')).toEqual(['NTRJP-1555666777888']);
    expect(certificate.subjectName.getField('C')).toEqual(['JP']);
  });

  it('names the CA with its identifier (F-04)', () => {
    expect(certificate.issuerName.getField('2.5.4.97')).toEqual(['NTRJP-5999000111222']);
  });

  it('has a positive serial number of at most 20 octets (F-02) and about two years (F-05)', () => {
    expect(certificate.serialNumber).toMatch(/^[4-7][0-9a-f]{31}$/);
    const days = (certificate.notAfter.getTime() - certificate.notBefore.getTime()) / 86_400_000;
    expect(days).toBe(730);
  });

  it('says what its key is for, critically, and that it is no CA (F-11, F-12, F-21)', () => {
    const usage = certificate.getExtension(KeyUsagesExtension);
    expect(usage?.critical).toBe(true);
    expect(usage?.usages).toBe(KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation);
    expect(certificate.getExtension(BasicConstraintsExtension)?.ca).toBe(false);
    expect(certificate.getExtension('2.5.29.37')).toBeNull();
  });

  it("has its own key identifier and its issuer's (F-13, F-14)", () => {
    const issuer = new X509Certificate(Uint8Array.from(world.issuingCa.certificate));
    const issuerKey = Buffer.from(issuer.getExtension('2.5.29.14')?.value ?? new ArrayBuffer(0)).toString(
      'hex',
    );
    expect(extension('2.5.29.35')).toBe(`30168014${issuerKey.slice(4)}`);
    expect(extension('2.5.29.14')).toMatch(/^0414[0-9a-f]{40}$/);
  });

  it('has two policies (F-15), an alias (F-16) and the addresses (F-17, F-18)', () => {
    expect(certificate.getExtension(CertificatePolicyExtension)?.policies).toEqual([
      '2.999.1.1',
      '2.999.1.2',
    ]);
    expect(extension('2.5.29.17')).toContain(Buffer.from('経理部').toString('hex'));
    const points = certificate.getExtension(CRLDistributionPointsExtension)?.distributionPoints;
    expect(points?.[0]?.distributionPoint?.fullName?.[0]?.uniformResourceIdentifier).toBe(
      'http://ca.test/crl/issuing-ca.crl',
    );
    const access = certificate.getExtension(AuthorityInfoAccessExtension);
    expect(access?.ocsp.map(({ value }) => value)).toEqual(['http://ca.test/ocsp']);
    expect(access?.caIssuers.map(({ value }) => value)).toEqual([
      'http://ca.test/certificates/issuing-ca.cer',
    ]);
  });

  it('has the LEI as a PrintableString that is not critical (F-19), only when asked for', async () => {
    const found = certificate.getExtension('1.3.6.1.4.1.52266.1');
    expect(found?.critical).toBe(false);
    expect(extension('1.3.6.1.4.1.52266.1')).toBe(
      `1314${Buffer.from('00ZZ00SAMPLE00000159').toString('hex')}`,
    );
    const plain = new X509Certificate(Uint8Array.from((await createGoodWorld()).seal.certificate));
    expect(plain.getExtension('1.3.6.1.4.1.52266.1')).toBeNull();
  });

  it('has no critical extension but keyUsage (F-23, F-24)', () => {
    expect(certificate.extensions.filter(({ critical }) => critical).map(({ type }) => type)).toEqual([
      '2.5.29.15',
    ]);
  });
});
