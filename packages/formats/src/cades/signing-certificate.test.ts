import { utf8 } from '@eseal/core';
import type { ParsedSignature } from '@eseal/core/container';
import { parseTimestampToken } from '@eseal/core/timestamp';
import { flipBit } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseCades } from './parse.ts';
import {
  findNamedCertificate,
  findSealCertificate,
  findTimestampCertificate,
} from './signing-certificate.ts';
import { createTestSealer, type TestSealer } from './test-seals.ts';

let sealer: TestSealer;
let seal: ParsedSignature;
beforeAll(async () => {
  sealer = await createTestSealer();
  const sealed = await sealer.sealed(utf8('納品書'), {}, { adesLevel: 'B-T' });
  const [signature] = (await parseCades(sealed)).signatures;
  if (signature === undefined) throw new Error('there is no seal');
  seal = signature;
});

const namesOf = () => {
  const { references } = seal.signingCertificateReferences;
  return { references, hint: seal.certificateHint };
};

describe('the certificate of a seal', () => {
  it('is found among those of the container', async () => {
    expect((await findSealCertificate(seal))?.raw).toEqual(sealer.world.seal.certificate);
  });

  it('is found elsewhere when the container has none, and nowhere else', async () => {
    const bare = { ...seal, certificates: [] };
    expect(await findSealCertificate(bare)).toBeUndefined();
    expect(await findSealCertificate(bare, [sealer.world.root.certificate])).toBeUndefined();
    const { certificate } = sealer.world.seal;
    expect((await findSealCertificate(bare, [certificate]))?.raw).toEqual(certificate);
  });
});

describe('a named certificate', () => {
  it('is the one with the digest of the first reference, whatever else is there', async () => {
    const { root, seal: own } = sealer.world;
    const { references } = namesOf();
    const among = [utf8('garbage'), root.certificate, own.certificate];
    expect((await findNamedCertificate({ references, hint: undefined }, among))?.raw).toEqual(
      own.certificate,
    );
  });

  it('is none with another digest when nothing beside the value names it', async () => {
    const references = namesOf().references.map((one) => ({ ...one, digest: flipBit(one.digest, 0) }));
    const found = await findNamedCertificate({ references, hint: undefined }, seal.certificates);
    expect(found).toBeUndefined();
  });

  it('is found by issuer and serial number without a reference, and not among others', async () => {
    const { hint } = namesOf();
    const { root, seal: own } = sealer.world;
    const found = await findNamedCertificate({ references: [], hint }, [root.certificate, own.certificate]);
    expect(found?.raw).toEqual(own.certificate);
    expect(await findNamedCertificate({ references: [], hint }, [root.certificate])).toBeUndefined();
  });
});

describe('the certificate of a timestamp', () => {
  it('is that of the authority, not of the seal', async () => {
    const token = parseTimestampToken(seal.timestamps[0]?.token ?? new Uint8Array());
    const { seal: own, tsa } = sealer.world;
    expect((await findTimestampCertificate(token))?.raw).toEqual(tsa.certificate);
    const bare = { ...token, signedData: { ...token.signedData, certificates: [] } };
    expect(await findTimestampCertificate(bare, [own.certificate])).toBeUndefined();
    expect((await findTimestampCertificate(bare, [tsa.certificate]))?.raw).toEqual(tsa.certificate);
  });
});
