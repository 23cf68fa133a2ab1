import { createHash, createPublicKey, verify } from 'node:crypto';
import { ContentInfo, SignedData, TimeStampResp } from 'pkijs';
import { describe, expect, it } from 'vitest';
import { describeWithOpenssl, openBench } from '../../test/openssl.ts';
import { toPem } from '../pem.ts';
import type { KeyKind } from '../pki/key.ts';
import { createGoodWorld } from '../pki/worlds/good.ts';
import type { World, WorldOptions } from '../pki/worlds/world.ts';
import { flipBit } from '../tamper.ts';
import type { HttpFault } from './fault.ts';
import type { TimestampFault } from './timestamp-fault.ts';

async function ask(world: World, query: Uint8Array, type = 'application/timestamp-query') {
  return world.transport({
    method: 'POST',
    url: world.urls.tsa,
    headers: { 'content-type': type },
    body: query,
  });
}

/** Asks a world with a query that openssl makes, and lets openssl judge the answer against it. */
async function judged(options: WorldOptions, queryOptions: readonly string[] = ['-cert']) {
  using bench = openBench();
  const world = await createGoodWorld(options);
  bench.write('root.pem', toPem('CERTIFICATE', ...world.anchors));
  bench.write('chain.pem', toPem('CERTIFICATE', ...world.tsa.chain));
  bench.write('document', 'sealed');
  bench.openssl('ts', '-query', '-data', 'document', '-out', 'query.tsq', ...queryOptions);
  const { body } = await ask(world, bench.read('query.tsq'));
  bench.write('reply.tsr', body);
  const judge = [
    'ts',
    '-verify',
    '-queryfile',
    'query.tsq',
    '-CAfile',
    'root.pem',
    '-untrusted',
    'chain.pem',
  ];
  bench.openssl('ts', '-reply', '-in', 'reply.tsr', '-token_out', '-out', 'token.der');
  return {
    reply: bench.openssl(...judge, '-in', 'reply.tsr').output,
    text: bench.openssl('ts', '-reply', '-in', 'reply.tsr', '-text').output,
    // openssl ts knows no PSS; openssl cms does.
    cms: bench.openssl(
      ...[
        'cms',
        '-verify',
        '-inform',
        'DER',
        '-in',
        'token.der',
        '-CAfile',
        'root.pem',
        '-purpose',
        'timestampsign',
      ],
      ...['-out', 'content.der'],
    ).output,
    flipped: ((): string => {
      bench.write('reply.tsr', flipBit(body, -3));
      return bench.openssl(...judge, '-in', 'reply.tsr').output;
    })(),
  };
}

describeWithOpenssl('the time-stamping authority before openssl', () => {
  const kinds: readonly KeyKind[] = ['p256', 'p384', 'p521', 'rsa-2048', 'rsa-3072'];
  it.each(kinds)('gives tokens with a %s key that ts -verify accepts, and refuses altered', async (key) => {
    const { reply, flipped } = await judged({ key });
    expect(reply).toContain('Verification: OK');
    expect(flipped).toContain('Verification: FAILED');
  });

  it.each(['rsa-pss-2048', 'p256'] as const)(
    'gives tokens with a %s key that cms -verify accepts',
    async (key) => {
      const { cms } = await judged({ key });
      expect(cms).toMatch(/CMS Verification successful/i);
    },
  );

  it.each(['-sha256', '-sha384', '-sha512', '-sha3-256'])('stamps imprints of %s', async (digest) => {
    expect((await judged({}, ['-cert', digest])).reply).toContain('Verification: OK');
  });

  it('leaves its certificates out when they are not asked for, and the nonce', async () => {
    const { reply, text } = await judged({}, ['-no_nonce']);
    expect(reply).toContain('Verification: OK');
    expect(text).toContain('Nonce: unspecified');
  });

  it('states policy, accuracy, ordering and its name', async () => {
    const timestamps = { policy: '2.999.2.7', accuracy: 1500, ordering: true };
    const { text } = await judged({ timestamps }, ['-cert', '-tspolicy', '2.999.2.7']);
    expect(text).toContain('Policy OID: 2.999.2.7');
    expect(text).toMatch(/Accuracy: 0x01 seconds, 0x01F4 millis/);
    expect(text).toContain('Ordering: yes');
    expect(text).toContain('/CN=eSeal Test TSU 1');
  });

  it('stamps the time of the clock', async () => {
    const { text } = await judged({ now: new Date('2031-02-03T04:05:06Z') });
    expect(text).toContain('Feb  3 04:05:06 2031 GMT');
  });

  const wrong: readonly [TimestampFault['kind'], TimestampFault, RegExp][] = [
    ['wrong-nonce', { kind: 'wrong-nonce' }, /nonce mismatch/],
    ['without-nonce', { kind: 'without-nonce' }, /nonce not returned/],
    ['wrong-imprint', { kind: 'wrong-imprint' }, /message imprint mismatch/],
    ['wrong-imprint-algorithm', { kind: 'wrong-imprint-algorithm' }, /message imprint mismatch/],
    ['wrong-certificate-reference', { kind: 'wrong-certificate-reference' }, /ess cert id wrong order/],
    ['broken-signature', { kind: 'broken-signature' }, /signature failure/],
    ['rejection', { kind: 'rejection', failure: 'systemFailure', text: 'closed' }, /closed/],
    ['granted-without-token', { kind: 'granted-without-token' }, /bad object|token|response/i],
  ];
  it.each(wrong)('is refused with the fault %s', async (_, tsa, reason) => {
    const { reply } = await judged({ faults: { tsa } });
    expect(reply).toContain('Verification: FAILED');
    expect(reply).toMatch(reason);
  });
});

it('signs with Ed25519 over SHA-512 of the content, which OpenSSL 3.0 cannot judge (RFC 8419 §3.1)', async () => {
  const world = await createGoodWorld({ key: 'ed25519' });
  const token = ContentInfo.fromBER(
    Uint8Array.from(await world.timestampAuthority.stamp(new Uint8Array(32))),
  );
  const signed = new SignedData({ schema: token.content });
  const [signer] = signed.signerInfos;
  const attributes = Buffer.from(signer?.signedAttrs?.encodedValue ?? new ArrayBuffer(0));
  const value = Buffer.from(signer?.signature.valueBlock.valueHexView ?? []);
  const key = createPublicKey({ key: Buffer.from(world.tsa.key.publicKey), format: 'der', type: 'spki' });
  expect(verify(null, attributes, key, value)).toBe(true);
  const content = Buffer.from(signed.encapContentInfo.eContent?.getValue() ?? new ArrayBuffer(0));
  expect(attributes.includes(createHash('sha512').update(content).digest())).toBe(true);
  expect(verify(null, flipBit(attributes), key, value)).toBe(false);
});

describe('the time-stamping authority', async () => {
  const world = await createGoodWorld({ now: new Date('2026-11-01T00:00:00Z') });
  const imprint = '0123456789abcdef'.repeat(4);
  const query = (hash = '0609608648016503040201', tail = '') =>
    der('30', `020101${der('30', der('30', hash) + der('04', imprint))}${tail}`);
  const der = (tag: string, content: string): string =>
    tag + (content.length / 2).toString(16).padStart(2, '0') + content;
  const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));
  const status = async (body: Uint8Array, asked = world) => {
    const response = TimeStampResp.fromBER(Uint8Array.from((await ask(asked, body)).body));
    const failInfo = response.status.failInfo?.valueBlock.valueHexView;
    const bits = failInfo && [...failInfo].map((byte) => byte.toString(2).padStart(8, '0')).join('');
    return [response.status.status, bits?.indexOf('1')];
  };

  it('refuses what is no request, an unknown digest, a wrong length, another policy and extensions', async () => {
    expect(await status(bytes(query()))).toEqual([0, undefined]);
    expect(await status(bytes('0500'))).toEqual([2, 5]);
    expect(await status(new Uint8Array())).toEqual([2, 5]);
    expect(await status(bytes(query('06052b0e03021a')))).toEqual([2, 0]);
    expect(await status(bytes(query('0609608648016503040202')))).toEqual([2, 5]);
    expect(await status(bytes(query(undefined, '06022a03')))).toEqual([2, 15]);
    expect(await status(bytes(query(undefined, 'a00c300a06042a0304050402 0500'.replace(' ', ''))))).toEqual([
      2, 16,
    ]);
  });

  it('says granted with modifications when told to', async () => {
    const asked = world.withFaults({ tsa: { kind: 'granted-with-modifications' } });
    expect(await status(bytes(query()), asked)).toEqual([1, undefined]);
  });

  it('takes POST of the right media type only', async () => {
    expect((await ask(world, bytes(query()), 'text/plain')).status).toBe(415);
    const got = await world.transport({ method: 'GET', url: world.urls.tsa, headers: {} });
    expect(got.status).toBe(405);
  });

  it('makes tokens without HTTP', async () => {
    const first = await world.timestampAuthority.stamp(new Uint8Array(32));
    expect(Buffer.from(first).toString('hex')).toContain('00'.repeat(32));
    expect(await world.timestampAuthority.stamp(new Uint8Array(32))).not.toEqual(first);
  });

  const below: readonly [HttpFault, (response: { status: number; body: Uint8Array }) => void][] = [
    [{ kind: 'html-page' }, ({ body }) => expect(Buffer.from(body).toString()).toMatch(/^<!DOCTYPE html>/)],
    [{ kind: 'http-status', status: 503 }, ({ status: code }) => expect(code).toBe(503)],
    [{ kind: 'redirect', location: 'http://127.0.0.1/' }, ({ status: code }) => expect(code).toBe(302)],
    [{ kind: 'empty' }, ({ body }) => expect(body.length).toBe(0)],
    [
      { kind: 'truncated' },
      ({ body }) => expect(() => TimeStampResp.fromBER(Uint8Array.from(body))).toThrow(),
    ],
  ];
  it.each(below)('has the fault %o of HTTP', async (tsa, check) => {
    check(await ask(world.withFaults({ tsa }), bytes(query())));
  });
});
