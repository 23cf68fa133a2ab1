/**
 * Values of one document that depend on one another, such as those of a second seal in a PDF: approved together, although the
 * later ones are not known yet when the first is approved.
 *
 * @see CSC API v1.0.4.0 §11.8, v2.0.0.2 §11.11
 * @module
 */
import type { CallOptions, Signer, SignRequest } from '@eseal/core';
import { createTurns } from '../client/in-turn.ts';
import { CscError } from '../errors.ts';
import { extendAuthorization } from '../key-authorization/extend-authorization.ts';
import type { AuthorizationManifest } from '../key-authorization/key-authorizer.ts';
import type { SignHashRequest } from '../model/requests.ts';
import {
  assertAllowed,
  assertApproved,
  authorizeUse,
  type Designation,
  designate,
  signHashRequest,
  type UseOptions,
} from './authorize-use.ts';
import { type OpenCredential, openCredential } from './open-credential.ts';
import { assertAcceptable, logOf, verifyValues } from './sign-hashes.ts';
import { recordUse } from './signing-event.ts';

/** Options of {@link openCscTransaction}. */
export interface CscTransactionOptions extends UseOptions {
  /** How many values the document needs; as many are approved, and no more are made. */
  readonly signatures: number;
}

/**
 * A Signer for the values of one document: the first call of `sign` asks for the approval of all of them, each further one
 * binds the same approval to the next hash (`credentials/extendTransaction`). One value for each call; every request names
 * the document that it is for, the same each time. After a call that
 * failed it signs no more.
 *
 * @throws CscError `INVALID_ARGUMENT` when the credential is not for so many signatures, `CSC_METHOD_MISSING` when the
 * service cannot extend an approval, and what `createCscSigner` throws
 */
export async function openCscTransaction(
  options: CscTransactionOptions,
  call?: CallOptions,
): Promise<Signer> {
  const open = await openCredential(options, call);
  assertAllowed(options, open.credential);
  await assertExtensible(options, open, call);
  const algorithms = open.algorithms.map(({ algorithm }) => algorithm);
  const inTurn = createTurns();
  const transaction = createTransaction(open, options);
  return {
    certificates: open.certificates,
    algorithms,
    maxBatch: 1,
    async sign(requests, signCall) {
      assertAcceptable(requests, algorithms, 1);
      return inTurn(open.credential.id, () => transaction(requests, signCall), signCall?.signal);
    },
  };
}

async function assertExtensible(
  { client, signatures }: CscTransactionOptions,
  { credential }: OpenCredential,
  call?: CallOptions,
): Promise<void> {
  if (!Number.isInteger(signatures) || signatures < 1 || signatures > credential.maxSignatures)
    throw new CscError(
      'INVALID_ARGUMENT',
      `the credential is for 1 to ${credential.maxSignatures} signatures`,
      {
        outcome: 'not-sent',
      },
    );
  const { methods } = await client.info(call);
  if (client.profile.multiCall && methods.includes('credentials/extendTransaction')) return;
  throw new CscError('CSC_METHOD_MISSING', 'the service does not extend approvals to further hashes', {
    outcome: 'not-sent',
    facts: { method: 'credentials/extendTransaction' },
  });
}

type Sign = (requests: readonly SignRequest[], call?: CallOptions) => Promise<readonly Uint8Array[]>;

/** What is left of an approval; `ended` after the last value and after any failure. */
type State =
  | { readonly kind: 'fresh' }
  | {
      readonly kind: 'approved';
      readonly used: number;
      readonly last: SignHashRequest;
      readonly manifest: AuthorizationManifest;
    }
  | { readonly kind: 'ended' };

function createTransaction(open: OpenCredential, options: CscTransactionOptions): Sign {
  let state: State = { kind: 'fresh' };
  return async (requests, call) => {
    const before = state;
    if (before.kind === 'ended')
      throw new CscError('INVALID_ARGUMENT', 'the transaction has ended', { outcome: 'not-sent' });
    state = { kind: 'ended' };
    const used = before.kind === 'approved' ? before.used + 1 : 1;
    const designation = await designate(requests, open, options.signatures - used);
    const { manifest } = designation;
    return recordUse('signed', logOf(options), open, manifest, async () => {
      const last =
        before.kind === 'approved'
          ? await extend(before, designation, options, call)
          : await authorizeUse(designation, open, options, call);
      const values = await options.client.signHash(last, call);
      const verified = await verifyValues(values, requests, open, options, call);
      if (used < options.signatures) state = { kind: 'approved', used, last, manifest };
      return verified;
    });
  };
}

/** Binds what is left of an approval to the next hash of the same document; the approval as it was is dead after this. */
async function extend(
  { last, manifest: approved }: Extract<State, { readonly kind: 'approved' }>,
  { algorithm, manifest }: Designation,
  options: CscTransactionOptions,
  call?: CallOptions,
): Promise<SignHashRequest> {
  const { credential, authorization: before } = last;
  const left = { ...before, remaining: before.remaining - last.hashes.length };
  const documents = manifest.items.flatMap(({ document }) => document ?? []);
  const next = { digestAlgorithm: manifest.digestAlgorithm, hashes: manifest.hashes, documents };
  const authorization = await extendAuthorization(options.client, left, approved, next, call);
  assertApproved(authorization, manifest, credential, options);
  return signHashRequest(credential, { algorithm, manifest }, authorization);
}
