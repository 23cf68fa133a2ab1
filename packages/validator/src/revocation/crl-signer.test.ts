import { addDays, goodEntities, keyUsage, type World } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { inquiryIn, parsedCrl } from '../../test/inquiring.ts';
import { certificateOf, GOOD, goodWorld, NOW, revokedAt } from '../../test/judging.ts';
import { findCrlSigner } from './crl-signer.ts';
import { type Inquiry, SIGNED_BY_ISSUER } from './inquiry.ts';

/** A world whose issuing CA has a second key, certified by the root under the same name. */
async function withSecondKey(): Promise<World> {
  const subject = goodEntities(NOW).find(({ name }) => name === 'issuing-ca')?.subject ?? [];
  const period = { notBefore: addDays(NOW, -300), notAfter: addDays(NOW, 3000) };
  const renewed = { name: 'renewed', issuer: 'root', subject, profile: { kind: 'ca' }, ...period } as const;
  return goodWorld({ entities: [renewed] });
}

/** A question whose issuer has another certificate, or none. */
function issuedUnder(inquiry: Inquiry, certificate: Inquiry['question']['issuer']['certificate']): Inquiry {
  const { question } = inquiry;
  return { ...inquiry, question: { ...question, issuer: { ...question.issuer, certificate } } };
}

describe('the signer of a CRL', () => {
  it('is the issuer when its key made the signature, and nobody when a bit of that is wrong', async () => {
    const world = await goodWorld();
    const inquiry = inquiryIn(world);
    expect(await findCrlSigner(await parsedCrl(world), inquiry)).toBe(SIGNED_BY_ISSUER);
    expect(await findCrlSigner(await parsedCrl(world, { brokenSignature: true }), inquiry)).toEqual({
      kind: 'refused',
      problem: 'signature-invalid',
    });
  });

  it('is an issuer whose key usage is for CRLs, or that has no certificate to restrict it', async () => {
    const extensions = [keyUsage('keyCertSign')];
    const entities = goodEntities(NOW).filter(({ name }) => name === 'issuing-ca');
    const world = await goodWorld({
      entities: entities.map((one) => ({ ...one, name: 'restricted', quirks: { extensions } })),
    });
    const crl = await parsedCrl(world);
    const restricted = issuedUnder(inquiryIn(world), certificateOf(world.entity('restricted')));
    expect(await findCrlSigner(crl, issuedUnder(restricted, undefined))).toBe(SIGNED_BY_ISSUER);
    expect(await findCrlSigner(crl, restricted)).toEqual({ kind: 'refused', problem: 'signer-key-usage' });
  });

  it('may be the anchor itself, though not somebody who only bears its name', async () => {
    const world = await goodWorld();
    const crl = await parsedCrl(world, { issuer: world.root });
    expect(await findCrlSigner(crl, inquiryIn(world))).toBe(SIGNED_BY_ISSUER);
    const byOther = { ...(await parsedCrl(world)), issuer: crl.issuer };
    expect((await findCrlSigner(byOther, inquiryIn(world))).kind).toBe('refused');
  });

  it('may be another key of the issuer, told with its path and status, unless that was revoked before', async () => {
    const world = await withSecondKey();
    const renewed = world.entity('renewed');
    const crl = await parsedCrl(world, { issuer: renewed });
    expect(await findCrlSigner(crl, inquiryIn(world, { known: [renewed] }))).toMatchObject({
      kind: 'found',
      chain: [{ raw: renewed.certificate }],
      revocation: [{ status: GOOD }],
    });
    const statusOf = async () => revokedAt(addDays(NOW, -9));
    expect(await findCrlSigner(crl, inquiryIn(world, { known: [renewed], statusOf }))).toEqual({
      kind: 'refused',
      problem: 'signer-revoked',
    });
  });

  it('is traced to the anchor of the path in question, and to no other', async () => {
    const [world, other] = [await withSecondKey(), await goodWorld({ keyOf: { root: 'p384' } })];
    const renewed = world.entity('renewed');
    const crl = await parsedCrl(world, { issuer: renewed });
    const inquiry = inquiryIn(world, { known: [renewed] });
    const { publicKey } = certificateOf(other.root);
    const anchor = { ...inquiry.question.anchor, publicKey };
    const elsewhere = { ...inquiry, question: { ...inquiry.question, anchor } };
    expect((await findCrlSigner(crl, inquiry)).kind).toBe('found');
    expect(await findCrlSigner(crl, elsewhere)).toEqual({ kind: 'refused', problem: 'signer-path' });
  });

  it('is not asked about for its own sake', async () => {
    const world = await withSecondKey();
    const renewed = world.entity('renewed');
    const crl = await parsedCrl(world, { issuer: renewed });
    const asked: Uint8Array[] = [];
    const statusOf: Inquiry['statusOf'] = async ({ certificate }) => {
      asked.push(certificate.raw);
      return GOOD;
    };
    await findCrlSigner(crl, inquiryIn(world, { known: [renewed], statusOf }));
    expect(asked).toEqual([renewed.certificate]);
    const certificate = certificateOf(renewed);
    await findCrlSigner(crl, inquiryIn(world, { known: [renewed], statusOf, certificate }));
    expect(asked).toHaveLength(1);
  });
});
