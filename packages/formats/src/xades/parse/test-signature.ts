/** XML signatures written by hand, for tests of what is read; their values verify under no key. */
import { toBase64, utf8 } from '@eseal/core';
import { digestBytes } from '@eseal/core/crypto';

/** Exclusive canonicalization. */
export const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
/** The enveloped signature transform. */
export const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';
/** Type of a reference to SignedProperties. */
export const SIGNED_PROPERTIES = 'http://uri.etsi.org/01903#SignedProperties';

/** A reference of a test. */
export interface TestReference {
  /** Absent: a reference without the attribute. */
  readonly uri?: string;
  readonly id?: string;
  readonly type?: string;
  /** Algorithms, or whole ds:Transform elements. */
  readonly transforms?: readonly string[];
  /** Octets that the digest is of. */
  readonly over: Uint8Array | string;
}

/** Parts of a signature of a test. */
export interface TestSignature {
  readonly id?: string;
  readonly references: readonly TestReference[];
  /** Algorithm of the value. */
  readonly method?: string;
  readonly canonicalization?: string;
  readonly value?: string;
  /** ds:KeyInfo and what follows it. */
  readonly after?: string;
}

/** A ds:Reference. */
export async function referenceXml({ uri, id, type, transforms = [], over }: TestReference): Promise<string> {
  const attribute = (name: string, value: string | undefined): string =>
    value === undefined ? '' : ` ${name}="${value}"`;
  const listed = transforms.map((one) => (one.startsWith('<') ? one : `<ds:Transform Algorithm="${one}"/>`));
  const digest = await digestBytes('SHA-256', typeof over === 'string' ? utf8(over) : over);
  const element = transforms.length === 0 ? '' : `<ds:Transforms>${listed.join('')}</ds:Transforms>`;
  return (
    `<ds:Reference${attribute('Id', id)}${attribute('Type', type)}${attribute('URI', uri)}>${element}` +
    '<ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>' +
    `<ds:DigestValue>${toBase64(digest)}</ds:DigestValue></ds:Reference>`
  );
}

/** A ds:Signature. */
export async function signatureXml({
  id = 'S',
  references,
  method = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  canonicalization = EXCLUSIVE,
  value = 'AAAA',
  after = '',
}: TestSignature): Promise<string> {
  const listed = await Promise.all(references.map(referenceXml));
  return (
    `<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Id="${id}"><ds:SignedInfo>` +
    `<ds:CanonicalizationMethod Algorithm="${canonicalization}"/><ds:SignatureMethod Algorithm="${method}"/>` +
    `${listed.join('')}</ds:SignedInfo>` +
    `<ds:SignatureValue Id="${id}-value">${value}</ds:SignatureValue>${after}</ds:Signature>`
  );
}

/** Qualifying properties in a ds:Object, as exclusive canonicalization has them. */
export interface TestProperties {
  readonly object: string;
  /** The canonical form of the SignedProperties. */
  readonly canonical: string;
}

/** Qualifying properties with a signing time. */
export function propertiesXml({
  target = '#S',
  id = 'P',
  time = '2026-01-01T00:00:00Z',
  signed = '',
  data = '',
  unsigned = '',
}: Readonly<
  Partial<Record<'target' | 'id' | 'time' | 'signed' | 'data' | 'unsigned', string>>
> = {}): TestProperties {
  const inner =
    `<xades:SignedSignatureProperties><xades:SigningTime>${time}</xades:SigningTime>${signed}</xades:SignedSignatureProperties>` +
    (data === '' ? '' : `<xades:SignedDataObjectProperties>${data}</xades:SignedDataObjectProperties>`);
  const after =
    unsigned === ''
      ? ''
      : `<xades:UnsignedProperties><xades:UnsignedSignatureProperties>${unsigned}</xades:UnsignedSignatureProperties></xades:UnsignedProperties>`;
  const namespace = 'xmlns:xades="http://uri.etsi.org/01903/v1.3.2#"';
  return {
    canonical: `<xades:SignedProperties ${namespace} Id="${id}">${inner}</xades:SignedProperties>`,
    object:
      `<ds:Object><xades:QualifyingProperties ${namespace} Target="${target}">` +
      `<xades:SignedProperties Id="${id}">${inner}</xades:SignedProperties>${after}` +
      '</xades:QualifyingProperties></ds:Object>',
  };
}

/** The reference to SignedProperties of {@link propertiesXml}. */
export function propertiesReference({ canonical }: TestProperties, uri = '#P'): TestReference {
  return { uri, type: SIGNED_PROPERTIES, transforms: [EXCLUSIVE], over: canonical };
}
