/**
 * What the corpora state about a file, by the names of their manifests, and how it is read from a report's JSON. A fact
 * that is true holds for every seal (timestamp), one that is false for the only one, or for at least one of several.
 *
 * @module
 */
import { SIGNATURE_ALGORITHMS } from '@eseal/core/crypto';
import { CONTAINER_FACTS } from './container-facts.ts';
import type { Fact } from './fact.ts';
import { PDF_FACTS } from './pdf-facts.ts';
import type { ReferenceJson, ReportJson, SealJson, TimestampJson } from './report-json.ts';

const isValid = ({ cryptography }: SealJson): boolean =>
  cryptography.signatureIntact && cryptography.referencesIntact;

const isStampIntact = ({ imprintIntact, signatureIntact }: TimestampJson): boolean =>
  imprintIntact && signatureIntact;

const timestampsOf = ({ seals, timestamps }: ReportJson): readonly TimestampJson[] => [
  ...seals.flatMap((seal) => seal.timestamps),
  ...timestamps,
];

const archives = (report: ReportJson): readonly TimestampJson[] =>
  timestampsOf(report).filter(({ type }) => type === 'archive');

const counterSignatures = ({ seals }: ReportJson): readonly SealJson[] =>
  seals.filter(({ counterSignatureOf }) => counterSignatureOf !== null);

function ofEach<T>(items: (report: ReportJson) => readonly T[], holds: (item: T) => boolean): Fact {
  return (expected, report) => items(report).every(holds) === expected;
}

/** Of no seal nothing can be said, unless there is to be none. */
function ofSeals(holds: (seal: SealJson) => boolean): Fact {
  return (expected, { seals }, { signatures }) =>
    (seals.length > 0 || signatures === 0) && seals.every(holds) === expected;
}

function equal(read: (report: ReportJson) => unknown): Fact {
  return (expected, report) => JSON.stringify(read(report)) === JSON.stringify(expected);
}

/** A map from names to numbers states the names that it lists; others may be there too. */
function counts(names: (report: ReportJson) => readonly string[]): Fact {
  return (expected, report) => {
    const found = names(report);
    return Object.entries(expected as Record<string, number>).every(
      ([name, number]) => found.filter((one) => one === name).length === number,
    );
  };
}

/** Texts in any of the messages of the report. */
function says(messages: (report: ReportJson) => readonly string[]): Fact {
  return (expected, report) => messages(report).some((message) => message.includes(String(expected)));
}

/** Timestamps that prove the time of a seal: its own, or those of the document. */
const proving = ({ timestamps }: SealJson, documents: readonly TimestampJson[]): readonly TimestampJson[] => [
  ...timestamps.filter(({ type }) => type === 'signature'),
  ...documents,
];

/** The first document timestamp proves the time of a seal that has none of its own; further ones archive. */
const archiving = (
  { timestamps }: SealJson,
  documents: readonly TimestampJson[],
): readonly TimestampJson[] => [
  ...timestamps.filter(({ type }) => type === 'archive'),
  ...(timestamps.some(({ type }) => type === 'signature') ? documents : documents.slice(1)),
];

/** A level that at least one of its timestamps carries. */
function carriedBy(timestampsFor: typeof proving): Fact {
  return (expected, { seals, timestamps }) =>
    seals.every((seal) => timestampsFor(seal, timestamps).some(isStampIntact)) === expected;
}

/** Every expected item is one of the found ones, and no two are the same. */
function each<Found>(
  found: (report: ReportJson) => readonly Found[],
  matches: (item: Found, name: string, value: unknown) => boolean,
): Fact {
  return (expected, report) => {
    const assign = (wanted: readonly object[], left: readonly Found[]): boolean => {
      const [first, ...others] = wanted;
      if (first === undefined) return true;
      return left.some(
        (item, at) =>
          Object.entries(first).every(([name, value]) => matches(item, name, value)) &&
          assign(others, left.toSpliced(at, 1)),
      );
    };
    return assign(expected as readonly object[], found(report));
  };
}

const TIMESTAMP_FACTS: Readonly<Record<string, (timestamp: TimestampJson) => unknown>> = {
  type: ({ type }) => type,
  imprintFound: ({ imprintFound }) => imprintFound,
  imprintIntact: ({ imprintIntact }) => imprintIntact,
  tokenSignatureIntact: ({ signatureIntact }) => signatureIntact,
  valid: isStampIntact,
};

const referencesOf = ({ seals }: ReportJson): readonly ReferenceJson[] =>
  seals.flatMap(({ cryptography }) => cryptography.references);

const isEntry = ({ kind }: ReferenceJson): boolean => kind === 'manifest-entry';

/** Entries of a ds:Manifest are counted apart, those of an ASiCManifest, over which there is a CMS, with the others. */
const matchersOf = ({ cryptography, format }: SealJson): readonly ReferenceJson[] =>
  cryptography.references.filter((one) => format === 'CAdES' || !isEntry(one));

const isRefused = ({ seals, findings }: ReportJson): boolean =>
  seals.length === 0 && findings.some(({ id }) => ['DOCUMENT_UNREADABLE', 'FORMAT_UNKNOWN'].includes(id));

/** References of every seal to the files that say what an OpenDocument file is. */
const COVERED_METADATA = ['mimetype', 'META-INF/manifest.xml'];

const SEAL_FACTS: Readonly<Record<string, (seal: SealJson) => unknown>> = {
  counterSignature: ({ counterSignatureOf }) => counterSignatureOf !== null,
  level: ({ form }) => form,
  signatureIntact: ({ cryptography }) => cryptography.signatureIntact,
  signatureValid: isValid,
  digestMatchers: (seal) => matchersOf(seal).length,
  policyPresent: (seal) => policyOf(seal) !== null,
  tLevelValid: ({ timestamps }) => timestamps.some((one) => one.type === 'signature' && isStampIntact(one)),
};

/** Facts about references by their kind: `{ reference: …, others: … }`. */
const perReference: Fact = (expected, report) => {
  const wanted = expected as Readonly<Record<string, { found: boolean; intact: boolean }>>;
  return referencesOf(report).every(({ kind = '', found, intact }) => {
    const stated = wanted[kind] ?? wanted.others;
    return stated === undefined || (stated.found === found && stated.intact === intact);
  });
};

/** The source's word includes the references where its library checks them together with the value. */
const signatureIntact: Fact = (expected, { seals }) =>
  seals.length > 0 &&
  (seals.every(({ cryptography }) => cryptography.signatureIntact) === expected ||
    seals.every(isValid) === expected);

function depthOf(seal: SealJson, all: readonly SealJson[]): number {
  const parent = all.find(({ id }) => id === seal.counterSignatureOf);
  return parent === undefined ? 0 : 1 + depthOf(parent, all);
}

const algorithmOf = ({ seals: [seal] }: ReportJson) =>
  SIGNATURE_ALGORITHMS.find(({ name }) => name === seal?.cryptography.signatureAlgorithm);

const ENCRYPTION: Readonly<Record<string, string>> = {
  'rsa-pkcs1': 'RSA',
  'rsa-pss': 'RSASSA-PSS',
  'plain-ecdsa': 'PLAIN-ECDSA',
};

const policyOf = ({ signaturePolicy }: SealJson): SealJson['signaturePolicy'] => signaturePolicy;

/** The source calls a policy that is implied by a name of its own. */
const policyName = (seal: SealJson): string | undefined =>
  policyOf(seal)?.kind === 'implied' ? 'IMPLICIT_POLICY' : policyOf(seal)?.identifier;

/** Every fact that a report can be asked for, by its name in the manifests. */
export const FACTS: Readonly<Record<string, Fact>> = {
  signatures: equal(({ seals }) => seals.length),
  counterSignatures: equal((report) => counterSignatures(report).length),
  nestedCounterSignatures: equal(({ seals }) => seals.filter((one) => depthOf(one, seals) > 1).length),
  counterSignaturesValid: ofEach(counterSignatures, isValid),
  signatureIntact,
  signatureValid: ofSeals(isValid),
  firstSignatureValid: (expected, { seals: [first] }) => (first !== undefined && isValid(first)) === expected,
  perSignature: each(
    ({ seals }) => seals,
    (seal, name, value) => SEAL_FACTS[name] === undefined || SEAL_FACTS[name](seal) === value,
  ),

  referencesFound: ofSeals(({ cryptography }) => cryptography.referencesFound),
  referencesIntact: ofSeals(({ cryptography }) => cryptography.referencesIntact),
  perReference,
  digestMatchers: equal(({ seals }) => seals.flatMap(matchersOf).length),
  digestMatcherTypes: counts((report) => referencesOf(report).map(({ kind = '' }) => kind)),
  manifestEntries: counts((report) =>
    referencesOf(report)
      .filter(isEntry)
      .flatMap(({ found, intact }) => [
        ...(found ? ['found'] : ['missing']),
        ...(intact ? ['intact', 'valid'] : ['broken']),
      ]),
  ),

  timestamps: equal((report) => timestampsOf(report).length),
  documentTimestamps: equal(({ timestamps }) => timestamps.length),
  timestampTypes: counts((report) => timestampsOf(report).map(({ type }) => type)),
  timestampsIntact: ofEach(timestampsOf, isStampIntact),
  perTimestamp: each(
    timestampsOf,
    (one, name, value) => (name === 'type' && value === 'any') || TIMESTAMP_FACTS[name]?.(one) === value,
  ),
  detachedTimestamps: equal(({ timestamps }) => timestamps.length),
  containerTimestampsWithManifest: equal(
    ({ container, timestamps }) =>
      timestamps.filter(({ file = '' }) =>
        container?.manifests.some(({ sealedBy }) => sealedBy.includes(file)),
      ).length,
  ),
  archiveTimestampVersions: (expected, report) =>
    JSON.stringify(
      archives(report)
        .map(({ version }) => version)
        .sort(),
    ) === JSON.stringify([...(expected as readonly string[])].sort()),
  atsHashIndexVersion: (expected, report) => archives(report).some(({ hashIndex }) => hashIndex === expected),
  atsHashIndexValid: ofEach(archives, ({ hashIndexValid }) => hashIndexValid !== false),

  signingCertificateIdentified: ofSeals(({ signingCertificate }) => signingCertificate !== null),
  signingCertificateFound: ofSeals(({ signingCertificate }) => signingCertificate !== null),
  signingCertificateSha256: equal(({ seals: [seal] }) => seal?.signingCertificate?.sha256.toUpperCase()),
  signingCertificateReferencePresent: ofSeals((seal) => seal.signingCertificateReference.present),
  signingCertificateReferenceUnique: ofSeals((seal) => seal.signingCertificateReference.unique),
  signingCertificateDigestMatch: ofSeals((seal) => seal.signingCertificateReference.digestMatch),
  signingCertificateIssuerSerialMatch: ofSeals(
    (seal) => seal.signingCertificateReference.issuerSerialMatch !== false,
  ),
  signingCertificateIssuerSerialPresent: ofSeals(
    (seal) => seal.signingCertificateReference.issuerSerialMatch !== null,
  ),

  structureValid: ofSeals(({ structure }) => structure.valid),
  structureMessageContains: says(({ seals }) => seals.flatMap(({ structure }) => structure.messages)),
  structureMessages: equal(({ seals }) => seals.flatMap(({ structure }) => structure.messages).length),

  level: (expected, { seals }) => seals.length > 0 && seals.every(({ form }) => form === expected),
  levels: counts(({ seals }) => seals.map(({ form }) => form)),
  bLevelValid: ofSeals(isValid),
  tLevelValid: carriedBy(proving),
  aLevelValid: carriedBy(archiving),
  signingTimePresent: ofSeals(({ claimedTime }) => claimedTime !== null),

  policyId: equal(({ seals: [seal] }) => seal && policyName(seal)),
  policyUrl: equal(({ seals: [seal] }) => seal && policyOf(seal)?.url),
  policyUserNoticeNumbers: equal(({ seals: [seal] }) => seal && policyOf(seal)?.noticeNumbers),
  policyDigestMatch: ofSeals((seal) => policyOf(seal)?.digestMatch === true),
  policyZeroHash: ofSeals((seal) => policyOf(seal)?.zeroHash === true),
  policyPresent: ofSeals((seal) => policyOf(seal) !== null),

  messageDigestAlgorithm: equal(({ seals: [seal] }) => seal?.cryptography.digestAlgorithm),
  digestAlgorithm: equal(({ seals: [seal] }) => seal?.cryptography.digestAlgorithm),
  signatureDigestAlgorithm: equal((report) => algorithmOf(report)?.digest),
  encryptionAlgorithm: equal((report) => ENCRYPTION[algorithmOf(report)?.scheme ?? '']),

  ...PDF_FACTS,
  scope: (expected, { seals }) =>
    seals.every(({ scope }) => scope.coversWholeDocument === (expected === 'FULL')),

  hasSignatures: equal(({ seals }) => seals.length > 0),
  manifests: equal(({ container }) => container?.manifests.length),
  container: (expected, report) =>
    Object.entries(expected as object).every(
      ([name, value]) =>
        report.container !== undefined && CONTAINER_FACTS[name]?.(value, report.container, report) === true,
    ),
  coversManifestAndMimetype: ofSeals(({ cryptography }) =>
    COVERED_METADATA.every((name) =>
      cryptography.references.some(({ intact, uri }) => intact && uri === name),
    ),
  ),
  allFilesSigned: ofSeals(({ scope }) => scope.coversWholeDocument),

  bottomLine: (expected, { conclusion }) => (conclusion.indication === 'TOTAL-PASSED') === expected,
  indication: (expected, { seals, conclusion }) =>
    expected === (seals.length === 0 ? 'NO-SIGNATURE-FOUND' : conclusion.indication),
  subIndication: equal(({ conclusion }) => conclusion.subIndication),
  parse: (expected, report) => isRefused(report) === (expected === 'refused'),
  /** Of a file that is read all the same these are the words of another library about what it finds there. */
  errorContains: (expected, report, { parse }) =>
    parse !== 'refused' || report.findings.some(({ message }) => message.includes(String(expected))),
  validation: (_, { conclusion }) => conclusion.indication !== 'TOTAL-PASSED',
};
