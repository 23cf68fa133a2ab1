import { pades } from '@eseal/formats/pades';
import { smallPdf } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { goodWorld, NOW } from '../../../test/judging.ts';
import { firstSeal, reportOn } from '../../../test/reported.ts';
import { sealedBy } from '../../../test/sealed.ts';
import type { SealReport } from '../../report/report.ts';
import { element, writeXml } from '../../util/xml.ts';
import { validate } from '../../validate.ts';
import { attributesElement } from './attributes.ts';

const write = (seal: SealReport): string => writeXml(attributesElement(seal) ?? element('none'));

describe('attributesElement', () => {
  let seal: SealReport;
  beforeAll(async () => {
    seal = firstSeal(await reportOn());
  });

  it('has the signed attributes, and timestamps as unsigned ones', () => {
    const text = write(seal);
    expect(text).toContain('<SigningTime Signed="true">');
    expect(text).toContain('<MessageDigest Signed="true">');
    expect(text).toContain(`<AttributeObject VOReference="C-${seal.signingCertificate?.sha256}"/>`);
    expect(text).toContain('<SignatureTimeStamp Signed="false">');
  });

  it('refers to no certificate that the reference does not match', () => {
    const signingCertificateReference = { ...seal.signingCertificateReference, digestMatch: false };
    expect(write({ ...seal, signingCertificateReference })).not.toContain('<SigningCertificate');
  });

  it.each([
    ['1.2.3', 'urn:oid:1.2.3'],
    ['http://a.example/p?<b>\uD800', 'http://a.example/p?%3Cb%3E%5Cud800'],
  ])('names the signature policy %j by a URI', (identifier, uri) => {
    const signaturePolicy = {
      kind: 'explicit',
      identifier,
    } as unknown as NonNullable<SealReport['signaturePolicy']>;
    expect(write({ ...seal, signaturePolicy })).toContain(`<SigPolicyId>${uri}</SigPolicyId>`);
  });

  it('is absent where a seal says nothing', () => {
    const { cryptography, scope } = seal;
    const bare = { claimedTime: null, signingCertificate: null, signaturePolicy: null, timestamps: [] };
    const nothing = { ...seal, ...bare, scope, cryptography: { ...cryptography, references: [] } };
    expect(attributesElement(nothing)).toBeUndefined();
  });

  it('has the entries of a PDF', async () => {
    const world = await goodWorld();
    const sealed = await sealedBy(world, await smallPdf(), pades({ reason: 'Tax <2026>' }));
    const text = write(firstSeal(await validate(sealed, { trust: world.anchors, validationTime: NOW })));
    expect(text).toContain('<ReasonElement>Tax &lt;2026&gt;</ReasonElement>');
    expect(text).toContain('<SubFilterElement>ETSI.CAdES.detached</SubFilterElement>');
    expect(text).toMatch(/<ByteRange>0 \d+ \d+ \d+<\/ByteRange>/);
  });
});
