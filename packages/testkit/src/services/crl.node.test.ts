import { describe, expect, it } from 'vitest';
import { describeWithOpenssl, openBench } from '../../test/openssl.ts';
import { DAY } from '../clock.ts';
import { toPem } from '../pem.ts';
import { deltaCrlIndicator, freshestCrl, issuingDistributionPoint } from '../pki/crl-extensions.ts';
import type { KeyKind } from '../pki/key.ts';
import { createGoodWorld } from '../pki/worlds/good.ts';
import { createRevokedWorld } from '../pki/worlds/revoked.ts';
import type { World } from '../pki/worlds/world.ts';
import { createCertificateHandler } from './aia.ts';
import { type CrlHandlerOptions, createCrlHandler, issueCrl } from './crl.ts';

async function fetched(world: World, url = world.urls.crl): Promise<Uint8Array> {
  return (await world.transport({ method: 'GET', url, headers: {} })).body;
}

/** What openssl says of a list, and of the seal's chain with it. */
function judged(
  world: World,
  list: Uint8Array,
  rootList?: Uint8Array,
): { readonly list: string; readonly chain: string } {
  using bench = openBench();
  bench.write('list.crl', list);
  bench.write('lists.pem', toPem('X509 CRL', list, ...(rootList === undefined ? [] : [rootList])));
  bench.write('cas.pem', toPem('CERTIFICATE', world.root.certificate, world.issuingCa.certificate));
  bench.write('seal.pem', toPem('CERTIFICATE', world.seal.certificate));
  const check = rootList === undefined ? '-crl_check' : '-crl_check_all';
  const verify = ['verify', '-x509_strict', check, '-CAfile', 'cas.pem', '-CRLfile', 'lists.pem', 'seal.pem'];
  return {
    list: bench.openssl('crl', '-inform', 'DER', '-in', 'list.crl', '-CAfile', 'cas.pem', '-noout', '-text')
      .output,
    chain: bench.openssl(...verify).output,
  };
}

describeWithOpenssl('revocation lists before openssl crl', () => {
  const kinds: readonly KeyKind[] = ['p256', 'ed25519', 'rsa-2048', 'rsa-pss-2048'];
  it.each(kinds)('are accepted with %s keys', async (key) => {
    const world = await createGoodWorld({ key });
    const { list, chain } = judged(world, await fetched(world));
    expect(list).toContain('verify OK');
    expect(list).toMatch(/X509v3 CRL Number: *\n? *\d+/);
    expect(list).toContain('X509v3 Authority Key Identifier');
    expect(list).toContain('No Revoked Certificates');
    expect(chain).toContain('seal.pem: OK');
  });

  it('list what is revoked with time and reason', async () => {
    const world = await createRevokedWorld({ now: new Date('2026-11-10T00:00:00Z') });
    const { list } = judged(world, await fetched(world));
    expect(list).toContain(Buffer.from(world.seal.serialNumber).toString('hex').toUpperCase());
    expect(list).toContain('Revocation Date: Nov  9 00:00:00 2026 GMT');
    expect(list).toContain('Key Compromise');
  });

  it('say what they cover, and of which list they tell the changes', async () => {
    const world = await createGoodWorld();
    const now = world.clock.now();
    const list = await issueCrl({
      issuer: world.issuingCa,
      revocations: [
        { serialNumber: world.seal.serialNumber, at: now, certificateIssuer: world.root.subject },
      ],
      thisUpdate: now,
      nextUpdate: new Date(now.getTime() + DAY),
      number: 8,
      extensions: [
        issuingDistributionPoint({
          urls: [world.urls.crl],
          only: 'user',
          reasons: ['keyCompromise'],
          indirect: true,
        }),
        deltaCrlIndicator(7),
        freshestCrl(['http://eseal.test/delta.crl']),
      ],
    });
    const { list: text } = judged(world, list);
    expect(text).toMatch(/Delta CRL Indicator: critical\s+0?7/);
    for (const said of [
      'Only User Certificates',
      'Only Some Reasons',
      'Key Compromise',
      'Indirect CRL',
      'Freshest CRL',
    ])
      expect(text).toContain(said);
    expect(text).toMatch(/Certificate Issuer: critical\s+DirName:.*eSeal Test Root CA/);
  });

  it('make openssl refuse the revoked certificate, and the chain of a revoked CA', async () => {
    const world = await createRevokedWorld();
    expect(judged(world, await fetched(world)).chain).toContain('certificate revoked');
    const above = await createRevokedWorld({ revoked: 'issuing-ca' });
    const rootList = await fetched(above, above.urls.crl.replace('issuing-ca', 'root'));
    expect(judged(above, await fetched(above)).chain).toContain('seal.pem: OK');
    expect(judged(above, await fetched(above), rootList).chain).toContain('certificate revoked');
  });

  const settings: readonly [string, Partial<CrlHandlerOptions>, RegExp][] = [
    ['stale', { age: 8 * DAY }, /CRL has expired/],
    ['from the future', { age: -DAY }, /CRL is not yet valid/],
    ['badly signed', { template: { brokenSignature: true } }, /CRL signature failure/],
    [
      'with an unknown critical extension',
      { template: { extensions: [{ oid: '2.999.9.8', critical: true, value: Uint8Array.of(5, 0) }] } },
      /unhandled critical CRL extension/i,
    ],
  ];
  it.each(settings)('can be %s', async (_, options, reason) => {
    const world = await createGoodWorld();
    const handler = createCrlHandler({
      issuer: world.issuingCa,
      clock: world.clock,
      revocations: [],
      ...options,
    });
    const { body } = await handler({ method: 'GET', url: world.urls.crl, headers: {} });
    expect(judged(world, body).chain).toMatch(reason);
  });
});

describe('the addresses in certificates', () => {
  it('lead to the issuer', async () => {
    const world = await createGoodWorld();
    expect(await fetched(world, world.urls.caIssuers)).toEqual(world.issuingCa.certificate);
    expect(await fetched(world, `${world.pki.baseUrl}/certificates/root.cer`)).toEqual(
      world.root.certificate,
    );
  });

  it('may lead to a bundle', async () => {
    const world = await createGoodWorld();
    const handler = createCertificateHandler([world.issuingCa.certificate, world.root.certificate]);
    const { body, headers } = await handler({ method: 'GET', url: world.urls.caIssuers, headers: {} });
    expect(headers['content-type']).toBe('application/pkcs7-mime');
    using bench = openBench();
    bench.write('bundle.p7c', body);
    const { output } = bench.openssl('pkcs7', '-inform', 'DER', '-in', 'bundle.p7c', '-print_certs');
    expect(output.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
  });
});
