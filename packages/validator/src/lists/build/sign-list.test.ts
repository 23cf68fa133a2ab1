import { isEsealError } from '@eseal/core';
import { parseCertificate } from '@eseal/core/x509';
import { parseXml } from '@eseal/formats/xml';
import {
  createMockSigner,
  createPki,
  type EntityDefinition,
  extendedKeyUsage,
  flipBit,
  keyUsage,
  type MockSignerOptions,
} from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { authenticateList } from '../authenticate/authenticate-list.ts';
import { buildTrustedList } from './build-list.ts';
import { type SignTrustedListOptions, signTrustedList } from './sign-list.ts';
import { describeList } from './test-descriptions.ts';

const NOW = new Date('2026-10-02T00:00:00Z');
const LIST_SIGNING = '0.4.0.2231.3.0';

const definition = (name: string, changes: Partial<EntityDefinition> = {}): EntityDefinition => ({
  name,
  subject: [{ C: 'JP' }, { O: 'Operator' }, { CN: name }],
  profile: { kind: 'list-signing' },
  notBefore: new Date('2026-01-01T00:00:00Z'),
  notAfter: new Date('2028-01-01T00:00:00Z'),
  ...changes,
});

const pki = await createPki({
  entities: [
    definition('operator'),
    definition('issued', { issuer: 'operator' }),
    definition('abroad', { subject: [{ C: 'XE' }, { O: 'Operator' }], quirks: { without: ['2.5.29.14'] } }),
    definition('authority', {
      profile: { kind: 'ca' },
      quirks: { extensions: [extendedKeyUsage([LIST_SIGNING]), keyUsage('digitalSignature')] },
    }),
    definition('for-anything', { quirks: { without: ['2.5.29.37'] } }),
    definition('for-certificates', { quirks: { extensions: [keyUsage('keyCertSign')] } }),
    definition('expired', { notAfter: new Date('2026-10-01T00:00:00Z') }),
  ],
});

const certificateOf = (name: string) => parseCertificate(pki.entity(name).certificate);
const list = buildTrustedList(describeList(certificateOf('operator')));

function sign(
  name: string,
  options: Partial<SignTrustedListOptions> = {},
  signer: MockSignerOptions = {},
): Promise<Uint8Array> {
  return signTrustedList(list, {
    signer: createMockSigner(pki.entity(name), signer),
    now: () => NOW,
    ...options,
  });
}

const authenticate = async (signed: Uint8Array, name: string) =>
  (await authenticateList(parseXml(signed), [certificateOf(name)], { time: NOW })).conclusion;

describe('signTrustedList', () => {
  it('makes a list that is authentic for whom the certificate was announced to', async () => {
    const signed = await sign('operator');
    expect(await authenticate(signed, 'operator')).toEqual({ indication: 'TOTAL-PASSED' });
    expect(await authenticate(signed, 'issued')).toMatchObject({ indication: 'INDETERMINATE' });
  });

  it('leaves the list as it is before its signature, which covers all of it in the prescribed way', async () => {
    const text = new TextDecoder().decode(
      await sign('issued', { signingTime: new Date('2026-10-01T12:00:00Z') }),
    );
    const [before] = new TextDecoder().decode(list).split('</TrustServiceStatusList>');
    expect(text.startsWith(before ?? '-')).toBe(true);
    expect(text.match(/<ds:Reference [^>]*URI=""/g)).toHaveLength(1);
    const [, transforms = ''] = /<ds:Transforms>(.*?)<\/ds:Transforms>/s.exec(text) ?? [];
    expect(transforms.match(/Algorithm="[^"]*"/g)).toEqual([
      'Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"',
      'Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"',
    ]);
    expect(text).toContain('<xades:SigningCertificateV2>');
    expect(text).toContain('<xades:SigningTime>2026-10-01T12:00:00Z</xades:SigningTime>');
    expect(text.match(/<ds:X509Certificate>/g)).toHaveLength(1);
  });

  it.each(['authority', 'for-anything', 'for-certificates'])(
    'refuses the certificate of %s',
    async (name) => {
      const signer = createMockSigner(pki.entity(name));
      const signing = signTrustedList(list, { signer, now: () => NOW });
      await expect(signing).rejects.toMatchObject({ name: 'ValidatorError', code: 'LIST_SIGNER_REFUSED' });
      expect(signer.calls).toEqual([]);
    },
  );

  it('refuses a certificate that is not valid now', async () => {
    await expect(sign('expired')).rejects.toMatchObject({ code: 'CERTIFICATE_NOT_VALID_NOW' });
  });

  it('tells what is unusual about a certificate, and signs', async () => {
    const told: string[] = [];
    await sign('abroad', { onWarning: ({ message }) => told.push(message.en) });
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('no subject key identifier');
    expect(told[0]).toContain("its country is not the list's");
    await sign('operator', { onWarning: ({ message }) => told.push(message.en) });
    expect(told).toHaveLength(1);
  });

  it('uses no value that the key did not make', async () => {
    const signing = sign('operator', {}, { fault: { kind: 'wrong-value' } });
    await expect(signing).rejects.toMatchObject({ code: 'SIGNATURE_VALUE_INVALID' });
  });

  it('signs no list twice, none that readers would not take, and nothing that is no list', async () => {
    const signer = createMockSigner(pki.entity('operator'));
    const again = signTrustedList(await sign('operator'), { signer, now: () => NOW });
    await expect(again).rejects.toMatchObject({ code: 'TRUSTED_LIST_INVALID' });
    const text = new TextDecoder().decode(list).replace(/<ServiceStatus>.*<\/ServiceStatus>/, '');
    const incomplete = signTrustedList(new TextEncoder().encode(text), { signer, now: () => NOW });
    await expect(incomplete).rejects.toMatchObject({ code: 'TRUSTED_LIST_INVALID' });
    for (const bytes of [new Uint8Array(), flipBit(list, 0), new TextEncoder().encode('<a/>')]) {
      const problem = await signTrustedList(bytes, { signer, now: () => NOW }).catch(
        (error: unknown) => error,
      );
      expect(isEsealError(problem) && problem.code).toBe('TRUSTED_LIST_UNREADABLE');
    }
  });
});
