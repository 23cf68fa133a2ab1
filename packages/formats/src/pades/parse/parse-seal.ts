/**
 * One seal of a PDF as one of the signatures of a file: the CMS read as CAdES, with what the PDF says around it.
 *
 * @module
 */
import { isEsealError, readable } from '@eseal/core';
import { matchesSid, type SignedData } from '@eseal/core/cms';
import type {
  DigestInput,
  ParsedSignature,
  PdfLock,
  SealScope,
  SignatureFormat,
} from '@eseal/core/container';
import { parseTimestampToken } from '@eseal/core/timestamp';
import type { Identifiers } from '../../cades/identifiers.ts';
import { hasRevocationData, type KindOfStamp } from '../../cades/long-term-material.ts';
import { type EmbeddedMaterial, readAdobeRevocationInfo, readCertificates } from '../../cades/material.ts';
import { parseSignatures } from '../../cades/parse-signature.ts';
import { readSignedData } from '../../cades/read-signed-data.ts';
import { unreadableSignature } from '../../cades/unreadable-signature.ts';
import type { FieldLock } from '../fields/field-lock.ts';
import { entry } from '../pdf/objects.ts';
import type { PdfReader } from '../pdf/reader.ts';
import { parseDateString } from '../pdf/text-string.ts';
import { type SealFormFacts, sealForm } from '../seal-form.ts';
import { sealFindings } from './pdf-findings.ts';
import { type PdfSignature, textEntry } from './signature-dictionary.ts';
import { type SignatureTexts, textFindings } from './text-findings.ts';

/** What follows a seal in its file. */
export interface SealSequel extends Pick<SealFormFacts, 'isArchived'> {
  /** Document timestamps; those that cover revocation data in the security store are archive timestamps. */
  readonly documentTimestamps: readonly KindOfStamp[];
  /** The security store of the file. */
  readonly store: EmbeddedMaterial;
}

/** What the seals of one file have in common. */
export interface PdfUnderParse {
  readonly reader: PdfReader;
  readonly revisions: number;
  readonly identifiers: Identifiers;
}

/** Reads a seal, and the counter-signatures in it after it. */
export async function parseSeal(
  pdf: PdfUnderParse,
  seal: PdfSignature,
  sequel: SealSequel,
): Promise<readonly ParsedSignature[]> {
  const { reader } = pdf;
  const signedData = readCms(seal);
  const text = await readTexts(reader, seal);
  const findings = sealFindings(seal, signedData);
  const scope = describe(pdf, seal, text);
  const claimedTime = text.time === undefined ? undefined : parseDateString(text.time);
  if (signedData === undefined || seal.subFilter === 'adbe.x509.rsa_sha1') {
    return [{ ...(await unreadable(pdf, seal)), claimedTime, scope, findings }];
  }
  const [read, ...counterSignatures] = await parseCms(pdf, seal, signedData);
  if (read === undefined) return [{ ...(await unreadable(pdf, seal)), claimedTime, scope, findings }];
  const first = withAdobeMaterial(read, signedData);
  const form = sealForm({
    isArchived: sequel.isArchived,
    documentTimestamps: sequel.documentTimestamps.length,
    // Adobe's revocation data is used, but no level of EN 319 142-1 or EN 319 142-2 knows it.
    hasMaterial: hasMaterial(read, sequel),
    subFilter: seal.subFilter,
    signer: signedData.signerInfos.length === 1 ? signedData.signerInfos[0] : undefined,
    isCades: first.form !== 'NOT-ETSI',
    hasTime: claimedTime !== undefined,
    hasReason: text.reason !== undefined,
    hasCertificateEntry: entry(seal.dictionary, 'Cert').kind !== 'null',
  });
  const parsed: ParsedSignature = {
    ...first,
    format: formatOf(seal),
    form,
    claimedTime: claimedTime ?? first.claimedTime,
    references: [...first.references, ...contentReferences(reader, seal, signedData)],
    scope,
    findings: [...findings, ...textFindings(seal.fieldName, namedTexts(text), read), ...first.findings],
  };
  return [parsed, ...counterSignatures];
}

/** Seals of Acrobat carry revocation data among their signed attributes. */
function withAdobeMaterial(
  signature: ParsedSignature,
  { signerInfos: [signer] }: SignedData,
): ParsedSignature {
  const { crls, ocspResponses } = readAdobeRevocationInfo(signer?.signedAttributes ?? []);
  if (crls.length + ocspResponses.length === 0) return signature;
  return {
    ...signature,
    crls: [...signature.crls, ...crls],
    ocspResponses: [...signature.ocspResponses, ...ocspResponses],
  };
}

/** Revocation data for the seal and the timestamps in it and after it, in its CMS or in the security store. */
function hasMaterial(
  { certificates, crls, ocspResponses, timestamps, certificateHint }: ParsedSignature,
  { documentTimestamps, store }: SealSequel,
): boolean {
  const material = {
    certificates: [...certificates, ...store.certificates],
    crls: [...crls, ...store.crls],
    ocspResponses: [...ocspResponses, ...store.ocspResponses],
  };
  const stamps = timestamps.flatMap((timestamp) => {
    const token = readable(() => parseTimestampToken(timestamp.token));
    return token === undefined ? [] : [{ token, timestamp }];
  });
  // Without a timestamp no material raises the level.
  if (stamps.length + documentTimestamps.length === 0) return false;
  const signing = readCertificates(material.certificates).find((certificate) =>
    readable(
      () =>
        certificateHint?.kind === 'signer-identifier' && matchesSid(certificateHint.identifier, certificate),
    ),
  );
  return signing !== undefined && hasRevocationData(signing, material, [...stamps, ...documentTimestamps]);
}

function readCms({ value }: PdfSignature): SignedData | undefined {
  try {
    return value === undefined ? undefined : readSignedData(value);
  } catch (error) {
    if (!isEsealError(error)) throw error;
    return undefined;
  }
}

/** The first signer and its counter-signatures: a PDF signature has one signer (EN 319 142-1 §6.3). */
async function parseCms(
  { reader, identifiers }: PdfUnderParse,
  seal: PdfSignature,
  signedData: SignedData,
): Promise<readonly ParsedSignature[]> {
  const ranges = rangesOf(reader, seal);
  // Only adbe.pkcs7.sha1 carries content: the digest of the ranges (ISO 32000-2 §12.8.3.3.1).
  const attached = seal.subFilter === 'adbe.pkcs7.sha1' && signedData.content !== undefined;
  const contents: readonly DigestInput[] = attached
    ? [{ kind: 'bytes', pieces: signedData.content }]
    : ranges === undefined
      ? []
      : [ranges];
  const all = await parseSignatures(signedData, contents, attached ? 'attached' : 'detached', identifiers);
  const second = all.findIndex(({ counterSignatureOf }, at) => at > 0 && counterSignatureOf === null);
  return second < 0 ? all : all.slice(0, second);
}

function rangesOf(reader: PdfReader, { coverage }: PdfSignature): DigestInput | undefined {
  if (coverage.ranges === undefined) return undefined;
  return { kind: 'ranges', source: reader.source.document, ranges: coverage.ranges };
}

function contentReferences(
  reader: PdfReader,
  seal: PdfSignature,
  { content }: SignedData,
): ParsedSignature['references'] {
  const [digest] = content ?? [];
  if (seal.subFilter !== 'adbe.pkcs7.sha1' || digest === undefined) return [];
  return [{ kind: 'byte-range', digestAlgorithm: 'SHA-1', digest, input: rangesOf(reader, seal) }];
}

function formatOf({ subFilter }: PdfSignature): SignatureFormat {
  if (subFilter === 'ETSI.CAdES.detached') return 'PAdES';
  return subFilter?.startsWith('adbe.') ? 'PKCS7' : 'CMS';
}

interface SealTexts {
  readonly time: string | undefined;
  readonly name: string | undefined;
  readonly reason: string | undefined;
  readonly location: string | undefined;
  readonly contactInfo: string | undefined;
}

async function readTexts(reader: PdfReader, { dictionary }: PdfSignature): Promise<SealTexts> {
  const read = async (key: string): Promise<string | undefined> => {
    try {
      return await textEntry(reader, dictionary, key);
    } catch (error) {
      if (!isEsealError(error)) throw error;
      return undefined;
    }
  };
  return {
    time: await read('M'),
    name: await read('Name'),
    reason: await read('Reason'),
    location: await read('Location'),
    contactInfo: await read('ContactInfo'),
  };
}

function namedTexts({ name, reason, location, contactInfo }: SealTexts): SignatureTexts {
  return { Name: name, Reason: reason, Location: location, ContactInfo: contactInfo };
}

function describe({ reader, revisions }: PdfUnderParse, seal: PdfSignature, text: SealTexts): SealScope {
  const { coverage, revision, permission, subFilter, fieldName } = seal;
  const bytesAfter = reader.source.size - coverage.end;
  const byteRangeValid = coverage.problems.length === 0;
  const coversWholeDocument = byteRangeValid && bytesAfter === 0;
  return {
    coversWholeDocument,
    description: coversWholeDocument
      ? 'the whole document'
      : byteRangeValid
        ? `revision ${revision} of ${revisions}; ${bytesAfter} bytes were appended afterwards`
        : 'parts of the document that no revision consists of',
    pdf: {
      fieldName,
      revision,
      byteRange: coverage.byteRange,
      byteRangeValid,
      dictionaryConsistent: seal.dictionaryConsistent,
      permission: permission ?? null,
      lock: describeLock(seal.locks),
      bytesAfter,
      modifications: [],
      subFilter,
      ...(text.name !== undefined && { signerName: text.name }),
      ...(text.reason !== undefined && { reason: text.reason }),
      ...(text.location !== undefined && { location: text.location }),
      ...(text.contactInfo !== undefined && { contactInfo: text.contactInfo }),
    },
  };
}

const LOCK_ACTIONS = { all: 'All', include: 'Include', exclude: 'Exclude' } as const;

/** The first of the locks, which repeat each other, with the strictest of their permissions. */
function describeLock(locks: readonly FieldLock[]): PdfLock | null {
  const [lock] = locks;
  if (lock === undefined) return null;
  const [permission = null] = locks.flatMap((one) => one.permission ?? []).sort();
  const fields = lock.action === 'all' ? [] : lock.fields;
  return { action: LOCK_ACTIONS[lock.action], fields, permission };
}

/** A signature of which nothing but its place in the PDF is known. */
async function unreadable({ identifiers }: PdfUnderParse, seal: PdfSignature) {
  const id = await identifiers.of('S', seal.value ?? new Uint8Array());
  return unreadableSignature(id, formatOf(seal), 'there is no CMS with a signer');
}
