import {
  createGoodWorld,
  createHostileWorld,
  createPki,
  type Entity,
  type EntityDefinition,
} from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { parseSignedData, type SignedData } from '../cms/signed-data.ts';
import { concatBytes } from '../util/bytes.ts';
import { parseCertificate } from '../x509/certificate.ts';
import { parseTimestampToken } from './token.ts';
import { hasTimestampPurpose, verifyTokenSignature } from './verify-token.ts';

const world = await createGoodWorld({ now: new Date('2026-11-01T09:00:00Z') });
const DIGEST = new Uint8Array(32).fill(5);
const token = await world.timestampAuthority.stamp(DIGEST);
const signedData = parseTimestampToken(token).signedData;
const [signer] = signedData.signerInfos;
if (signer === undefined) throw new TypeError('the token has no signer');

const problemOf = async (changed: Partial<SignedData>): Promise<string> => {
  const outcome = await verifyTokenSignature({ ...signedData, ...changed });
  return outcome.kind === 'intact' ? 'intact' : outcome.problem;
};

describe('the signature of a token', () => {
  it('holds under the authority’s certificate', async () => {
    const outcome = await verifyTokenSignature(signedData);
    expect(outcome.kind === 'intact' && outcome.certificate.raw).toEqual(world.tsa.certificate);
  });

  it.each(['rsa-2048', 'rsa-pss-2048', 'p256', 'p384', 'p521', 'ed25519'] as const)(
    'holds by a key of kind %s',
    async (key) => {
      const other = await createGoodWorld({ keyOf: { tsa: key } });
      const { signedData: data } = parseTimestampToken(await other.timestampAuthority.stamp(DIGEST));
      expect((await verifyTokenSignature(data)).kind).toBe('intact');
    },
  );

  it('needs one signer', async () => {
    expect(await problemOf({ signerInfos: [] })).toBe('signer-count');
    expect(await problemOf({ signerInfos: [signer, signer] })).toBe('signer-count');
  });

  it('needs a certificate, in the token or from elsewhere', async () => {
    expect(await problemOf({ certificates: [] })).toBe('certificate-missing');
    expect(await problemOf({ certificates: [world.seal.certificate] })).toBe('certificate-missing');
    const elsewhere = await verifyTokenSignature({ ...signedData, certificates: [] }, [
      parseCertificate(world.tsa.certificate),
    ]);
    expect(elsewhere.kind).toBe('intact');
  });

  it('does not mind broken certificates and others of the same name and number beside the right one', async () => {
    const broken = world.tsa.certificate.slice(0, -1);
    // The identifier of the signer matches, the signed reference does not.
    const namesake = Uint8Array.from(world.tsa.certificate);
    namesake[namesake.length - 1] = (namesake.at(-1) ?? 0) ^ 1;
    expect(await problemOf({ certificates: [broken, namesake, world.tsa.certificate] })).toBe('intact');
    expect(await problemOf({ certificates: [namesake] })).toBe('certificate-reference');
  });

  it('needs the signed reference to its certificate', async () => {
    const without = signer.signedAttributes.filter(
      ({ type }) => !type.startsWith('1.2.840.113549.1.9.16.2.'),
    );
    expect(await problemOf({ signerInfos: [{ ...signer, signedAttributes: without }] })).toBe(
      'certificate-reference',
    );
    const unreadable = signer.signedAttributes.map((one) =>
      without.includes(one) ? one : { ...one, values: [Uint8Array.of(5, 0)] },
    );
    expect(await problemOf({ signerInfos: [{ ...signer, signedAttributes: unreadable }] })).toBe(
      'certificate-reference',
    );
    const twice = [
      ...signer.signedAttributes,
      ...signer.signedAttributes.filter((one) => !without.includes(one)),
    ];
    expect(await problemOf({ signerInfos: [{ ...signer, signedAttributes: twice }] })).toBe(
      'certificate-reference',
    );
  });

  it('covers the content', async () => {
    const altered = concatBytes(signedData.content ?? []).map((byte, at) => (at === 20 ? byte ^ 1 : byte));
    expect(await problemOf({ content: [altered] })).toBe('message-digest');
    expect(await problemOf({ content: undefined })).toBe('message-digest');
    const digestAlgorithm = { ...signer.digestAlgorithm, oid: '2.999.1' };
    expect(await problemOf({ signerInfos: [{ ...signer, digestAlgorithm }] })).toBe('message-digest');
    const other = { ...signer.digestAlgorithm, oid: '2.16.840.1.101.3.4.2.3' };
    expect(await problemOf({ signerInfos: [{ ...signer, digestAlgorithm: other }] })).toBe('message-digest');
  });

  it('covers the attributes', async () => {
    const raw = signer.signedAttributesRaw ?? new Uint8Array();
    const altered = raw.map((byte, at) => (at === raw.length - 1 ? byte ^ 1 : byte));
    expect(await problemOf({ signerInfos: [{ ...signer, signedAttributesRaw: altered }] })).toBe('signature');
    expect(await problemOf({ signerInfos: [{ ...signer, signedAttributesRaw: undefined }] })).toBe(
      'signature',
    );
    expect(
      await problemOf({ signerInfos: [{ ...signer, signedAttributesRaw: Uint8Array.of(0xa0, 0x80) }] }),
    ).toBe('signature');
  });

  it('states the type of the content, once and truly (RFC 5652 §11.1)', async () => {
    const type = signer.signedAttributes.find((one) => one.type === '1.2.840.113549.1.9.3');
    if (type === undefined) throw new TypeError('no content type');
    const replaced = (...types: (typeof type)[]) =>
      problemOf({
        signerInfos: [
          {
            ...signer,
            signedAttributes: [...signer.signedAttributes.filter((one) => one !== type), ...types],
          },
        ],
      });
    expect(await replaced(type)).toBe('intact');
    expect(await replaced()).toBe('signature');
    expect(await replaced(type, type)).toBe('signature');
    const data = Uint8Array.of(0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01);
    expect(await replaced({ ...type, values: [data] })).toBe('signature');
  });

  it('is a value of the algorithm that is named', async () => {
    const flipped = signer.signature.map((byte, at) =>
      at === signer.signature.length - 1 ? byte ^ 1 : byte,
    );
    expect(await problemOf({ signerInfos: [{ ...signer, signature: flipped }] })).toBe('signature');
    const signatureAlgorithm = { ...signer.signatureAlgorithm, oid: '2.999.1' };
    expect(await problemOf({ signerInfos: [{ ...signer, signatureAlgorithm }] })).toBe('signature');
  });

  it('is of no use by a certificate for other purposes', async () => {
    const hostile = await createHostileWorld({ now: world.now });
    const names = hostile.cases.map(({ entity }) => entity).filter((entity) => entity.startsWith('tsa'));
    expect(names.length).toBeGreaterThan(0);
    for (const name of names)
      expect(hasTimestampPurpose(parseCertificate(hostile.entity(name).certificate)), name).toBe(false);
    expect(hasTimestampPurpose(parseCertificate(world.seal.certificate))).toBe(false);
    expect(hasTimestampPurpose(parseCertificate(world.tsa.certificate))).toBe(true);
  });

  it('is of no use where the purpose cannot be read', async () => {
    const dates = { notBefore: new Date('2026-01-01'), notAfter: new Date('2036-01-01') };
    const root: EntityDefinition = {
      name: 'root',
      subject: [{ CN: 'R' }],
      profile: { kind: 'ca' },
      ...dates,
    };
    const extensions = [{ oid: '2.5.29.37', critical: true, value: Uint8Array.of(5, 0) }];
    const tsa: EntityDefinition = {
      name: 'tsa',
      issuer: 'root',
      subject: [{ CN: 'T' }],
      profile: { kind: 'bare' },
      quirks: { extensions },
      ...dates,
    };
    const { entity } = await createPki({ entities: [root, tsa] });
    expect(await stampedBy(entity('tsa'))).toBe('key-purpose');
  });

  it('is of no use by a certificate without that purpose, though all equations hold', async () => {
    expect(await stampedBy(world.seal)).toBe('key-purpose');
  });
});

async function stampedBy(authority: Entity): Promise<string> {
  const { createTimestampAuthority, createClock } = await import('@eseal/testkit');
  const stamped = await createTimestampAuthority({ authority, clock: createClock(world.now) }).stamp(DIGEST);
  const outcome = await verifyTokenSignature(parseSignedData(stamped));
  return outcome.kind === 'intact' ? 'intact' : outcome.problem;
}
