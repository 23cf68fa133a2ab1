/**
 * Seed values of a signature field: what its author demands of the signature (ISO 32000-2 §12.7.5.5 Table 237).
 *
 * An entry binds when its bit of /Ff is set, /MDP always and /TimeStamp by a flag of its own. Entries that do not bind
 * change nothing: the caller's options stand.
 *
 * @module
 */
import { includesLevel } from '@eseal/core';
import { FormatsError } from '../../errors.ts';
import type { PdfDictionary } from '../pdf/objects.ts';
import type { PdfReader } from '../pdf/reader.ts';
import {
  CERTIFICATE_RULES,
  type CertificateSeedValues,
  readCertificateSeedValues,
} from './certificate-seed-values.ts';
import { firstUnmet, pdfDigestName, type SealOffer, type SeedValueRule } from './seal-offer.ts';
import { flagsOf, numberOf, textOf, textsOf } from './seed-value-entries.ts';

/** A /SV. */
export interface SeedValues {
  /** /Ff: bits of the entries that bind. */
  readonly flags: number;
  readonly filter: string | undefined;
  readonly subFilters: readonly string[] | undefined;
  readonly digestMethods: readonly string[] | undefined;
  /** What a reader of the seed values has to know: 1 for PDF 1.5, 2 for 1.7, 3 for 2.0. */
  readonly version: number | undefined;
  readonly certificate: CertificateSeedValues | undefined;
  readonly reasons: readonly string[] | undefined;
  /** 0 for an approval, else the permission of a certification. */
  readonly mdp: number | undefined;
  readonly timestampUrl: string | undefined;
  readonly timestampRequired: boolean;
  readonly legalAttestations: readonly string[] | undefined;
  readonly addRevocationInformation: boolean | undefined;
  readonly lockDocument: string | undefined;
  readonly appearanceFilter: string | undefined;
}

/** The highest /V of seed values that is known. */
const VERSION = 3;

/** The entries of /SV, as rules. */
const RULES: readonly SeedValueRule<SeedValues>[] = [
  { entry: 'V', bit: 3, unmet: ({ version = 1 }) => (version > VERSION ? 'a newer standard' : undefined) },
  { entry: 'Filter', bit: 1, unmet: ({ filter }) => unlessOne([filter ?? 'Adobe.PPKLite'], 'Adobe.PPKLite') },
  { entry: 'SubFilter', bit: 2, unmet: ({ subFilters }) => unlessOne(subFilters, 'ETSI.CAdES.detached') },
  {
    entry: 'DigestMethod',
    bit: 7,
    unmet: ({ digestMethods }, { digest }) =>
      unlessOne(digestMethods?.map(pdfDigestName), pdfDigestName(digest)),
  },
  { entry: 'MDP', unmet: ({ mdp }, { certify = 0 }) => (mdp === certify ? undefined : describeMdp(mdp)) },
  { entry: 'Reasons', bit: 4, unmet: ({ reasons }, { reason }) => unmetReason(reasons, reason) },
  {
    entry: 'TimeStamp',
    unmet: ({ timestampRequired }, { adesLevel }) =>
      timestampRequired && !includesLevel(adesLevel, 'B-T') ? 'a timestamp: a seal at B-T' : undefined,
  },
  {
    entry: 'LegalAttestation',
    bit: 5,
    unmet: ({ legalAttestations }) =>
      legalAttestations ? 'a legal attestation, which is not made' : undefined,
  },
  {
    entry: 'AddRevInfo',
    bit: 6,
    unmet: ({ addRevocationInformation }, { adesLevel }) =>
      addRevocationInformation === true && !includesLevel(adesLevel, 'B-LT')
        ? 'revocation information: a seal at B-LT'
        : undefined,
  },
  { entry: 'LockDocument', bit: 8, unmet: unmetDocumentLock },
  {
    entry: 'AppearanceFilter',
    bit: 9,
    unmet: ({ appearanceFilter }) =>
      appearanceFilter ? `the appearance ${listed([appearanceFilter])}` : undefined,
  },
];

/** Reads the seed values of a field. */
export async function readSeedValues(reader: PdfReader, dictionary: PdfDictionary): Promise<SeedValues> {
  const nested = async (key: string) => {
    const value = await reader.resolveEntry(dictionary, key);
    return value.kind === 'dictionary' ? value : undefined;
  };
  const [certificate, mdp, timestamp] = [
    await nested('Cert'),
    await nested('MDP'),
    await nested('TimeStamp'),
  ];
  const revocation = await reader.resolveEntry(dictionary, 'AddRevInfo');
  return {
    flags: await flagsOf(reader, dictionary),
    filter: await textOf(reader, dictionary, 'Filter'),
    subFilters: await textsOf(reader, dictionary, 'SubFilter'),
    digestMethods: await textsOf(reader, dictionary, 'DigestMethod'),
    version: await numberOf(reader, dictionary, 'V'),
    certificate: certificate && (await readCertificateSeedValues(reader, certificate)),
    reasons: await textsOf(reader, dictionary, 'Reasons'),
    mdp: mdp && (await numberOf(reader, mdp, 'P')),
    timestampUrl: timestamp && (await textOf(reader, timestamp, 'URL')),
    timestampRequired: timestamp !== undefined && ((await flagsOf(reader, timestamp)) & 1) === 1,
    legalAttestations: await textsOf(reader, dictionary, 'LegalAttestation'),
    addRevocationInformation: revocation.kind === 'boolean' ? revocation.value : undefined,
    lockDocument: await textOf(reader, dictionary, 'LockDocument'),
    appearanceFilter: await textOf(reader, dictionary, 'AppearanceFilter'),
  };
}

/**
 * Refuses a seal that does not meet what a field demands.
 *
 * @throws FormatsError `PDF_SEED_VALUE_UNMET`
 */
export async function assertSeedValues(
  reader: PdfReader,
  dictionary: PdfDictionary,
  field: string,
  offer: SealOffer,
): Promise<void> {
  const values = await readSeedValues(reader, dictionary);
  const { certificate, timestampUrl } = values;
  const unmet =
    firstUnmet(RULES, values, offer) ?? (certificate && firstUnmet(CERTIFICATE_RULES, certificate, offer));
  if (unmet === undefined) return;
  const { entry, why } = unmet;
  // Nobody calls an address that a document gives; a caller who trusts it may make a source of timestamps of it.
  const url = entry === 'TimeStamp' && timestampUrl !== undefined ? { url: timestampUrl } : {};
  throw new FormatsError('PDF_SEED_VALUE_UNMET', `the field ${field} demands ${why} (/${entry})`, {
    facts: { field, entry, ...url },
  });
}

function unlessOne(allowed: readonly string[] | undefined, own: string): string | undefined {
  return allowed === undefined || allowed.includes(own) ? undefined : `one of ${listed(allowed)}`;
}

/** What a document says, short enough for a message. */
function listed(texts: readonly string[]): string {
  const shown = texts.slice(0, 5).map((text) => text.slice(0, 60));
  return texts.length > shown.length ? `${shown.join(', ')}, …` : shown.join(', ');
}

function describeMdp(mdp: number | undefined): string | undefined {
  if (mdp === undefined) return undefined;
  return mdp === 0 ? 'a seal that does not certify' : `a certification with the permission ${mdp}`;
}

/** No reasons, or a period alone, mean that none may be given. */
function unmetReason(reasons: readonly string[] = [], reason: string | undefined): string | undefined {
  const none = reasons.length === 0 || (reasons.length === 1 && reasons[0] === '.');
  if (none) return reason === undefined ? undefined : 'that no reason is given';
  return reason !== undefined && reasons.includes(reason)
    ? undefined
    : `one of the reasons ${listed(reasons)}`;
}

/** The document is locked by a lock or a certification that permits nothing more. */
function unmetDocumentLock({ lockDocument }: SeedValues, { certify, lock }: SealOffer): string | undefined {
  const locked = certify === 1 || lock?.permission === 1;
  if (lockDocument === 'true') return locked ? undefined : 'that the document is locked';
  if (lockDocument === 'false') return locked ? 'that the document is not locked' : undefined;
  return undefined;
}
