import { toBase64, toHex, utf8 } from '@eseal/core';
import { digestBytes } from '@eseal/core/crypto';
import { parseCertificate } from '@eseal/core/x509';
import { invoiceXml } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import type { XadesOptions } from './options.ts';
import { parseXades } from './parse/parse.ts';
import { COMMITMENT_TYPES } from './statements.ts';
import { checkSeals, createTestSealer, type TestSealer, textOf } from './test-seals.ts';

const INVOICE = invoiceXml();

let sealer: TestSealer;
beforeAll(async () => {
  sealer = await createTestSealer();
});

/** The signed properties of a seal, which must hold, with `xades:` left out and what varies named. */
async function propertiesOf(options: XadesOptions): Promise<string> {
  const sealed = await sealer.sealed(INVOICE, options);
  expect(await checkSeals(sealed)).toEqual([true]);
  const [signature] = (await parseXades(sealed)).signatures;
  expect(signature).toMatchObject({ form: 'B-B', structure: { valid: true, messages: [] } });
  const [, properties = ''] =
    /<xades:SignedProperties [^>]*>(.*)<\/xades:SignedProperties>/s.exec(textOf(sealed)) ?? [];
  return properties
    .replaceAll('xades:', '')
    .replace(/<SigningTime>.*<\/SigningCertificateV2>/s, '[time, certificate]')
    .replace(/#seal-[0-9a-f]+/g, '#seal');
}

const FORMAT = (inner: string, after = ''): string =>
  `<SignedDataObjectProperties><DataObjectFormat ObjectReference="#seal-reference-1">${inner}</DataObjectFormat>${after}</SignedDataObjectProperties>`;
const XML_FORMAT = FORMAT('<MimeType>application/xml</MimeType>');

describe('what a sealer states', () => {
  it('is the time, the certificate and the format by default', async () => {
    expect(await propertiesOf({})).toBe(
      `<SignedSignatureProperties>[time, certificate]</SignedSignatureProperties>${XML_FORMAT}`,
    );
  });

  it('stands in the order of the schema, with every character as it is', async () => {
    const properties = await propertiesOf({
      signaturePolicy: 'implied',
      productionPlace: {
        country: 'JP',
        postalCode: '100-0001',
        stateOrProvince: '東京都',
        streetAddress: '1-1 & <2> "3"\r\n\t',
        city: '千代田区',
      },
      claimedRoles: ['経理部', '代表'],
      commitmentTypes: [COMMITMENT_TYPES.proofOfOrigin, '1.2.392.1'],
      mimeType: 'text/xml',
      description: '請求書',
      encoding: 'http://www.w3.org/2000/09/xmldsig#base64',
    });
    const place =
      '<City>千代田区</City><StreetAddress>1-1 &amp; &lt;2&gt; "3"&#xD;\n\t</StreetAddress><StateOrProvince>東京都</StateOrProvince><PostalCode>100-0001</PostalCode><CountryName>JP</CountryName>';
    expect(properties).toBe(
      [
        '<SignedSignatureProperties>[time, certificate]',
        '<SignaturePolicyIdentifier><SignaturePolicyImplied></SignaturePolicyImplied></SignaturePolicyIdentifier>',
        `<SignatureProductionPlaceV2>${place}</SignatureProductionPlaceV2>`,
        '<SignerRoleV2><ClaimedRoles><ClaimedRole>経理部</ClaimedRole><ClaimedRole>代表</ClaimedRole></ClaimedRoles></SignerRoleV2>',
        '</SignedSignatureProperties>',
        FORMAT(
          '<Description>請求書</Description><MimeType>text/xml</MimeType><Encoding>http://www.w3.org/2000/09/xmldsig#base64</Encoding>',
          [
            '<CommitmentTypeIndication><CommitmentTypeId><Identifier>http://uri.etsi.org/01903/v1.2.2#ProofOfOrigin</Identifier></CommitmentTypeId><AllSignedDataObjects></AllSignedDataObjects></CommitmentTypeIndication>',
            '<CommitmentTypeIndication><CommitmentTypeId><Identifier Qualifier="OIDAsURN">urn:oid:1.2.392.1</Identifier></CommitmentTypeId><AllSignedDataObjects></AllSignedDataObjects></CommitmentTypeIndication>',
          ].join(''),
        ),
      ].join(''),
    );
  });

  it.each([
    [
      'by object identifier',
      { oid: '1.2.392.1', uri: 'https://example.jp/policy.pdf', userNotice: '社印' },
      '<Identifier Qualifier="OIDAsURN">urn:oid:1.2.392.1</Identifier>',
      '<SigPolicyQualifiers><SigPolicyQualifier><SPURI>https://example.jp/policy.pdf</SPURI></SigPolicyQualifier><SigPolicyQualifier><SPUserNotice><ExplicitText>社印</ExplicitText></SPUserNotice></SigPolicyQualifier></SigPolicyQualifiers>',
    ],
    [
      'by URI',
      { identifier: 'urn:policy:1', description: '規程' },
      '<Identifier>urn:policy:1</Identifier><Description>規程</Description>',
      '',
    ],
  ])('names a policy %s', async (_, policy, identifier, qualifiers) => {
    const signaturePolicy = {
      ...policy,
      digest: { algorithm: 'SHA-256', value: utf8('x'.repeat(32)) },
    } as const;
    const properties = await propertiesOf({ signaturePolicy });
    expect(properties.replace(/ Algorithm="[^"]*"/, '')).toContain(
      `<SignaturePolicyId><SigPolicyId>${identifier}</SigPolicyId><SigPolicyHash><ds:DigestMethod></ds:DigestMethod><ds:DigestValue>eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHg=</ds:DigestValue></SigPolicyHash>${qualifiers}</SignaturePolicyId>`,
    );
  });

  it('carries the policy document itself, if it is the one of the digest', async () => {
    const document = utf8('規程');
    const digest = { algorithm: 'SHA-256', value: await digestBytes('SHA-256', document) } as const;
    const policy = { oid: '1.2.3.4', digest, store: { document, specification: '1.2.3' } };
    const sealed = await sealer.sealed(INVOICE, { signaturePolicy: policy }, { adesLevel: 'B-T' });
    expect(await checkSeals(sealed)).toEqual([true]);
    expect(textOf(sealed)).toContain(
      `<xades141:SPDocSpecification><xades:Identifier Qualifier="OIDAsURN">urn:oid:1.2.3</xades:Identifier></xades141:SPDocSpecification><xades141:SignaturePolicyDocument>${toBase64(document)}</xades141:SignaturePolicyDocument></xades141:SignaturePolicyStore><xades:SignatureTimeStamp>`,
    );
    const [signature] = (await parseXades(sealed)).signatures;
    expect([signature?.form, signature?.structure.messages]).toEqual(['B-T', []]);
    const other = { ...policy, store: { document: utf8('他'), specification: '1.2.3' } };
    await expect(sealer.sealed(INVOICE, { signaturePolicy: other })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
    });
  });

  it('qualifies commitments, and has roles that others certify', async () => {
    const properties = await propertiesOf({
      commitmentTypes: [{ identifier: '1.2.3', qualifiers: ['100 < 円'] }],
      claimedRoles: ['経理'],
      certifiedRoles: [utf8('certificate')],
    });
    expect(properties).toContain(
      '<AllSignedDataObjects></AllSignedDataObjects><CommitmentTypeQualifiers><CommitmentTypeQualifier>100 &lt; 円</CommitmentTypeQualifier></CommitmentTypeQualifiers></CommitmentTypeIndication>',
    );
    expect(properties).toContain(
      `</ClaimedRoles><CertifiedRolesV2><CertifiedRole><X509AttributeCertificate>${toBase64(utf8('certificate'))}</X509AttributeCertificate></CertifiedRole></CertifiedRolesV2></SignerRoleV2>`,
    );
  });

  it('names the certificate by digest, issuer and number', async () => {
    const [signature] = (await parseXades(await sealer.sealed(INVOICE))).signatures;
    const { certificate } = sealer.world.seal;
    const digest = await digestBytes('SHA-256', certificate);
    const { issuer, serialNumber } = parseCertificate(certificate);
    const { count, references } = signature?.signingCertificateReferences ?? {};
    const [reference, ...others] = references ?? [];
    expect({ count, others }).toEqual({ count: 1, others: [] });
    expect(reference).toMatchObject({ digestAlgorithm: 'SHA-256' });
    expect(toHex(reference?.digest ?? new Uint8Array())).toBe(toHex(digest));
    expect(reference?.issuerSerial?.serialNumber).toEqual(serialNumber);
    expect(reference?.issuerSerial?.issuer).toEqual([{ kind: 'directoryName', name: issuer }]);
  });
});
