import { readable, seal, utf8 } from '@eseal/core';
import { parseCertificate } from '@eseal/core/x509';
import { xades } from '@eseal/formats/xades';
import { parseXml } from '@eseal/formats/xml';
import { createMockSigner, createPki, type Entity, type Pki } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  certificatesOf,
  createListSigners,
  ENVELOPED,
  EXCLUSIVE,
  INCLUSIVE,
  listXml,
  NOW,
  signList,
  xpath,
} from '../test-lists.ts';
import { authenticateList, type ListAuthentication } from './authenticate-list.ts';

let pki: Pki;
let first: Entity;
let second: Entity;

beforeAll(async () => {
  pki = await createListSigners();
  first = pki.entity('first');
  second = pki.entity('second');
});

const scheme = { issueDate: new Date('2026-10-01T00:00:00Z'), territory: 'EU' };

function authenticate(list: string, ...signers: readonly Entity[]): Promise<ListAuthentication> {
  return authenticateList(parseXml(utf8(list)), certificatesOf(...signers), { time: NOW, scheme });
}

const PASSED = { conclusion: { indication: 'TOTAL-PASSED' }, findings: [] };

function failed(subIndication: string, id: string): object {
  return { conclusion: { indication: 'TOTAL-FAILED', subIndication }, signer: undefined, findings: [{ id }] };
}

function indeterminate(subIndication: string | null, id: string): object {
  return {
    conclusion: { indication: 'INDETERMINATE', subIndication },
    signer: undefined,
    findings: [{ id }],
  };
}

describe('a list', () => {
  it('is authentic when one of those who may sign it did', async () => {
    const list = await signList(listXml(), second);
    const found = await authenticate(list, first, second);
    expect(found).toMatchObject(PASSED);
    expect(found.signer?.raw).toEqual(second.certificate);
  });

  it.each(['p256', 'p384', 'p521', 'rsa-pss-2048', 'ed25519'] as const)(
    'may be signed by %s',
    async (key) => {
      const { entities } = await createPki({
        entities: [
          {
            name: 'signer',
            subject: [{ C: 'EU' }, { CN: key }],
            profile: { kind: 'list-signing' },
            notBefore: new Date('2026-01-01T00:00:00Z'),
            notAfter: new Date('2028-01-01T00:00:00Z'),
            key,
          },
        ],
      });
      const [signer] = entities as [Entity];
      const sealed = await seal(utf8(listXml()), {
        signer: createMockSigner(signer),
        format: xades({ includeCertificates: 'seal' }),
        now: () => NOW,
      });
      const list = new TextDecoder().decode(await sealed.toBytes());
      expect(await authenticate(list, signer)).toMatchObject(PASSED);
      const changed = list.replace('<SchemeTerritory>EU', '<SchemeTerritory>EV');
      expect(await authenticate(changed, signer)).toMatchObject(failed('HASH_FAILURE', 'LIST_CHANGED'));
    },
  );

  it.each([
    ['its root by an identifier', ' Id="L"', '#L', [ENVELOPED, EXCLUSIVE]],
    ['all of it in inclusive canonical form', '', '', [ENVELOPED, INCLUSIVE]],
    [
      'all of it but what is in signatures',
      '',
      '',
      [xpath('not(ancestor-or-self::ds:Signature)'), EXCLUSIVE],
    ],
  ])('may be covered as %s', async (_, root, uri, transforms) => {
    const xml = listXml({ root });
    const list = await signList(xml, first, { references: [{ uri, transforms, over: xml }] });
    expect(await authenticate(list, first)).toMatchObject(PASSED);
    expect(await authenticate(list.replace('>6<', '>5<'), first)).toMatchObject(
      failed('HASH_FAILURE', 'LIST_CHANGED'),
    );
  });

  it('has to be as it was signed', async () => {
    const list = await signList(listXml(), first);
    expect(await authenticate(list.replace('>EU<', '>JP<'), first)).toMatchObject(
      failed('HASH_FAILURE', 'LIST_CHANGED'),
    );
    expect(
      await authenticate(list.replace('2026-10-01T00:00:00Z</xades', '2026-10-02T00:00:00Z</xades'), first),
    ).toMatchObject(failed('HASH_FAILURE', 'LIST_CHANGED'));
  });

  it('has to have a value by the key of its signer', async () => {
    const list = await signList(listXml(), first);
    const other = await signList(listXml({ sequenceNumber: 2 }), first);
    const value = /<ds:SignatureValue>.*<\/ds:SignatureValue>/;
    const changed = list.replace(value, value.exec(other)?.[0] ?? '');
    expect(changed).not.toBe(list);
    expect(await authenticate(changed, first)).toMatchObject(
      failed('SIG_CRYPTO_FAILURE', 'LIST_SIGNATURE_BROKEN'),
    );
  });

  it('without a signature gets no verdict but the reason', async () => {
    const found = await authenticate(listXml(), first);
    expect(found).toMatchObject(indeterminate(null, 'LIST_SIGNATURE_COUNT'));
    expect(found.findings[0]?.message.en).toContain('exactly one signature is required, found 0');
  });

  it('that names no certificate, or one that is not there, has no signer', async () => {
    const nameless = await signList(listXml(), first, { certificateDigest: null });
    const unsigned = indeterminate('NO_SIGNING_CERTIFICATE_FOUND', 'LIST_SIGNER_UNNAMED');
    expect(await authenticate(nameless, first)).toMatchObject(unsigned);
    const list = await signList(listXml(), first);
    const bare = list.replace(/<ds:KeyInfo>.*<\/ds:KeyInfo>/, '');
    expect(await authenticate(bare, second)).toMatchObject(unsigned);
    expect(await authenticate(bare, first)).toMatchObject(PASSED);
  });

  it('may name the certificate by SHA-1, for nothing rests on that', async () => {
    const list = await signList(listXml(), first, { certificateDigest: 'SHA-1' });
    expect(await authenticate(list, first)).toMatchObject(PASSED);
  });

  it('is not authentic by algorithms that were weak when it was issued', async () => {
    const list = await signList(listXml(), first, { digest: 'SHA-1' });
    expect(await authenticate(list, first)).toMatchObject(
      indeterminate('CRYPTO_CONSTRAINTS_FAILURE_NO_POE', 'LIST_ALGORITHM_WEAK'),
    );
    const old = { issueDate: new Date('2009-01-01T00:00:00Z'), territory: 'EU' };
    const found = await authenticateList(parseXml(utf8(list)), certificatesOf(first), {
      time: NOW,
      scheme: old,
    });
    expect(found.conclusion.indication).toBe('TOTAL-PASSED');
    expect(found.findings).toContainEqual(
      expect.objectContaining({ id: 'LIST_ALGORITHM_WEAK', severity: 'warning' }),
    );
  });

  it('issued in the future is judged by what holds today', async () => {
    const list = await signList(listXml(), first, { digest: 'SHA-1' });
    const later = { issueDate: new Date('2099-01-01T00:00:00Z'), territory: 'EU' };
    const time = new Date('2009-01-01T00:00:00Z');
    const found = await authenticateList(parseXml(utf8(list)), certificatesOf(first), {
      time,
      scheme: later,
    });
    expect(found.conclusion.indication).toBe('TOTAL-PASSED');
  });

  it.each([
    ['http://www.w3.org/2001/04/xmldsig-more#hmac-sha256', 'hmac-sha256'],
    ['http://example.com/algorithm', 'example.com'],
  ])('signed by %s cannot be judged', async (method, told) => {
    const found = await authenticate(await signList(listXml(), first, { method }), first);
    expect(found).toMatchObject(
      indeterminate('CRYPTO_CONSTRAINTS_FAILURE_NO_POE', 'LIST_ALGORITHM_UNSUPPORTED'),
    );
    expect(found.findings[0]?.message.en).toContain(told);
  });

  it('of nobody is authentic when nobody may sign it', async () => {
    expect(await authenticate(await signList(listXml(), first))).toMatchObject(
      indeterminate('NO_CERTIFICATE_CHAIN_FOUND', 'LIST_SIGNER_NOT_ANNOUNCED'),
    );
  });

  it('keeps its verdict whatever certificates stand in its signature', async () => {
    const list = await signList(listXml(), first);
    const broken = list.replace(/<ds:X509Certificate>/, '<ds:X509Certificate>AAAA');
    expect(readable(() => parseCertificate(new Uint8Array(3)))).toBeUndefined();
    expect(await authenticate(broken, first)).toMatchObject(PASSED);
  });
});
