import { toBase64, toHex, utf8 } from '@eseal/core';
import { formatName } from '@eseal/core/x509';
import { parseXml } from '@eseal/formats/xml';
import { describe, expect, it } from 'vitest';
import type { ServiceIdentity } from '../../trust/listed-service.ts';
import { certificatesOf, createListSigners } from '../test-lists.ts';
import { readIdentities } from './digital-identity.ts';
import { DECLARATIONS } from './test-list-xml.ts';

interface Read {
  readonly identities: readonly ServiceIdentity[];
  readonly told: readonly string[];
}

function read(...ids: readonly string[]): Read {
  const told: string[] = [];
  const digitalIds = ids.map((id) => `<DigitalId>${id}</DigitalId>`).join('');
  const xml = `<ServiceDigitalIdentity ${DECLARATIONS}>${digitalIds}</ServiceDigitalIdentity>`;
  return { identities: readIdentities(parseXml(utf8(xml)).root, (message) => told.push(message)), told };
}

const SUBJECT = '<X509SubjectName>CN=CA, O=Example, C=JP</X509SubjectName>';
const SKI = '<X509SKI>\nAQID\nBA==\n</X509SKI>';
const KEY =
  '<ds:KeyValue><ds:RSAKeyValue><ds:Modulus>4f/BsUvNs1Aj</ds:Modulus><ds:Exponent>AQAB</ds:Exponent></ds:RSAKeyValue></ds:KeyValue>';

describe('the identity of a service', () => {
  it('is each of its certificates', async () => {
    const pki = await createListSigners();
    const certificates = certificatesOf(pki.entity('first'), pki.entity('second'));
    const ids = certificates.map(({ raw }) => `<X509Certificate>\n${toBase64(raw)}\n</X509Certificate>`);
    const { identities, told } = read(...ids, SUBJECT, SKI);
    expect(told).toEqual([]);
    expect(identities.map(({ certificate }) => certificate && toHex(certificate.raw))).toEqual(
      certificates.map(({ raw }) => toHex(raw)),
    );
    expect(identities[0]?.publicKey).toBe(identities[0]?.certificate?.publicKey);
  });

  it('is a name with the identifier of the key', () => {
    const [identity, ...others] = read(SUBJECT, SKI).identities;
    expect(others).toEqual([]);
    expect(identity && formatName(identity.name)).toBe('CN=CA, O=Example, C=JP');
    expect(identity?.subjectKeyIdentifier).toEqual(Uint8Array.of(1, 2, 3, 4));
    expect([identity?.certificate, identity?.publicKey]).toEqual([undefined, undefined]);
  });

  it('is a name with a key', () => {
    const [identity] = read(SUBJECT, KEY).identities;
    expect(identity?.publicKey?.type).toBe('rsa');
  });

  it.each([
    ['a name by itself', [SUBJECT]],
    ['an identifier by itself', [SKI]],
    ['a key by itself', [KEY]],
    ['a name that is none', ['<X509SubjectName>CA</X509SubjectName>', SKI]],
    ['two names', [SUBJECT, SUBJECT, SKI]],
    ['something else', ['<Other><x/></Other>']],
    ['nothing', []],
  ])('is not %s', (_, ids) => {
    expect(read(...ids).identities).toEqual([]);
  });

  it.each(['AAAA', '*', ''])('is no certificate that cannot be read (%j), which is told', (text) => {
    const { identities, told } = read(`<X509Certificate>${text}</X509Certificate>`);
    expect(identities).toEqual([]);
    expect(told).toEqual(['an X509Certificate cannot be read']);
  });
});
