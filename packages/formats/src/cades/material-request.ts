/**
 * What a seal of any format has to be proven by: the chains of its certificate and of its timestamps' authorities, and
 * what the file carries for them already (EN 319 102-1 §5.5, EN 319 122-1 §5.4).
 *
 * @module
 */
import {
  type AdesLevel,
  type AugmentContext,
  CoreError,
  DecodeError,
  type MaterialRequest,
  type MaterialSubject,
  readable,
  toHex,
  type ValidationMaterial,
} from '@eseal/core';
import type { ParsedSignature, ParsedTimestamp } from '@eseal/core/container';
import { digestBytes } from '@eseal/core/crypto';
import { parseCrl, parseOcspResponse } from '@eseal/core/revocation';
import { parseTimestampToken, type TimestampToken } from '@eseal/core/timestamp';
import { parseCertificate } from '@eseal/core/x509';
import { FormatsError } from '../errors.ts';
import { readMaterial } from './material.ts';
import { findSealCertificate, findTimestampCertificate } from './signing-certificate.ts';

/** A seal with the timestamps that prove since when it exists; one over its content alone proves nothing of it. */
export interface SealToProve {
  readonly signature: ParsedSignature;
  readonly provenBy: readonly ParsedTimestamp[];
}

/** The timestamps of a signature that cover its value. */
export function timestampsOverValue({ timestamps }: ParsedSignature): readonly ParsedTimestamp[] {
  return timestamps.filter(({ type }) => !OVER_CONTENT.has(type));
}

const OVER_CONTENT: ReadonlySet<ParsedTimestamp['type']> = new Set([
  'content',
  'all-data-objects',
  'individual-data-objects',
  'refs-only',
]);

/**
 * What to ask a source of material for.
 *
 * @param seals - the seals to be raised; their own timestamps are asked for as well
 * @param timestamps - those of the file itself
 * @param elsewhere - material of the file that belongs to none of its seals
 * @throws FormatsError `SEAL_CERTIFICATE_MISSING`
 */
export async function createMaterialRequest(
  seals: readonly SealToProve[],
  timestamps: readonly ParsedTimestamp[] = [],
  elsewhere: Partial<ValidationMaterial> = {},
): Promise<MaterialRequest> {
  const tokens = [...seals.flatMap(({ signature }) => signature.timestamps), ...timestamps].flatMap(
    readToken,
  );
  const present = await joinMaterial([
    ...seals.map(({ signature }) => signature),
    ...tokens.map(materialOfToken),
    elsewhere,
  ]);
  const { certificates } = present;
  const subjects = [
    ...(await Promise.all(seals.map((seal) => sealSubject(seal, certificates)))),
    ...(await Promise.all(tokens.map((token) => timestampSubject(token, certificates)))),
  ];
  return { subjects, present };
}

async function sealSubject(
  { signature, provenBy }: SealToProve,
  candidates: readonly Uint8Array[],
): Promise<MaterialSubject> {
  const certificate = await findSealCertificate(signature, candidates);
  if (certificate === undefined) throw certificateMissing(`the seal ${signature.id}`);
  const times = provenBy.flatMap(readToken).map(({ tstInfo }) => tstInfo.genTime.getTime());
  if (times.length === 0)
    throw new FormatsError('SEAL_BROKEN', `no timestamp proves since when the seal ${signature.id} exists`);
  return { role: 'seal', certificate, time: new Date(Math.min(...times)) };
}

async function timestampSubject(
  token: TimestampToken,
  candidates: readonly Uint8Array[],
): Promise<MaterialSubject> {
  const certificate = await findTimestampCertificate(token, candidates);
  const time = token.tstInfo.genTime;
  if (certificate === undefined) throw certificateMissing(`a timestamp of ${time.toISOString()}`);
  return { role: 'timestamp', certificate, time };
}

function certificateMissing(owner: string): FormatsError {
  return new FormatsError('SEAL_CERTIFICATE_MISSING', `the certificate of ${owner} is not in the file`);
}

function readToken({ token }: ParsedTimestamp): readonly TimestampToken[] {
  const read = readable(() => parseTimestampToken(token));
  return read === undefined ? [] : [read];
}

/** What a token carries itself. */
function materialOfToken({ signedData }: TimestampToken): ValidationMaterial {
  return readMaterial(
    signedData,
    signedData.signerInfos.flatMap((signer) => signer.unsignedAttributes),
  );
}

/**
 * What is missing to prove the seals, from the source of a context: nothing that the file has already, nothing twice, and
 * nothing that is not what it should be. What it proves is for the source to judge.
 *
 * @throws CoreError `MATERIAL_SOURCE_MISSING`, or what the source throws; DecodeError for what the source gives that is none
 */
export async function collectMissing(
  request: MaterialRequest,
  { adesLevel, material, signal }: Pick<AugmentContext, 'adesLevel' | 'material' | 'signal'>,
): Promise<ValidationMaterial> {
  if (material === undefined) throw missingMaterialSource(adesLevel);
  const found = await material.collect(request, signal && { signal });
  const missing = await withoutPresent(found, request.present);
  for (const one of missing.certificates) parseCertificate(one);
  for (const one of missing.crls) parseCrl(one);
  for (const one of missing.ocspResponses) assertAnswer(one);
  return missing;
}

/** A responder that refused has proven nothing (RFC 6960 §4.2.1). */
function assertAnswer(encoded: Uint8Array): void {
  const { basic, status } = parseOcspResponse(encoded);
  if (basic === undefined) throw new DecodeError(`an OCSP response of status ${status}`, 'OCSPResponse', 0);
}

/** The refusal of a level that needs material without a source of it. */
export function missingMaterialSource(adesLevel: AdesLevel): CoreError {
  return new CoreError('MATERIAL_SOURCE_MISSING', `level ${adesLevel} needs a source of validation material`);
}

/** Material without what is there already, and nothing twice; equal means equal bytes. */
async function withoutPresent(
  found: ValidationMaterial,
  present: ValidationMaterial,
): Promise<ValidationMaterial> {
  return {
    certificates: await newOnes(found.certificates, present.certificates),
    crls: await newOnes(found.crls, present.crls),
    ocspResponses: await newOnes(found.ocspResponses, present.ocspResponses),
  };
}

/** Several materials as one, nothing twice. */
export async function joinMaterial(all: readonly Partial<ValidationMaterial>[]): Promise<ValidationMaterial> {
  return {
    certificates: await newOnes(all.flatMap(({ certificates = [] }) => certificates)),
    crls: await newOnes(all.flatMap(({ crls = [] }) => crls)),
    ocspResponses: await newOnes(all.flatMap(({ ocspResponses = [] }) => ocspResponses)),
  };
}

/** Whether there is anything in it. */
export function isEmptyMaterial({ certificates, crls, ocspResponses }: ValidationMaterial): boolean {
  return certificates.length + crls.length + ocspResponses.length === 0;
}

/** Told apart by digests: lists are long, and files may be hostile. */
async function newOnes(
  found: readonly Uint8Array[],
  present: readonly Uint8Array[] = [],
): Promise<readonly Uint8Array[]> {
  const keyOf = async (one: Uint8Array): Promise<string> => toHex(await digestBytes('SHA-256', one));
  const known = new Set(await Promise.all(present.map(keyOf)));
  const keys = await Promise.all(found.map(keyOf));
  return found.filter((_, at) => {
    const key = keys[at] ?? '';
    const isNew = !known.has(key);
    known.add(key);
    return isNew;
  });
}
