/** Issuing signature activation data, and finding what stands behind it. */
import { type Activation, consume, createActivation, isSpent, release, reserve } from './activation.ts';
import type { RsspContext } from './context.ts';
import type { AuthorizedHashes } from './hashes.ts';
import { type Caller, type IdentifiedCall, type MethodAnswer, ok } from './method.ts';
import type { RsspCredential } from './model.ts';
import { requiredString } from './parameters.ts';
import { invalidRequest } from './problem.ts';
import { type ApprovalTerms, newHandle } from './store.ts';

/** Remembers an authorisation and answers with its handle. */
export function issueSad(context: RsspContext, terms: ApprovalTerms): MethodAnswer {
  const { store, clock, settings, random } = context;
  const expiresAt = clock.now().getTime() + settings.sadLifetime * 1000;
  const handle = newHandle(random);
  store.activations.set(handle, createActivation({ ...terms, expiresAt }));
  return ok({ SAD: handle, expiresIn: settings.sadLifetime });
}

/**
 * The authorisation of a call for this credential: by `SAD`, or by a bearer token of scope `credential`, never both.
 *
 * @throws Problem in the words of CSC API v1.0.4.0 §11.9, v2.0.0.2 §11.11
 */
export function activationOf(
  context: RsspContext,
  call: IdentifiedCall,
  credential: RsspCredential,
): Activation {
  const activation = presentedActivation(context, call);
  const isTheirs =
    activation !== undefined &&
    activation.credentialId === credential.id &&
    activation.clientId === call.caller.client.id &&
    isSameUser(activation, call.caller) &&
    activation.purpose === (call.caller.token?.scope === 'manage' ? 'proof-of-possession' : 'seal');
  if (!isTheirs || isSpent(activation)) throw invalidRequest('Invalid parameter SAD');
  if (activation.expiresAt <= context.clock.now().getTime()) throw invalidRequest('SAD expired');
  return activation;
}

function presentedActivation({ store }: RsspContext, call: IdentifiedCall): Activation | undefined {
  const { caller, dialect, parameters } = call;
  const ofBearer = dialect === 'v2' ? caller.token?.activation : undefined;
  if (ofBearer !== undefined) {
    if (parameters.values.SAD !== undefined) throw invalidRequest('Invalid parameter SAD');
    return ofBearer;
  }
  const sad = requiredString(parameters, 'SAD');
  return store.activations.get(sad) ?? store.tokens.get(sad)?.activation;
}

/** A user's own token for what they authorised; an application's for what was authorised with it, or by a user to it. */
function isSameUser({ user }: Activation, caller: Caller): boolean {
  return (
    user === caller.user ||
    (caller.user === undefined && user !== undefined && caller.client.users.includes(user))
  );
}

/**
 * Makes signatures out of an authorisation: their digests are reserved before, consumed after, and released where the service itself
 * fails.
 */
export async function spend<Result>(
  activation: Activation,
  { hashes, hashOid }: AuthorizedHashes,
  sign: () => Promise<Result>,
): Promise<Result | 'not authorized'> {
  const isOtherDigest = activation.hashOid !== undefined && activation.hashOid !== hashOid;
  const rows = isOtherDigest ? undefined : reserve(activation, hashes);
  if (rows === undefined) return 'not authorized';
  try {
    const result = await sign();
    consume(rows);
    return result;
  } catch (error) {
    release(rows);
    throw error;
  }
}
