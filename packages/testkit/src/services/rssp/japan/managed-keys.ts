/** Keys of CAs and RAs as calls name them, and answers that are given twice. */
import { canonicalJson } from '@eseal/core';
import type { RsspContext } from '../context.ts';
import type { IdentifiedCall } from '../method.ts';
import type { RsspCredential } from '../model.ts';
import { requiredString } from '../parameters.ts';
import { invalidRequest } from '../problem.ts';
import type { ManagedKey } from './state.ts';

/** A key with its credential. */
export interface ManagedCredential {
  readonly managed: ManagedKey;
  readonly credential: RsspCredential;
}

/** The key of a call; one of another CA or RA is not known, one that nobody finished is gone. */
export function managedCredential(context: RsspContext, call: IdentifiedCall): ManagedCredential {
  const id = requiredString(call.parameters, 'credentialID');
  const managed = context.japan.managed.get(id);
  if (managed?.clientId !== call.caller.client.id) throw unknownCredential();
  const isUnfinished = managed.lifecycle !== 'operational';
  if (isUnfinished && managed.expiresAt <= context.clock.now().getTime()) destroyKey(context, managed);
  const credential = context.store.credentials.get(id);
  if (credential === undefined) throw unknownCredential();
  return { managed, credential };
}

/** Ends a key and everything that could still be signed with it. */
export function destroyKey({ store }: RsspContext, managed: ManagedKey): void {
  for (const activation of store.activations.values()) {
    if (activation.credentialId === managed.credentialId) activation.isEnded = true;
  }
  for (const [value, { activation }] of store.tokens) {
    if (activation?.credentialId === managed.credentialId) store.tokens.delete(value);
  }
  store.credentials.delete(managed.credentialId);
  managed.lifecycle = 'destroyed';
}

/** Answers a request once: the same again gets the same answer, another under its name is refused. */
export async function answerOnce(
  { japan }: RsspContext,
  { caller, parameters }: IdentifiedCall,
  method: string,
  answer: () => Promise<Readonly<Record<string, unknown>>>,
): Promise<Readonly<Record<string, unknown>>> {
  const name = `${caller.client.id} ${method} ${requiredString(parameters, 'requestID')}`;
  const request = canonicalJson(parameters.values);
  const earlier = japan.remembered.get(name);
  if (earlier !== undefined) {
    if (earlier.request !== request) throw invalidRequest('requestID already used');
    return earlier.body;
  }
  const body = await answer();
  japan.remembered.set(name, { request, body });
  return body;
}

function unknownCredential(): Error {
  return invalidRequest('Invalid parameter credentialID');
}
