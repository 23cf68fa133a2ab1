/**
 * The request of `signatures/signDoc`, in the words of version 2 and of its predecessor.
 *
 * @see CSC API v2.0.0.2 §11.14; TS 119 432 V1.1.1 §7.5
 * @module
 */
import { type AdesLevel, toBase64, toHex } from '@eseal/core';
import { digestRow, randomBytes } from '@eseal/core/crypto';
import { CscError } from '../errors.ts';
import type { Authorization, HashList } from '../model/authorization.ts';
import type { SignHashRequest } from '../model/requests.ts';
import type { ServiceInfo } from '../model/service.ts';
import type { ServiceProfile } from '../profile/profile.ts';
import type { RequestBody } from '../wire/request-bodies.ts';
import type { DocumentsToSign, EnvelopeProperty, SignDocFormat, SignedProperty } from './sign-doc-model.ts';

/** How each document is to be sealed. */
export interface SealTerms {
  readonly format: SignDocFormat;
  readonly adesLevel: AdesLevel;
  readonly envelopeProperty: EnvelopeProperty | undefined;
  readonly signedProperties: readonly SignedProperty[];
}

/** `signature_format`, and the envelope properties that each has; the service's choice is the first. */
const FORMATS: Readonly<
  Record<SignDocFormat, { readonly letter: string; readonly properties: readonly EnvelopeProperty[] }>
> = {
  cades: { letter: 'C', properties: ['Attached', 'Detached', 'Parallel'] },
  xades: { letter: 'X', properties: ['Enveloped', 'Enveloping', 'Detached'] },
  pades: { letter: 'P', properties: ['Certification', 'Revision'] },
  jades: { letter: 'J', properties: ['Attached', 'Detached', 'Parallel'] },
};

/** Profile of TS 119 432 V1.1.1 for creation. */
const ETSI_PROFILE = 'http://uri.etsi.org/19432/v1.1.1#/creationprofile#';

/**
 * What the service has to be told so that it seals as wanted.
 *
 * @param info - what the service says it can do; `undefined` where it says nothing
 * @throws CscError `INVALID_ARGUMENT` for what the service does not offer
 */
export function termMembers(
  { format, adesLevel, envelopeProperty, signedProperties }: SealTerms,
  info: ServiceInfo | undefined,
): RequestBody {
  const { letter, properties } = FORMATS[format];
  const formats = info?.signatureFormats ?? [];
  if (formats.length > 0 && !formats.includes(letter)) throw notOffered(`format ${letter}`, formats);
  if (envelopeProperty !== undefined && !properties.includes(envelopeProperty))
    throw notOffered(`${format} ${envelopeProperty}`, properties);
  return {
    signature_format: letter,
    conformance_level: levelName(adesLevel, info?.conformanceLevels ?? []),
    signed_envelope_property: envelopeProperty,
    signed_props:
      signedProperties.length === 0
        ? undefined
        : signedProperties.map(({ name, value }) => ({
            attribute_name: name,
            attribute_value: value && toBase64(value),
          })),
  };
}

/** A level as the service spells it: the text has `Ades-B-B`, its samples and later versions `AdES-B-B`. */
function levelName(level: AdesLevel, listed: readonly string[]): string {
  const wanted = `Ades-${level}`;
  if (listed.length === 0) return wanted;
  const found = listed.find((name) => name.toLowerCase() === wanted.toLowerCase());
  if (found === undefined) throw notOffered(`level ${wanted}`, listed);
  return found;
}

function notOffered(what: string, offered: readonly string[]): CscError {
  return new CscError('INVALID_ARGUMENT', `${what} is not offered, only ${offered.join(', ')}`, {
    outcome: 'not-sent',
    facts: { method: 'signatures/signDoc' },
  });
}

/** The members of a request of version 2. */
export function signDocBody(
  documents: DocumentsToSign,
  { authorization, credential, signAlgo, signAlgoParams, digestAlgorithm }: SignHashRequest,
  terms: RequestBody,
): RequestBody {
  const algorithm = { signAlgo, signAlgoParams: signAlgoParams && toBase64(signAlgoParams) };
  const hashAlgorithmOID = digestRow(digestAlgorithm).oid;
  return {
    credentialID: credential.id,
    SAD: authorization.carrier === 'body' ? authorization.secret : undefined,
    ...(documents.kind === 'documents'
      ? {
          documents: documents.items.map(({ bytes }) => ({
            document: toBase64(bytes),
            ...terms,
            ...algorithm,
          })),
        }
      : {
          documentDigests: documents.items.map(({ digest }) => ({
            hashes: [toBase64(digest)],
            hashAlgorithmOID,
            ...terms,
            ...algorithm,
          })),
        }),
    returnValidationInfo: true,
  };
}

/** What a request of TS 119 432 V1.1.1 is made of: digests only, and the approval always in the body. */
export interface EtsiRequest extends HashList {
  readonly credentialId: string;
  readonly authorization: Authorization;
  readonly terms: RequestBody;
}

/** The members of a request of TS 119 432 V1.1.1. */
export function etsiSignDocBody(
  { authorization, credentialId, digestAlgorithm, hashes, terms }: EtsiRequest,
  { signDocNames }: Pick<ServiceProfile, 'signDocNames'>,
): RequestBody {
  return {
    SAD: authorization.secret,
    requestID: toHex(randomBytes(16)),
    credentialID: credentialId,
    profile: ETSI_PROFILE,
    documentDigests: {
      hashes: hashes.map((hash) => toBase64(hash)),
      hashAlgorithmOID: digestRow(digestAlgorithm).oid,
    },
    ...(signDocNames === 'camel' ? inCamelCase(terms) : terms),
  };
}

function inCamelCase(members: RequestBody): RequestBody {
  const entries = Object.entries(members).map(
    ([name, value]) => [name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()), value] as const,
  );
  return Object.fromEntries(entries);
}
