/**
 * One list by itself: what it says, whether it is authentic, and whether it is out of date.
 *
 * @module
 */
import type { Certificate } from '@eseal/core/x509';
import type { Finding } from '../report/finding.ts';
import { sha256Of } from '../util/sha256.ts';
import {
  type AuthenticateListOptions,
  authenticateList,
  type ListAuthentication,
} from './authenticate/authenticate-list.ts';
import type { TrustedList } from './list.ts';
import { parseListXml, parseTrustedList } from './parse/parse-list.ts';
import { EU_SCHEME } from './schemes/eu.ts';
import { remarksOn } from './usability.ts';

/** A list that was verified by itself. */
export interface VerifiedList {
  readonly list: TrustedList;
  readonly conclusion: ListAuthentication['conclusion'];
  /** The announced certificate that signed it; only of a list that is authentic. */
  readonly signer: Certificate | undefined;
  /** Why it is not authentic, and what else is to be said of it, such as that it is out of date. */
  readonly findings: readonly Finding[];
}

/**
 * Verifies a list under the certificates that may sign it. Nothing is fetched, and no pointer is followed.
 *
 * @throws ValidatorError `TRUSTED_LIST_UNREADABLE`
 */
export async function verifyTrustedList(
  file: Uint8Array,
  signers: readonly Certificate[],
  options: Omit<AuthenticateListOptions, 'scheme'> = {},
): Promise<VerifiedList> {
  const { time = new Date() } = options;
  const document = parseListXml(file);
  const list = parseTrustedList(document);
  const { scheme } = list;
  const { conclusion, findings, signer } = await authenticateList(document, signers, {
    ...options,
    time,
    scheme,
  });
  const reference = {
    scheme: EU_SCHEME,
    territory: scheme.territory ?? '',
    sequenceNumber: scheme.sequenceNumber ?? 0,
    issueDate: scheme.issueDate ?? time,
    nextUpdate: scheme.nextUpdate,
    location: undefined,
    sha256: await sha256Of(file),
  };
  const remarks = remarksOn({ list, reference }, { at: time, now: time, graceMs: 0, lastGood: undefined });
  return { list, conclusion, signer, findings: [...findings, ...remarks] };
}
