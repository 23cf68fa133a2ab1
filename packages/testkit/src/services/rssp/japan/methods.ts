/**
 * Methods of the Japanese extension. Their names are the public task force's proposal; their members are a profile of our own, until
 * its text is at hand.
 *
 * @module
 */
import type { RsspContext } from '../context.ts';
import type { Method } from '../method.ts';
import { createDeleteKey } from './delete-key.ts';
import { createGenerateKey } from './generate-key.ts';
import { createLinkCert } from './link-certificate.ts';
import { createLinkEid } from './link-eid.ts';
import { createManagesLogin } from './manage-login.ts';
import { createManagesAuthorize } from './proof-of-possession.ts';
import { createTimestamp, createTimestampsInfo, createTimestampsList } from './timestamps.ts';
import { createValidCert, createValidSign } from './validates.ts';

/** All of them, with `signatures/timestamp`, which the extension changes. */
export const JAPANESE_METHODS: readonly ((context: RsspContext) => Method)[] = [
  createTimestamp,
  createTimestampsList,
  createTimestampsInfo,
  createManagesLogin,
  createGenerateKey,
  createLinkEid,
  createManagesAuthorize,
  createLinkCert,
  createDeleteKey,
  createValidSign,
  createValidCert,
];
