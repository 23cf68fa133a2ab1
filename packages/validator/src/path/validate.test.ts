import { isSelfIssued, parseCertificate } from '@eseal/core/x509';
import { addDays, createHostileWorld, createPki, type Entity, type EntityDefinition } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { certificateOf, goodWorld, NOW } from '../../test/judging.ts';
import type { TrustAnchor } from '../trust/source.ts';
import type { CertificateChain } from './build.ts';
import { createCertificateVerifier } from './signature-cache.ts';
import { type PathInputs, validatePath } from './validate.ts';

function anchorOf(entity: Entity): TrustAnchor {
  const certificate = certificateOf(entity);
  return { name: certificate.subject, publicKey: certificate.publicKey, certificate, route: 'pinned' };
}

function chainOf(entity: Entity): CertificateChain {
  const [leaf, ...others] = entity.chain;
  return [parseCertificate(leaf), ...others.map((der) => parseCertificate(der))];
}

const inputs = (changes: Partial<PathInputs<string>> = {}): PathInputs<string> => ({
  time: NOW,
  targetValidity: 'checked',
  verify: createCertificateVerifier(100),
  checkRevocation: () => 'good',
  ...changes,
});

async function outcome(
  entity: Entity,
  root: Entity,
  changes: Partial<PathInputs<string>> = {},
): Promise<string> {
  const result = await validatePath(chainOf(entity), anchorOf(root), inputs(changes));
  return result.kind === 'valid' ? 'valid' : result.problem.rule.id;
}

/** What the rules of RFC 5280 §6.1 say of the cases of the hostile world; the others are for other rules to refuse. */
const HOSTILE: Readonly<Record<string, string>> = {
  expired: 'PATH_CERTIFICATE_NOT_VALID_NOW',
  'not-yet-valid': 'PATH_CERTIFICATE_NOT_VALID_NOW',
  'unknown-critical-extension': 'PATH_CRITICAL_EXTENSION_UNKNOWN',
  'broken-signature': 'PATH_SIGNATURE_INVALID',
  'signed-by-another-key': 'PATH_SIGNATURE_INVALID',
  'two-algorithms': 'PATH_ALGORITHMS_DIFFER',
  'wrong-issuer-name': 'PATH_NAMES_DO_NOT_CHAIN',
  'issuer-without-basic-constraints': 'PATH_ISSUER_NOT_A_CA',
  'issuer-without-cert-sign': 'PATH_ISSUER_KEY_USAGE',
  'issuer-with-unknown-critical-extension': 'PATH_CRITICAL_EXTENSION_UNKNOWN',
  'outside-name-constraints': 'PATH_NAME_NOT_PERMITTED',
  'issuer-expired': 'PATH_CERTIFICATE_NOT_VALID_NOW',
  'path-too-long': 'PATH_LENGTH_EXCEEDED',
  'issued-by-a-leaf': 'PATH_ISSUER_NOT_A_CA',
  'under-an-impostor': 'PATH_SIGNATURE_INVALID',
};

describe('validatePath', () => {
  it('accepts the path of the good world', async () => {
    const { seal, root } = await goodWorld();
    expect(await outcome(seal, root)).toBe('valid');
  });

  it('names a rule that no earlier time keeps before a validity period, whatever the order of the path', async () => {
    const world = await createHostileWorld({ now: NOW });
    const time = addDays(NOW, 100 * 365);
    expect(await outcome(world.entity('issued-by-a-leaf'), world.root, { time })).toBe(
      'PATH_ISSUER_NOT_A_CA',
    );
    expect(await outcome(world.entity('broken-signature'), world.root, { time })).toBe(
      'PATH_SIGNATURE_INVALID',
    );
    expect(await outcome(world.entity('expired'), world.root, { time })).toBe(
      'PATH_CERTIFICATE_NOT_VALID_NOW',
    );
  });

  it('names the rule that each hostile path breaks', async () => {
    const world = await createHostileWorld({ now: NOW });
    const found = Object.fromEntries(
      await Promise.all(
        world.cases.map(
          async ({ entity }) => [entity, await outcome(world.entity(entity), world.root)] as const,
        ),
      ),
    );
    const expected = Object.fromEntries(
      world.cases.map(({ entity }) => [entity, HOSTILE[entity] ?? 'valid']),
    );
    expect(found).toEqual(expected);
    expect(Object.keys(found)).toEqual(expect.arrayContaining(Object.keys(HOSTILE)));
  });

  it('leaves the validity of the target to the caller, and never that of an authority', async () => {
    const world = await createHostileWorld({ now: NOW });
    const changes = { targetValidity: 'left-to-caller' } as const;
    expect(await outcome(world.entity('expired'), world.root, changes)).toBe('valid');
    expect(await outcome(world.entity('issuer-expired'), world.root, changes)).toBe(
      'PATH_CERTIFICATE_NOT_VALID_NOW',
    );
  });

  it('accepts the first and the last second of a validity period', async () => {
    const { seal, root } = await goodWorld();
    const { notBefore, notAfter } = certificateOf(seal);
    expect(await outcome(seal, root, { time: notBefore })).toBe('valid');
    expect(await outcome(seal, root, { time: notAfter })).toBe('valid');
    expect(await outcome(seal, root, { time: new Date(notAfter.getTime() + 1000) })).toBe(
      'PATH_CERTIFICATE_NOT_VALID_NOW',
    );
  });

  it('does not count self-issued certificates against the length of the path', async () => {
    const pki = await createPki({ entities: rollover(0) });
    const root = pki.entity('root');
    expect(isSelfIssued(certificateOf(pki.entity('new-key')))).toBe(true);
    expect(await outcome(pki.entity('leaf'), root)).toBe('valid');
    // One more authority, not self-issued, is one too many.
    expect(await outcome(pki.entity('below-leaf'), root)).toBe('PATH_LENGTH_EXCEEDED');
  });

  it('asks for revocation of every certificate with the one above it, and only when all else holds', async () => {
    const world = await createHostileWorld({ now: NOW });
    const asked: (readonly [Uint8Array, Uint8Array | undefined])[] = [];
    const checkRevocation: PathInputs<string>['checkRevocation'] = (certificate, issuer) => {
      asked.push([certificate.raw, issuer.certificate?.raw]);
      return 'good';
    };
    const result = await validatePath(chainOf(world.seal), anchorOf(world.root), inputs({ checkRevocation }));
    expect(result.kind === 'valid' && result.revocation.map(({ status }) => status)).toEqual([
      'good',
      'good',
    ]);
    expect(asked).toEqual([
      [world.seal.certificate, world.issuingCa.certificate],
      [world.issuingCa.certificate, world.root.certificate],
    ]);
    await outcome(world.entity('broken-signature'), world.root, { checkRevocation });
    expect(asked).toHaveLength(2);
  });
});

function rollover(pathLength: number): readonly EntityDefinition[] {
  const years = { notBefore: addDays(NOW, -100), notAfter: addDays(NOW, 100) };
  const authority = [{ CN: 'CA' }];
  return [
    { name: 'root', subject: [{ CN: 'root' }], profile: { kind: 'ca' }, ...years },
    { name: 'ca', issuer: 'root', subject: authority, profile: { kind: 'ca', pathLength }, ...years },
    { name: 'new-key', issuer: 'ca', subject: authority, profile: { kind: 'ca', pathLength }, ...years },
    { name: 'leaf', issuer: 'new-key', subject: [{ CN: 'leaf' }], profile: { kind: 'ca' }, ...years },
    { name: 'below-leaf', issuer: 'leaf', subject: [{ CN: 'below' }], profile: { kind: 'bare' }, ...years },
  ];
}
