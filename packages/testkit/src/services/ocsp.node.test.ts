import { describe, expect, it } from 'vitest';
import { describeWithOpenssl, openBench } from '../../test/openssl.ts';
import { toPem } from '../pem.ts';
import type { KeyKind } from '../pki/key.ts';
import { createGoodWorld } from '../pki/worlds/good.ts';
import { createHostileWorld } from '../pki/worlds/hostile.ts';
import { createRevokedWorld } from '../pki/worlds/revoked.ts';
import type { World } from '../pki/worlds/world.ts';
import type { OcspFault } from './ocsp.ts';

const POST = { 'content-type': 'application/ocsp-request' };

/** Asks about an entity with a request that openssl makes, and lets openssl judge the answer against it. */
async function judged(
  world: World,
  { about = 'seal', via = 'POST', requestOptions = [] as readonly string[] } = {},
): Promise<{ readonly verdict: string; readonly text: string }> {
  using bench = openBench();
  const entity = world.entity(about);
  bench.write('root.pem', toPem('CERTIFICATE', ...world.anchors));
  bench.write('issuer.pem', toPem('CERTIFICATE', (entity.issuer ?? entity).certificate));
  bench.write('subject.pem', toPem('CERTIFICATE', entity.certificate));
  const asked = ['-issuer', 'issuer.pem', '-cert', 'subject.pem'];
  bench.openssl('ocsp', ...requestOptions, ...asked, '-reqout', 'request.der');
  const request = bench.read('request.der');
  const encoded = encodeURIComponent(Buffer.from(request).toString('base64'));
  const { body, headers } =
    via === 'POST'
      ? await world.transport({ method: 'POST', url: world.urls.ocsp, headers: POST, body: request })
      : await world.transport({ method: 'GET', url: `${world.urls.ocsp}/${encoded}`, headers: {} });
  expect(headers['content-type']).toBe('application/ocsp-response');
  bench.write('response.der', body);
  const given = ['ocsp', '-respin', 'response.der', '-CAfile', 'root.pem', '-verify_other', 'issuer.pem'];
  return {
    // The first judges signature and nonce, the second what is said about the certificate.
    verdict:
      bench.openssl(...given, '-reqin', 'request.der').output +
      bench.openssl(...given, ...asked, '-no_nonce').output,
    text: bench.openssl(...given, '-resp_text').output,
  };
}

describeWithOpenssl('the OCSP responder before openssl ocsp', () => {
  const kinds: readonly KeyKind[] = ['p256', 'p384', 'ed25519', 'rsa-2048', 'rsa-pss-2048'];
  it.each(kinds)('says good with %s keys', async (key) => {
    const { verdict } = await judged(await createGoodWorld({ key }));
    expect(verdict).toContain('Response verify OK');
    expect(verdict).not.toContain('Nonce Verify error');
    expect(verdict).toContain('subject.pem: good');
  });

  it('answers a GET too', async () => {
    expect((await judged(await createGoodWorld(), { via: 'GET' })).verdict).toContain('subject.pem: good');
  });

  it.each(['-sha1', '-sha256', '-sha384', '-sha512'])(
    'answers for certificates named by %s',
    async (hash) => {
      const { text } = await judged(await createGoodWorld(), { requestOptions: [hash] });
      expect(text).toContain('Cert Status: good');
    },
  );

  it('says revoked, when and why, from that time on', async () => {
    const now = new Date('2026-11-10T00:00:00Z');
    const revoked = await judged(await createRevokedWorld({ now, reason: 'superseded' }));
    expect(revoked.text).toContain('Cert Status: revoked');
    expect(revoked.text).toContain('Revocation Time: Nov  9 00:00:00 2026 GMT');
    expect(revoked.text).toContain('Revocation Reason: superseded');
    const later = await judged(await createRevokedWorld({ now, revokedAt: new Date('2026-11-11') }));
    expect(later.text).toContain('Cert Status: good');
  });

  it('answers for the issuing CA with the root itself as responder', async () => {
    const { verdict, text } = await judged(await createGoodWorld(), { about: 'issuing-ca' });
    expect(verdict).toContain('Response verify OK');
    expect(text).not.toContain('eSeal Test OCSP Responder');
  });

  it('says unknown about a serial number its CA never issued', async () => {
    const world = await createGoodWorld();
    const other = await createGoodWorld({
      keyOf: { 'issuing-ca': world.issuingCa.key, root: world.root.key },
    });
    const mixed = {
      ...world,
      entity: (name: string) => ({ ...other.entity(name), issuer: world.issuingCa }),
    };
    expect((await judged(mixed)).verdict).toContain('subject.pem: unknown');
  });

  it('names itself by key or by name', async () => {
    expect((await judged(await createGoodWorld())).text).toMatch(/Responder Id: [0-9A-F]{40}/);
    const byName = await judged(await createGoodWorld({ ocsp: { responderId: 'name' } }));
    expect(byName.text).toMatch(/Responder Id: .*eSeal Test OCSP Responder/);
    expect(byName.verdict).toContain('Response verify OK');
  });

  it('can leave nextUpdate and the nonce out', async () => {
    const { verdict, text } = await judged(
      await createGoodWorld({ ocsp: { lifetime: 0, echoesNonce: false } }),
    );
    expect(text).not.toContain('Next Update');
    expect(verdict).toContain('WARNING: no nonce in response');
  });

  it('is unauthorized about a CA it does not know', async () => {
    const [world, other] = [await createGoodWorld(), await createGoodWorld()];
    expect((await judged({ ...world, entity: other.entity })).verdict).toContain('unauthorized (6)');
  });

  const faults: readonly [OcspFault['kind'], OcspFault, RegExp][] = [
    ['error', { kind: 'error', error: 'tryLater' }, /trylater \(3\)/],
    ['status', { kind: 'status', status: { kind: 'unknown' } }, /subject.pem: unknown/],
    ['wrong-nonce', { kind: 'wrong-nonce' }, /Nonce Verify error/],
    ['without-nonce', { kind: 'without-nonce' }, /no nonce in response/],
    ['stale', { kind: 'stale', age: 8 * 86_400_000 }, /status expired/i],
    ['wrong-certificate', { kind: 'wrong-certificate' }, /No Status found/],
    ['without-certificate', { kind: 'without-certificate' }, /signer certificate not found/],
    ['broken-signature', { kind: 'broken-signature' }, /signature failure/],
  ];
  it.each(faults)('has the fault %s', async (_, ocsp, expected) => {
    const world = (await createGoodWorld()).withFaults({ ocsp });
    expect((await judged(world)).verdict).toMatch(expected);
  });

  it.each(['responder-without-purpose', 'responder-of-another-ca', 'seal'])(
    'can be answered for by %s',
    async (name) => {
      const hostile = await createHostileWorld();
      const responder = hostile.entity(name);
      const world = hostile.withFaults({ ocsp: { kind: 'wrong-responder', responder } });
      expect((await judged(world)).verdict).toMatch(/Response Verify Failure/);
    },
  );
});

describe('the OCSP responder', () => {
  it('says malformedRequest to what is no request', async () => {
    const world = await createGoodWorld();
    const malformed = Uint8Array.of(0x30, 3, 0x0a, 1, 1);
    for (const body of [new Uint8Array(), Uint8Array.of(0x30, 0)]) {
      const posted = await world.transport({ method: 'POST', url: world.urls.ocsp, headers: POST, body });
      expect(posted.body).toEqual(malformed);
    }
    const got = await world.transport({ method: 'GET', url: `${world.urls.ocsp}/%%%`, headers: {} });
    expect(got.body).toEqual(malformed);
  });
});
