/**
 * Lists for tests: written and signed by hand, so that whatever can be wrong with one can be made. Everything is in canonical
 * form as it stands, so that the text is what is digested.
 */
import { toBase64, utf8 } from '@eseal/core';
import { type DigestAlgorithm, digestBytes } from '@eseal/core/crypto';
import { type Certificate, parseCertificate } from '@eseal/core/x509';
import { createPki, type Entity, type EntityDefinition, type Pki } from '@eseal/testkit';
import type { LoadList } from './follow/loader.ts';
import { EU_SCHEME } from './schemes/eu.ts';

/** When lists of tests are judged. */
export const NOW: Date = new Date('2026-11-01T00:00:00Z');

/** Types of lists. */
export const LIST: string = EU_SCHEME.listTypes[0] ?? '';
export const LIST_OF_LISTS: string = EU_SCHEME.listOfListsTypes[0] ?? '';

/** A pointer of a list of a test. */
export interface TestPointer {
  readonly location: string;
  readonly signers: readonly Entity[];
  readonly territory?: string;
  readonly type?: string;
  readonly mimeType?: string;
  /** Further content of its AdditionalInformation. */
  readonly information?: string;
}

/** What a list of a test says. */
export interface TestList {
  readonly territory?: string;
  readonly type?: string;
  readonly version?: number;
  readonly sequenceNumber?: number | '';
  readonly issueDate?: string;
  /** Content of its NextUpdate. */
  readonly nextUpdate?: string;
  readonly informationUris?: readonly string[];
  readonly pointers?: readonly TestPointer[];
  /** Attributes of the root. */
  readonly root?: string;
}

const MIME_TYPE = 'application/vnd.etsi.tsl+xml';

/** The text of a list without a signature. */
export function listXml({
  territory = 'EU',
  type = LIST_OF_LISTS,
  version = 6,
  sequenceNumber = 1,
  issueDate = '2026-10-01T00:00:00Z',
  nextUpdate = '<dateTime>2027-01-01T00:00:00Z</dateTime>',
  informationUris = [],
  pointers = [],
  root = '',
}: TestList = {}): string {
  const uris = informationUris.map((uri) => `<URI xml:lang="en">${uri}</URI>`);
  return (
    `<TrustServiceStatusList xmlns="http://uri.etsi.org/02231/v2#"${root}><SchemeInformation>` +
    `<TSLVersionIdentifier>${version}</TSLVersionIdentifier>` +
    `<TSLSequenceNumber>${sequenceNumber}</TSLSequenceNumber><TSLType>${type}</TSLType>` +
    `<SchemeInformationURI>${uris.join('')}</SchemeInformationURI>` +
    `<SchemeTerritory>${territory}</SchemeTerritory>` +
    `<PointersToOtherTSL>${pointers.map(pointerXml).join('')}</PointersToOtherTSL>` +
    `<ListIssueDateTime>${issueDate}</ListIssueDateTime>` +
    `<NextUpdate>${nextUpdate}</NextUpdate>` +
    '</SchemeInformation></TrustServiceStatusList>'
  );
}

function pointerXml({
  location,
  signers,
  territory = 'EU',
  type = LIST_OF_LISTS,
  mimeType = MIME_TYPE,
  information = '',
}: TestPointer): string {
  const identities = signers.map(
    ({ certificate }) =>
      `<ServiceDigitalIdentity><DigitalId><X509Certificate>${toBase64(certificate)}</X509Certificate></DigitalId></ServiceDigitalIdentity>`,
  );
  return (
    `<OtherTSLPointer><ServiceDigitalIdentities>${identities.join('')}</ServiceDigitalIdentities>` +
    `<TSLLocation>${location}</TSLLocation><AdditionalInformation>` +
    `<OtherInformation><TSLType>${type}</TSLType></OtherInformation>` +
    `<OtherInformation><SchemeTerritory>${territory}</SchemeTerritory></OtherInformation>` +
    `<OtherInformation><MimeType xmlns="http://uri.etsi.org/02231/v2/additionaltypes#">${mimeType}</MimeType></OtherInformation>` +
    `${information}</AdditionalInformation></OtherTSLPointer>`
  );
}

const DS = 'xmlns:ds="http://www.w3.org/2000/09/xmldsig#"';
const XADES = 'xmlns:xades="http://uri.etsi.org/01903/v1.3.2#"';

/** Transforms, as elements. */
export const ENVELOPED: string = transform('http://www.w3.org/2000/09/xmldsig#enveloped-signature');
export const EXCLUSIVE: string = transform('http://www.w3.org/2001/10/xml-exc-c14n#');
export const INCLUSIVE: string = transform('http://www.w3.org/TR/2001/REC-xml-c14n-20010315');

/** An XPath filter. */
export function xpath(expression: string): string {
  return transform('http://www.w3.org/TR/1999/REC-xpath-19991116', `<ds:XPath>${expression}</ds:XPath>`);
}

function transform(algorithm: string, content = ''): string {
  return `<ds:Transform Algorithm="${algorithm}">${content}</ds:Transform>`;
}

/** A reference of a signature of a test. */
export interface TestReference {
  readonly uri: string;
  readonly transforms: readonly string[];
  /** The canonical form of what it is of. */
  readonly over: string;
  readonly attributes?: string;
}

/** How a list is signed. */
export interface TestSignature {
  /** Default: to the list. */
  readonly references?: readonly TestReference[];
  readonly digest?: DigestAlgorithm;
  /** Of the reference to the certificate; `null` for none. */
  readonly certificateDigest?: DigestAlgorithm | null;
  /** Whose certificate the signed properties name, and ds:KeyInfo holds. Default the signer's. */
  readonly named?: Entity;
  /** Whether the signed properties are covered. Default true. */
  readonly coversProperties?: boolean;
  readonly method?: string;
}

const DIGEST_METHODS: Readonly<Partial<Record<DigestAlgorithm, string>>> = {
  'SHA-1': 'http://www.w3.org/2000/09/xmldsig#sha1',
  'SHA-256': 'http://www.w3.org/2001/04/xmlenc#sha256',
};

/** The usual reference to a list. */
export function toList(xml: string): TestReference {
  return { uri: '', transforms: [ENVELOPED, EXCLUSIVE], over: xml };
}

/** The ds:Signature of a list. */
export async function signatureOf(xml: string, signer: Entity, options: TestSignature = {}): Promise<string> {
  const { references = [toList(xml)], digest = 'SHA-256', coversProperties = true } = options;
  const { method = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256', named = signer } = options;
  const properties = await propertiesXml(named, options.certificateDigest);
  const own: TestReference = {
    uri: '#P',
    transforms: [EXCLUSIVE],
    over: properties
      .replace(' Id="P"', ` ${XADES} Id="P"`)
      .replaceAll(/<ds:Digest(Method|Value)/g, `$& ${DS}`),
    attributes: ' Type="http://uri.etsi.org/01903#SignedProperties"',
  };
  const all = coversProperties ? [...references, own] : references;
  const listed = await Promise.all(all.map((one) => referenceXml(one, digest)));
  const info =
    '<ds:CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"></ds:CanonicalizationMethod>' +
    `<ds:SignatureMethod Algorithm="${method}"></ds:SignatureMethod>${listed.join('')}</ds:SignedInfo>`;
  const value = await signer.key.sign(utf8(`<ds:SignedInfo ${DS}>${info}`));
  return (
    `<ds:Signature ${DS} Id="S"><ds:SignedInfo>${info}<ds:SignatureValue>${toBase64(value)}</ds:SignatureValue>` +
    `<ds:KeyInfo><ds:X509Data><ds:X509Certificate>${toBase64(named.certificate)}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>` +
    `<ds:Object><xades:QualifyingProperties ${XADES} Target="#S">${properties}</xades:QualifyingProperties></ds:Object></ds:Signature>`
  );
}

async function propertiesXml(
  { certificate }: Entity,
  algorithm: DigestAlgorithm | null = 'SHA-256',
): Promise<string> {
  const digest = algorithm === null ? undefined : await digestBytes(algorithm, certificate);
  const reference =
    digest === undefined
      ? ''
      : '<xades:SigningCertificateV2><xades:Cert><xades:CertDigest>' +
        `<ds:DigestMethod Algorithm="${DIGEST_METHODS[algorithm ?? 'SHA-256']}"></ds:DigestMethod>` +
        `<ds:DigestValue>${toBase64(digest)}</ds:DigestValue></xades:CertDigest></xades:Cert></xades:SigningCertificateV2>`;
  return (
    '<xades:SignedProperties Id="P"><xades:SignedSignatureProperties>' +
    `<xades:SigningTime>2026-10-01T00:00:00Z</xades:SigningTime>${reference}` +
    '</xades:SignedSignatureProperties></xades:SignedProperties>'
  );
}

async function referenceXml(
  { uri, transforms, over, attributes = '' }: TestReference,
  digest: DigestAlgorithm,
): Promise<string> {
  const value = await digestBytes(digest, utf8(over));
  return (
    `<ds:Reference${attributes} URI="${uri}"><ds:Transforms>${transforms.join('')}</ds:Transforms>` +
    `<ds:DigestMethod Algorithm="${DIGEST_METHODS[digest]}"></ds:DigestMethod>` +
    `<ds:DigestValue>${toBase64(value)}</ds:DigestValue></ds:Reference>`
  );
}

const END = '</TrustServiceStatusList>';

/** A list with something before its end tag. */
export function withLast(xml: string, last: string): string {
  return xml.slice(0, xml.lastIndexOf(END)) + last + END;
}

/** A list with its signature. */
export async function signList(xml: string, signer: Entity, options: TestSignature = {}): Promise<string> {
  return withLast(xml, await signatureOf(xml, signer, options));
}

/** Those who sign lists of tests: each has a certificate of its own, `twin` has the name of `first`. */
export function createListSigners(): Promise<Pki> {
  const signer = (name: string, CN: string): EntityDefinition => ({
    name,
    subject: [{ C: 'EU' }, { O: 'Test operator' }, { CN }],
    profile: { kind: 'list-signing' },
    notBefore: new Date('2026-01-01T00:00:00Z'),
    notAfter: new Date('2028-01-01T00:00:00Z'),
    key: 'rsa-2048',
  });
  return createPki({
    entities: [
      signer('first', 'Signer 1'),
      signer('second', 'Signer 2'),
      signer('third', 'Signer 3'),
      signer('twin', 'Signer 1'),
    ],
  });
}

/** The certificates of signers. */
export function certificatesOf(...signers: readonly Entity[]): readonly Certificate[] {
  return signers.map(({ certificate }) => parseCertificate(certificate));
}

/** Lists by their locations; of any other there is no copy. */
export function loaderOf(lists: Readonly<Record<string, string>>): LoadList {
  return async (location) => {
    const xml = Object.hasOwn(lists, location) ? lists[location] : undefined;
    if (xml !== undefined) return { copies: [utf8(xml)] };
    const message = { ja: `${location} がありません`, en: `there is no ${location}` };
    return {
      kind: 'failure',
      finding: { id: 'TEST_NO_COPY', severity: 'error', message, citation: 'test', facts: {} },
    };
  };
}
