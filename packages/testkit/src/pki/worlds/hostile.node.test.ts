import { expect, it } from 'vitest';
import { describeWithOpenssl, openBench } from '../../../test/openssl.ts';
import { toPem } from '../../pem.ts';
import { createHostileWorld, type HostileWorld } from './hostile.ts';

const world = await createHostileWorld();

/** What openssl says against each case; cases it does not judge by `verify -x509_strict` alone are `OK`. */
const EXPECTED: Readonly<Record<string, RegExp>> = {
  expired: /certificate has expired/,
  'not-yet-valid': /certificate is not yet valid/,
  'weak-digest': /digest algorithm too weak|md too weak/,
  'unknown-critical-extension': /unhandled critical extension/,
  'wrong-key-usage': /OK/,
  'leaf-is-a-ca': /OK/,
  'server-purpose-only': /OK/,
  'broken-signature': /certificate signature failure/,
  'signed-by-another-key': /certificate signature failure/,
  'two-algorithms': /unable to get local issuer certificate|certificate signature failure/,
  'wrong-issuer-name': /unable to get local issuer certificate/,
  'wrong-authority-key': /unable to get local issuer certificate/,
  'issuer-without-basic-constraints': /invalid CA certificate|unable to get local issuer/,
  'issuer-without-cert-sign': /invalid CA certificate|key usage does not include|unable to get local issuer/i,
  'issuer-with-unknown-critical-extension': /unhandled critical extension/,
  'outside-name-constraints': /permitted subtree violation/,
  'issuer-expired': /certificate has expired/,
  'path-too-long': /path length constraint exceeded/,
  'issued-by-a-leaf': /invalid CA certificate|unable to get local issuer/,
  'under-an-impostor': /certificate signature failure|unable to get local issuer/,
  'tsa-purpose-not-critical': /OK/,
  'tsa-two-purposes': /OK/,
  'tsa-any-purpose': /OK/,
  'tsa-without-purpose': /OK/,
  'responder-without-purpose': /OK/,
  'responder-of-another-ca': /OK/,
};

function verify(hostile: HostileWorld, name: string, ...options: readonly string[]): string {
  using bench = openBench();
  bench.write('root.pem', toPem('CERTIFICATE', ...hostile.anchors));
  const [leaf, ...others] = hostile.entity(name).chain;
  bench.write('leaf.pem', toPem('CERTIFICATE', leaf));
  bench.write('others.pem', toPem('CERTIFICATE', ...others, hostile.issuingCa.certificate));
  return bench.openssl(
    ...['verify', '-x509_strict', '-auth_level', '2', '-CAfile', 'root.pem', '-untrusted', 'others.pem'],
    ...[...options, 'leaf.pem'],
  ).output;
}

describeWithOpenssl('the hostile world before openssl verify', () => {
  it('is judged case by case, none left out', () => {
    expect(world.cases.map(({ entity }) => entity).sort()).toEqual(Object.keys(EXPECTED).sort());
  });

  it.each(world.cases)('$entity: $odd', ({ entity }) => {
    expect(verify(world, entity)).toMatch(EXPECTED[entity] ?? /nothing/);
  });

  const units = world.cases.map(({ entity }) => entity).filter((entity) => entity.startsWith('tsa-'));
  it.each(units)('%s is no time-stamping certificate', (entity) => {
    expect(verify(world, entity, '-purpose', 'timestampsign')).toMatch(
      /unsupported certificate purpose|unsuitable/,
    );
  });

  it('still has the good seal certificate', () => {
    expect(verify(world, 'seal')).toContain('OK');
  });
});

it('has a world for every kind of key', async () => {
  for (const key of ['rsa-2048', 'rsa-pss-2048', 'ed25519'] as const) {
    const { cases, entity } = await createHostileWorld({ key });
    expect(cases.length).toBeGreaterThan(20);
    for (const one of cases) expect(entity(one.entity).certificate.length).toBeGreaterThan(100);
  }
});
