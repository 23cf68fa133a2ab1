/**
 * The readers of `@eseal/core`: DER, certificates, revocation data, timestamps, CMS, names and identifiers.
 *
 * @module
 */
import { toDer } from '../../packages/core/src/asn1/index.ts';
import {
  findAttributes,
  messageDigest,
  parseSignedData,
  signedAttributesEncoding,
  signingCertificateAttributes,
  signingTime,
} from '../../packages/core/src/cms/index.ts';
import { identifySignature } from '../../packages/core/src/crypto/index.ts';
import {
  checkCorporateNumber,
  checkLei,
  displayText,
  organizationOf,
  parseOrganizationIdentifier,
  readInvoiceRegistrationNumber,
  readLeiExtension,
  readLeiRoleExtension,
} from '../../packages/core/src/identity/index.ts';
import { isEsealError } from '../../packages/core/src/index.ts';
import { findRevoked, parseCrl, parseOcspResponse } from '../../packages/core/src/revocation/index.ts';
import { parseTimestampResponse, parseTimestampToken } from '../../packages/core/src/timestamp/index.ts';
import * as x509 from '../../packages/core/src/x509/index.ts';
import { corpusFiles } from '../corpus.ts';
import { madeCades, madeCertificates, madeCrls, madeOcspResponses, madeTokens } from '../made.ts';
import { BYTE_MUTATORS } from '../mutators/bytes.ts';
import { DER_MUTATORS } from '../mutators/der.ts';
import { type Mutator, spliced, toLatin1 } from '../mutators/mutator.ts';
import type { Target } from './target.ts';

/** Structure first: most damage to bytes ends at the outermost length. */
const mutators = [...DER_MUTATORS, ...DER_MUTATORS, ...BYTE_MUTATORS];

/** Calls several readers of the same thing: what one refuses, another may have to take. */
async function each(readers: readonly (() => unknown)[]): Promise<void> {
  for (const read of readers) {
    try {
      await read();
    } catch (error) {
      if (!isEsealError(error)) throw error;
    }
  }
}

const EXTENSION_READERS: readonly ((certificate: x509.Certificate) => unknown)[] = [
  x509.authorityInfoAccess,
  x509.authorityKeyIdentifier,
  x509.basicConstraints,
  x509.certificatePolicies,
  x509.crlDistributionPoints,
  x509.extendedKeyUsage,
  x509.freshestCrl,
  x509.inhibitAnyPolicy,
  x509.keyUsage,
  x509.nameConstraints,
  x509.policyConstraints,
  x509.policyMappings,
  x509.qcStatements,
  x509.qcTypes,
  x509.subjectAltName,
  x509.subjectKeyIdentifier,
  organizationOf,
  ({ extensions }) => extensions.map(({ value }) => readLeiExtension(value)),
  ({ extensions }) => extensions.map(({ value }) => readLeiRoleExtension(value)),
];

async function readCertificate(input: Uint8Array): Promise<void> {
  const certificate = x509.parseCertificate(input);
  await each([
    ...EXTENSION_READERS.map((read) => () => read(certificate)),
    () => x509.formatName(certificate.subject),
    () => x509.isNameText(certificate.issuer, x509.formatName(certificate.subject)),
    () => x509.equalNames(certificate.issuer, certificate.subject),
    () => x509.isSelfIssued(certificate),
    () => identifySignature(certificate.signatureAlgorithm),
    () => verifySelf(certificate),
  ]);
}

async function verifySelf(certificate: x509.Certificate): Promise<void> {
  const { publicKey, tbs, signatureAlgorithm, signatureValue } = certificate;
  const identified = identifySignature(signatureAlgorithm);
  if (identified !== undefined)
    await publicKey.verify(identified.algorithm, tbs, signatureValue, identified.saltLength);
}

const SERIAL_NUMBERS = [Uint8Array.of(1), new Uint8Array(20).fill(0x7f)];

async function readSignedData(input: Uint8Array): Promise<void> {
  const { signerInfos } = parseSignedData(input);
  for (const { signedAttributes, signedAttributesRaw } of signerInfos) {
    if (signedAttributes === undefined) continue;
    await each([
      () => signingTime(signedAttributes),
      () => messageDigest(signedAttributes),
      () => signingCertificateAttributes(signedAttributes),
      () => findAttributes(signedAttributes, '__proto__'),
      () => signedAttributesRaw && signedAttributesEncoding(signedAttributesRaw),
    ]);
  }
}

/** Texts as certificates and people write identifiers. */
const IDENTIFIERS = [
  'NTRJP-1555666777888',
  'VATBE-0876866142',
  'TD:JP-123',
  'JI:JP-{"a":1}',
  'LEIXG-7H6GLXDRUGQFU57RNE97',
  'T1555666777888',
  '１５５５６６６７７７８８８',
  'CN=株式会社サンプル\\, Inc.+OU=a,O="b;c",2.5.4.97=#0c0161,C=JP',
].map((text) => new TextEncoder().encode(text));

async function readTexts(input: Uint8Array): Promise<void> {
  const name = x509.parseCertificate((await madeCertificates())[2] ?? input).subject;
  for (const text of [new TextDecoder().decode(input), toLatin1(input)])
    await each([
      () => parseOrganizationIdentifier(text),
      () => readInvoiceRegistrationNumber(text),
      () => checkCorporateNumber(text),
      () => checkLei(text),
      () => displayText(text),
      () => x509.isNameText(name, text),
      () => x509.parsePem(text),
    ]);
}

/** Repeats of a part: where regular expressions that go back take long. */
const repeating: Mutator = (input, random) => {
  const start = random.below(input.length);
  const part = input.subarray(start, start + 1 + random.below(4));
  const repeats = new Uint8Array(part.length === 0 ? 0 : 20_000);
  repeats.forEach((_, at) => {
    repeats[at] = part[at % part.length] ?? 0;
  });
  return spliced(input, start, start, repeats);
};

/** Fuzzed parts of `@eseal/core`. */
export const CORE_TARGETS: readonly Target[] = [
  {
    name: 'der',
    seeds: async () => [
      ...corpusFiles('cades/files', /\.(p7[ms]|pkcs7|cms|cades|sig)$/),
      ...(await madeCades()),
    ],
    mutators,
    run: async (input) => toDer(input),
  },
  {
    name: 'certificate',
    seeds: async () => [...(await madeCertificates()), ...corpusFiles('pkits/certs', /\.crt$/)],
    mutators,
    run: readCertificate,
  },
  {
    name: 'crl',
    seeds: async () => [...(await madeCrls()), ...corpusFiles('pkits/crls', /\.crl$/)],
    mutators,
    run: async (input) => {
      const crl = parseCrl(input);
      await each(SERIAL_NUMBERS.map((serial) => () => findRevoked(crl, serial)));
    },
  },
  { name: 'ocsp', seeds: madeOcspResponses, mutators, run: async (input) => parseOcspResponse(input) },
  {
    name: 'timestamp',
    seeds: madeTokens,
    mutators,
    run: (input) => each([() => parseTimestampToken(input), () => parseTimestampResponse(input)]),
  },
  {
    name: 'signed-data',
    seeds: async () => [
      ...corpusFiles('cades/files', /\.(p7[ms]|pkcs7|cms|cades|sig)$/),
      ...(await madeCades()),
    ],
    mutators,
    run: readSignedData,
  },
  { name: 'text', seeds: async () => IDENTIFIERS, mutators: [...BYTE_MUTATORS, repeating], run: readTexts },
];
