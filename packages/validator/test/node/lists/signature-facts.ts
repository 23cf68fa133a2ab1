/**
 * Facts about the signatures of lists, each for itself.
 *
 * @module
 */
import { isDeepStrictEqual } from 'node:util';
import { readable } from '@eseal/core';
import { type Certificate, parseCertificate } from '@eseal/core/x509';
import { attributeValue, base64Of, childElements, descend, type XmlElement } from '@eseal/formats/xml';
import {
  authenticateList,
  type ListAuthentication,
} from '../../../src/lists/authenticate/authenticate-list.ts';
import { DS } from '../../../src/lists/parse/namespaces.ts';
import { certificatesOf, type ListFact, type ListFacts, type ReadCase } from './list-case.ts';

interface StatedResult {
  readonly indication?: string;
  readonly subIndication?: string | null;
}

interface SignatureCheck extends StatedResult {
  readonly tlSignersDerBase64: readonly string[];
}

async function authenticate(
  { document, list }: ReadCase,
  signers: readonly Certificate[],
): Promise<ListAuthentication> {
  if (document === undefined || list === undefined) throw new Error('there is no list');
  const { issueDate: time = new Date() } = list.scheme;
  return authenticateList(document, signers, { time, scheme: list.scheme });
}

/** Accepted signers of a case. */
function signersOf({ one }: ReadCase): readonly Certificate[] {
  return certificatesOf(one.config?.tlSignersDerBase64 ?? []);
}

function agrees({ conclusion }: ListAuthentication, { indication, subIndication }: StatedResult): boolean {
  const found = conclusion.indication === 'TOTAL-PASSED' ? undefined : conclusion.subIndication;
  return conclusion.indication === indication && (found ?? undefined) === (subIndication ?? undefined);
}

async function hasResults(expected: unknown, found: ReadCase): Promise<boolean> {
  const results = (expected as readonly SignatureCheck[]).map(async (stated) =>
    agrees(await authenticate(found, certificatesOf(stated.tlSignersDerBase64)), stated),
  );
  return (await Promise.all(results)).every((one) => one);
}

/** Whether the list is intact, whoever signed it and however reliable the algorithms are. */
async function isIntact(found: ReadCase): Promise<boolean> {
  const { conclusion, findings } = await authenticate(found, embeddedCertificates(found));
  return conclusion.indication === 'TOTAL-PASSED' || findings.some(({ id }) => id === 'LIST_ALGORITHM_WEAK');
}

function embeddedCertificates(found: ReadCase): readonly Certificate[] {
  const encodings = signaturesOf(found).flatMap((signature) =>
    descend(signature, DS, 'KeyInfo', 'X509Data', 'X509Certificate').flatMap((one) => base64Of(one) ?? []),
  );
  return encodings.flatMap((encoding) => readable(() => parseCertificate(encoding)) ?? []);
}

function signaturesOf({ document }: ReadCase): readonly XmlElement[] {
  return document === undefined ? [] : childElements(document.root, DS, 'Signature');
}

/** Different values of an attribute, as the corpus shortens them. */
function attributeOf(elements: readonly XmlElement[], name: string): readonly string[] {
  const values = elements.map((element) =>
    (attributeValue(element, name) ?? '').replace('http://www.w3.org/', ''),
  );
  return [...new Set(values)].sort();
}

function attributes(name: string, find: (signature: XmlElement) => readonly XmlElement[]): ListFact {
  return (expected, found) =>
    isDeepStrictEqual(
      attributeOf(signaturesOf(found).flatMap(find), name),
      [...new Set(expected as readonly string[])].sort(),
    );
}

const inSignedInfo =
  (...path: readonly string[]) =>
  (signature: XmlElement): readonly XmlElement[] =>
    descend(signature, DS, 'SignedInfo', ...path);

/** Digest methods of references, of certificates, of timestamps. */
function digestMethods(element: XmlElement): readonly XmlElement[] {
  return childElements(element).flatMap((child) =>
    child.localName === 'DigestMethod' ? [child] : digestMethods(child),
  );
}

/** Facts by the names of statements. */
export const SIGNATURE_FACTS: ListFacts = {
  indication: async (expected, found) => {
    const { subIndication } = found.one.expect as StatedResult;
    const stated = { indication: String(expected), ...(subIndication !== undefined && { subIndication }) };
    return agrees(await authenticate(found, signersOf(found)), stated);
  },
  subIndication: async (expected, found) => {
    const { conclusion } = await authenticate(found, signersOf(found));
    return conclusion.indication !== 'TOTAL-PASSED' && conclusion.subIndication === expected;
  },
  signatureChecks: hasResults,
  validationError: async (expected, found) => {
    const { conclusion, findings } = await authenticate(found, signersOf(found));
    return (
      conclusion.indication !== 'TOTAL-PASSED' &&
      findings.some(({ message }) => message.en.includes(String(expected)))
    );
  },
  'computed.coreSignatureValid': async (expected, found) => (await isIntact(found)) === expected,
  'counted.signatureElements': (expected, found) => signaturesOf(found).length === expected,
  'counted.signatureMethod': attributes('Algorithm', inSignedInfo('SignatureMethod')),
  'counted.digestMethods': attributes('Algorithm', digestMethods),
  'counted.c14n': attributes('Algorithm', inSignedInfo('CanonicalizationMethod')),
  'counted.transforms': attributes('Algorithm', inSignedInfo('Reference', 'Transforms', 'Transform')),
  'counted.referenceUris': attributes('URI', inSignedInfo('Reference')),
};
