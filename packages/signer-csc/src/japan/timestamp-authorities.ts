/**
 * Time-stamping authorities among which a service lets its users choose.
 *
 * @module
 */
import type { CallOptions } from '@eseal/core';
import * as v from 'valibot';
import type { CscClient } from '../client/client.ts';
import { type AnswerShape, checkAnswer, identifier } from '../wire/check-answer.ts';
import { toArray } from '../wire/normalise.ts';
import { callExtension } from './call-extension.ts';
import { readTimestampAuthority, type TimestampAuthority } from './timestamp-authority.ts';

/** Most pages that are asked for, whatever the service says. */
const MOST_PAGES = 50;

const PAGE = {
  normalisation: { values: { timestampIDs: toArray } },
  schema: v.object({ timestampIDs: v.array(identifier), nextPageToken: v.optional(identifier) }),
} satisfies AnswerShape<v.GenericSchema>;

/**
 * Identifiers of the authorities of a service, in its order.
 *
 * @param userId - only for access that is not of one user
 * @throws CscError `CSC_METHOD_MISSING` where the service does not name `timestamps/list`, and what the client throws
 * @experimental The names of the methods are a proposal, their members a profile of this SDK.
 * @example
 * ```ts
 * import type { CscClient } from '@eseal/signer-csc';
 * import { listTimestampAuthorities, timestampAuthority } from '@eseal/signer-csc/japan';
 *
 * export async function providers(client: CscClient): Promise<readonly (string | undefined)[]> {
 *   const ids = await listTimestampAuthorities(client);
 *   return Promise.all(ids.map(async (id) => (await timestampAuthority(client, id)).provider));
 * }
 * ```
 */
export async function listTimestampAuthorities(
  client: CscClient,
  userId?: string,
  options?: CallOptions,
): Promise<readonly string[]> {
  const method = 'timestamps/list';
  const found = new Set<string>();
  const asked = new Set<string | undefined>();
  let pageToken: string | undefined;
  // A service that repeats a page would be asked for ever.
  while (!asked.has(pageToken) && asked.size < MOST_PAGES) {
    asked.add(pageToken);
    const { body } = await callExtension(client, { method, body: { userID: userId, pageToken } }, options);
    const page = checkAnswer(body, PAGE, { method, spends: false });
    for (const id of page.timestampIDs) found.add(id);
    if (page.nextPageToken === undefined) break;
    pageToken = page.nextPageToken;
  }
  return [...found];
}

/**
 * What a service says of one of its authorities.
 *
 * @throws CscError `CSC_METHOD_MISSING` where the service does not name `timestamps/info`, and what the client throws
 * @experimental The names of the methods are a proposal, their members a profile of this SDK.
 */
export async function timestampAuthority(
  client: CscClient,
  timestampId: string,
  options?: CallOptions,
): Promise<TimestampAuthority> {
  const body = { timestampID: timestampId, certificates: 'chain' };
  const answer = await callExtension(client, { method: 'timestamps/info', body }, options);
  return readTimestampAuthority(timestampId, answer.body);
}
