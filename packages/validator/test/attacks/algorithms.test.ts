/** Weak algorithms, and certificates put in the place of others: judged as a whole. */
import { utf8 } from '@eseal/core';
import { element, encode, OID, octetString, sequence } from '@eseal/core/asn1';
import { attribute, parseSignedData, signingCertificateV2, spliceSignedData } from '@eseal/core/cms';
import { digestBytes } from '@eseal/core/crypto';
import { type EntityDefinition, flipBit, goodEntities, type World } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import type { PolicyPreset } from '../../src/policy/presets.ts';
import { subIndicationOf } from '../../src/report/conclusion.ts';
import type { ValidationReport } from '../../src/report/report.ts';
import { validate } from '../../src/validate.ts';
import { certificateOf, goodWorld, NOW } from '../judging.ts';
import { cmsOf, usualAttributes } from './made-cms.ts';

const CONTENT = utf8('契約書 金額 1,000,000円');

function judge(
  world: Pick<World, 'anchors'>,
  document: Uint8Array,
  policy: PolicyPreset = 'strict',
): Promise<ValidationReport> {
  return validate(document, { trust: world.anchors, revocation: 'none', validationTime: NOW, policy });
}

const verdict = ({ conclusion }: ValidationReport): string =>
  `${conclusion.indication} ${subIndicationOf(conclusion) ?? ''}`.trim();

const findingsOf = ({ seals: [seal] }: ValidationReport): readonly string[] =>
  seal?.findings.filter(({ severity }) => severity !== 'information').map(({ id }) => id) ?? [];

/** An entity of the good world under another definition. */
function entity(name: string, changes: Partial<EntityDefinition>): EntityDefinition {
  const found = goodEntities(NOW).find((one) => one.name === name);
  if (found === undefined) throw new Error(`the good world has no ${name}`);
  return { ...found, ...changes };
}

describe('a weak algorithm', () => {
  it('C15: in the digest that names the certificate fails, and is only warned of in compat', async () => {
    const world = await goodWorld();
    const [contentType, messageDigest] = await usualAttributes(CONTENT, world.seal);
    const digest = await digestBytes('SHA-1', world.seal.certificate);
    // SigningCertificate of RFC 2634 §5.4: its ESSCertID has no other digest than SHA-1.
    const named = attribute(OID.signingCertificate, [
      sequence([sequence([sequence([octetString(digest)])])]),
    ]);
    const signedAttributes = [contentType ?? named, messageDigest ?? named, named];
    const seal = await cmsOf(world, CONTENT, { signedAttributes });
    expect(verdict(await judge(world, seal))).toBe('INDETERMINATE CRYPTO_CONSTRAINTS_FAILURE_NO_POE');
    const lenient = await judge(world, seal, 'compat');
    expect(verdict(lenient)).toBe('TOTAL-PASSED');
    expect(findingsOf(lenient)).toContain('SIGNING_CERTIFICATE_DIGESTS_RELIABLE');
  });

  it('C15: under an intermediate certificate fails, whatever the seal itself is made with', async () => {
    const weak = entity('issuing-ca', { name: 'weak-ca', signatureAlgorithm: 'ecdsa-sha1' });
    const sealed = entity('seal', { name: 'weak-seal', issuer: 'weak-ca' });
    const world = await goodWorld({ entities: [weak, sealed] });
    const signer = world.entity('weak-seal');
    const made = await cmsOf({ ...world, chain: signer.chain }, CONTENT, { signer });
    for (const policy of ['strict', 'compat'] as const)
      expect(verdict(await judge(world, made, policy))).toBe(
        'INDETERMINATE CRYPTO_CONSTRAINTS_FAILURE_NO_POE',
      );
    const strong = await goodWorld({ entities: [{ ...weak, signatureAlgorithm: 'ecdsa-sha256' }, sealed] });
    const other = strong.entity('weak-seal');
    const good = await cmsOf({ ...strong, chain: other.chain }, CONTENT, { signer: other });
    expect(verdict(await judge(strong, good))).toBe('TOTAL-PASSED');
  });
});

describe('another certificate in the place of the one that was signed', () => {
  it('C6: of the same key, name and serial number is not taken, nor when it is the only one', async () => {
    const serialNumber = Uint8Array.of(1, 2, 3);
    const world = await goodWorld({
      entities: [
        entity('seal', { name: 'first', serialNumber }),
        entity('seal', { name: 'twin', keyOf: 'first', serialNumber, notAfter: NOW }),
      ],
    });
    const [first, twin] = [world.entity('first'), world.entity('twin')];
    const verdictWith = async (chain: World['chain']) => {
      const seal = await cmsOf({ ...world, chain }, CONTENT, { signer: first });
      const report = await judge(world, seal);
      return [verdict(report), report.seals[0]?.signingCertificate?.notAfter];
    };
    const { notAfter } = certificateOf(first);
    expect(await verdictWith(first.chain)).toEqual(['TOTAL-PASSED', notAfter]);
    expect(await verdictWith([...twin.chain, ...first.chain])).toEqual(['TOTAL-PASSED', notAfter]);
    expect(await verdictWith(twin.chain)).toEqual(['INDETERMINATE NO_SIGNING_CERTIFICATE_FOUND', undefined]);
  });

  it('C6: is not found by a digest with one wrong bit', async () => {
    const world = await goodWorld();
    const certificate = certificateOf(world.seal);
    const [contentType, messageDigest, usual] = await usualAttributes(CONTENT, world.seal);
    const digest = flipBit(await digestBytes('SHA-256', certificate.raw));
    const wrong = signingCertificateV2(certificate, 'SHA-256', digest);
    const signedAttributes = [contentType ?? wrong, messageDigest ?? wrong, wrong];
    const report = await judge(world, await cmsOf(world, CONTENT, { signedAttributes }));
    expect(usual).toBeDefined();
    expect(verdict(report)).toBe('INDETERMINATE NO_SIGNING_CERTIFICATE_FOUND');
  });
});

describe('a value over signed attributes as received', () => {
  it('C1: fails, and holds with a warning only under a policy that accepts it', async () => {
    const world = await goodWorld();
    const made = parseSignedData(await cmsOf(world, CONTENT));
    const [signer] = made.signerInfos;
    const reversed = signer?.signedAttributes.map(({ raw }) => raw).toReversed() ?? [];
    const value = await world.seal.key.sign(encode(element(0x31, reversed)));
    const withFields = (signature: Uint8Array): Uint8Array => {
      const fields = signer?.signedFields.map((field) =>
        field[0] === 0xa0 ? element(0xa0, reversed) : field,
      );
      const signerInfo = sequence([...(fields ?? []).slice(0, -1), octetString(signature)]);
      return encode(spliceSignedData(made, { signerInfos: [signerInfo] }));
    };
    const seal = withFields(value);
    expect(verdict(await judge(world, seal))).toBe('TOTAL-FAILED SIG_CRYPTO_FAILURE');
    const lenient = await judge(world, seal, 'compat');
    expect(verdict(lenient)).toBe('TOTAL-PASSED');
    expect(findingsOf(lenient)).toContain('SIGNED_ATTRIBUTES_IN_DER');
    expect(verdict(await judge(world, withFields(flipBit(value)), 'compat'))).toBe(
      'TOTAL-FAILED SIG_CRYPTO_FAILURE',
    );
  });
});
