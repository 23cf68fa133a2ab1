/** CMS in which something good stands beside something that is not, judged as a whole. */
import { utf8 } from '@eseal/core';
import { type DerPart, encode, OID, objectIdentifier, octetString, setOf } from '@eseal/core/asn1';
import { attribute, encodeSignedAttributes, parseSignedData, spliceSignedData } from '@eseal/core/cms';
import { flipBit, type World } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { subIndicationOf } from '../../src/report/conclusion.ts';
import type { ValidationReport } from '../../src/report/report.ts';
import { validate } from '../../src/validate.ts';
import { goodWorld, NOW } from '../judging.ts';
import { cmsOf, usualAttributes, withoutAttributes } from './made-cms.ts';

const CONTENT = utf8('契約書 金額 1,000,000円');
const OTHER = utf8('契約書 金額 9,000,000円');

function judge(world: World, document: Uint8Array): Promise<ValidationReport> {
  return validate(document, { trust: world.anchors, revocation: 'none', validationTime: NOW });
}

const verdict = ({ conclusion }: ValidationReport): string =>
  `${conclusion.indication} ${subIndicationOf(conclusion) ?? ''}`.trim();

describe('a CMS made by hand', () => {
  it('passes when nothing is odd about it', async () => {
    const world = await goodWorld();
    expect(verdict(await judge(world, await cmsOf(world, CONTENT)))).toBe('TOTAL-PASSED');
  });

  it('C2: does not pass over the signed attributes of a seal, though the value of the seal holds over them', async () => {
    const world = await goodWorld();
    const seal = await cmsOf(world, CONTENT);
    const attributes = encodeSignedAttributes(await usualAttributes(CONTENT, world.seal));
    const report = await judge(world, withoutAttributes(seal, attributes));
    expect(report.seals[0]?.cryptography.signatureIntact).toBe(true);
    expect(verdict(report)).toBe('TOTAL-FAILED FORMAT_FAILURE');
  });

  it('C2: does not pass without signed attributes over a content that is nothing special', async () => {
    const world = await goodWorld();
    const value = await world.seal.key.sign(CONTENT);
    const report = await judge(world, withoutAttributes(await cmsOf(world, CONTENT), CONTENT, value));
    expect(report.seals[0]?.cryptography.signatureIntact).toBe(true);
    expect(report.conclusion.indication).not.toBe('TOTAL-PASSED');
  });

  it('C4: does not pass over another content than was digested', async () => {
    const world = await goodWorld();
    const received = parseSignedData(await cmsOf(world, CONTENT));
    const encapContentInfo = parseSignedData(await cmsOf(world, OTHER)).fields.encapContentInfo;
    const report = await judge(world, encode(spliceSignedData(received, { encapContentInfo })));
    expect(verdict(report)).toBe('TOTAL-FAILED HASH_FAILURE');
  });

  it('C4: does not pass when another type is signed than the content has', async () => {
    const world = await goodWorld();
    const [, ...others] = await usualAttributes(CONTENT, world.seal);
    const type = attribute(OID.contentType, [objectIdentifier(OID.signedData)]);
    const report = await judge(world, await cmsOf(world, CONTENT, { signedAttributes: [type, ...others] }));
    expect(report.conclusion.indication).not.toBe('TOTAL-PASSED');
  });

  it('C4: does not pass when the digest is missing, empty or that of nothing', async () => {
    const world = await goodWorld();
    const [type, , reference] = await usualAttributes(CONTENT, world.seal);
    const signed = (...digest: readonly DerPart[]): readonly DerPart[] =>
      [type, ...digest, reference].filter((one) => one !== undefined);
    for (const digest of [
      [],
      [attribute(OID.messageDigest, [octetString(new Uint8Array())])],
      [attribute(OID.messageDigest, [octetString(new Uint8Array(32))])],
      [attribute(OID.messageDigest, [])],
    ]) {
      const report = await judge(world, await cmsOf(world, CONTENT, { signedAttributes: signed(...digest) }));
      expect(report.conclusion.indication).not.toBe('TOTAL-PASSED');
    }
  });
});

describe('a CMS with two signers', () => {
  it('C7: passes only when both are good, whichever is first', async () => {
    const world = await goodWorld();
    const received = parseSignedData(await cmsOf(world, CONTENT));
    const [good] = received.signerInfos.map(({ raw }) => raw);
    if (good === undefined) throw new Error('there is no signer');
    const broken = flipBit(good, -5);
    const both = (...signerInfos: readonly Uint8Array[]) =>
      judge(world, encode(spliceSignedData(received, { signerInfos })));
    for (const signers of [
      [good, broken],
      [broken, good],
    ]) {
      const report = await both(...signers);
      expect(verdict(report)).toBe('TOTAL-FAILED SIG_CRYPTO_FAILURE');
      expect(report.seals.map(({ conclusion }) => conclusion.indication).sort()).toEqual([
        'TOTAL-FAILED',
        'TOTAL-PASSED',
      ]);
    }
  });

  it('C7: does not pass when one of them is trusted by nobody', async () => {
    const world = await goodWorld();
    const stranger = await goodWorld({ key: 'ed25519', baseUrl: 'http://stranger.test' });
    const [mine, theirs] = await Promise.all([cmsOf(world, CONTENT), cmsOf(stranger, CONTENT)]).then((all) =>
      all.map(parseSignedData),
    );
    if (mine === undefined || theirs === undefined) throw new Error('there are not two');
    const signerInfos = [...mine.signerInfos, ...theirs.signerInfos].map(({ raw }) => raw);
    const certificates = encode(setOf([...mine.certificates, ...theirs.certificates], 0xa0));
    const report = await judge(world, encode(spliceSignedData(mine, { certificates, signerInfos })));
    expect(report.seals).toHaveLength(2);
    expect(report.seals.map(({ conclusion }) => conclusion.indication)).toContain('TOTAL-PASSED');
    expect(report.conclusion.indication).toBe('INDETERMINATE');
  });
});
