import { toBase64, utf8 } from '@eseal/core';
import type { SignatureValue } from '@eseal/core/container';
import { ecdsaRawToDer } from '@eseal/core/crypto';
import { describe, expect, it } from 'vitest';
import { parseXades } from './parse.ts';
import { signatureXml } from './test-signature.ts';

const MORE = 'http://www.w3.org/2007/05/xmldsig-more#';

async function parsedValue(
  signature: Partial<Parameters<typeof signatureXml>[0]>,
  change: (text: string) => string = (text) => text,
): Promise<SignatureValue> {
  const text = await signatureXml({ references: [{ uri: '#x', over: '' }], ...signature });
  const [parsed] = (await parseXades(utf8(change(text)))).signatures;
  if (parsed === undefined) throw new Error('there is no signature');
  return parsed.signature;
}

describe('the algorithm of a signature value', () => {
  it.each([
    ['http://www.w3.org/2000/09/xmldsig#rsa-sha1', 'rsa-sha1', 'SHA-1'],
    ['http://www.w3.org/2001/04/xmldsig-more#rsa-sha512', 'rsa-sha512', 'SHA-512'],
    ['http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384', 'ecdsa-sha384', 'SHA-384'],
    [`${MORE}sha256-rsa-MGF1`, 'rsa-pss-sha256', 'SHA-256'],
    ['http://www.w3.org/2021/04/xmldsig-more#eddsa-ed25519', 'ed25519', 'SHA-512'],
  ])('%s is %s', async (method, algorithm, digestAlgorithm) => {
    expect(await parsedValue({ method })).toMatchObject({
      algorithm,
      digestAlgorithm,
      algorithmName: method,
    });
  });

  it.each([
    'http://www.w3.org/2000/09/xmldsig#hmac-sha1',
    'http://www.w3.org/2001/04/xmldsig-more#hmac-sha256',
    '1.2.840.10045.3.1.7',
    'none',
    '',
  ])('X8: %j is none that a certificate verifies', async (method) => {
    const value = await parsedValue({ method });
    expect(value).toMatchObject({ algorithm: undefined, digestAlgorithm: undefined, algorithmName: method });
  });

  const pss = (parameters: string) =>
    parsedValue({ method: `${MORE}rsa-pss` }, (text) =>
      text.replace(
        /(<ds:SignatureMethod[^>]*)\/>/,
        `$1><p:RSAPSSParams xmlns:p="${MORE}">${parameters}</p:RSAPSSParams></ds:SignatureMethod>`,
      ),
    );
  const SHA512 = '<ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha512"/>';
  const MD5 = '<ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#md5"/>';

  it('is RSASSA-PSS as its parameters say, or as they are when they are absent', async () => {
    expect(await pss('')).toMatchObject({ algorithm: 'rsa-pss-sha256', saltLength: 32 });
    expect(await parsedValue({ method: `${MORE}rsa-pss` })).toMatchObject({ algorithm: 'rsa-pss-sha256' });
    expect(
      await pss(`${SHA512}<p:SaltLength>20</p:SaltLength><p:TrailerField>1</p:TrailerField>`),
    ).toMatchObject({
      algorithm: 'rsa-pss-sha512',
      saltLength: 20,
    });
    const mask = `<p:MaskGenerationFunction>${SHA512}</p:MaskGenerationFunction>`;
    expect(await pss(`${SHA512}${mask}`)).toMatchObject({ algorithm: 'rsa-pss-sha512', saltLength: 64 });
  });

  it.each([
    ['another digest for the mask', `<p:MaskGenerationFunction>${SHA512}</p:MaskGenerationFunction>`],
    ['a digest that is not used', MD5],
    ['another trailer', '<p:TrailerField>2</p:TrailerField>'],
    ['a salt length that is none', '<p:SaltLength>x</p:SaltLength>'],
    ['a negative salt length', '<p:SaltLength>-1</p:SaltLength>'],
  ])('is none with %s', async (_, parameters) => {
    expect((await pss(parameters)).algorithm).toBeUndefined();
  });
});

describe('the bytes of a signature value', () => {
  const method = 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256';
  const raw = Uint8Array.from({ length: 64 }, (_, at) => at + 1);

  it('are r and s in DER for ECDSA', async () => {
    expect((await parsedValue({ method, value: toBase64(raw) })).value).toEqual(ecdsaRawToDer(raw));
  });

  it.each([62, 96, 126, 130, 132])('are r and s in DER when they are %i', async (length) => {
    const value = new Uint8Array(length).fill(7);
    expect(await parsedValue({ method, value: toBase64(value) })).toMatchObject({
      value: ecdsaRawToDer(value),
      halfLength: length / 2,
    });
  });

  it.each([
    [64, []],
    [132, []],
    [62, ['ECDSA_VALUE_LENGTH']],
    [65, ['ECDSA_VALUE_LENGTH']],
    [0, ['ECDSA_VALUE_LENGTH']],
  ])('of %i bytes are remarked on where no curve has so many', async (length, ids) => {
    const text = await signatureXml({ references: [], method, value: toBase64(new Uint8Array(length)) });
    const [parsed] = (await parseXades(utf8(text))).signatures;
    expect(parsed?.findings.map(({ id }) => id).filter((id) => id.startsWith('ECDSA'))).toEqual(ids);
  });

  it.each([0, 1, 63, 65, 134])('stay as they are when %i bytes are no r and s', async (length) => {
    const value = raw.slice(0, length);
    const padded = new Uint8Array(length);
    padded.set(value);
    expect((await parsedValue({ method, value: toBase64(padded) })).value).toEqual(padded);
  });

  it('are none when they are not base64 or not there', async () => {
    expect((await parsedValue({ value: 'Hello World!' })).value).toEqual(new Uint8Array());
    const without = await parsedValue({}, (text) =>
      text.replace(/<ds:SignatureValue.*<\/ds:SignatureValue>/, ''),
    );
    expect(without.value).toEqual(new Uint8Array());
  });

  it('are over SignedInfo in the form that it names, where it stands', async () => {
    const text = await signatureXml({
      references: [],
      canonicalization: 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315',
    });
    const [parsed] = (await parseXades(utf8(`<a xmlns="urn:x">${text}</a>`))).signatures;
    const bytes = parsed?.signature.signedBytes;
    const canonical = bytes?.kind === 'bytes' ? new TextDecoder().decode(bytes.pieces[0]) : '';
    expect(canonical).toMatch(
      /^<ds:SignedInfo xmlns="urn:x" xmlns:ds="[^"]*"><ds:CanonicalizationMethod .*<\/ds:SignedInfo>$/,
    );
  });

  it.each([
    ['unknown', (text: string) => text.replace('xml-exc-c14n#"', 'xml-exc-c14n#x"')],
    ['empty', (text: string) => text.replace(/(CanonicalizationMethod Algorithm=)"[^"]*"/, '$1""')],
    ['absent', (text: string) => text.replace(/<ds:CanonicalizationMethod[^>]*>/, '')],
  ])('are over nothing when the canonicalization is %s', async (_, change) => {
    expect((await parsedValue({}, change)).signedBytes).toBeUndefined();
  });
});
