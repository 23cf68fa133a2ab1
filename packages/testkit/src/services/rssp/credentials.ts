/** Credentials as calls name them. */
import { formatName, parseCertificate } from '@eseal/core/x509';
import type { RsspContext } from './context.ts';
import type { Caller, IdentifiedCall } from './method.ts';
import type { Dialect, RsspCredential } from './model.ts';
import { requiredString } from './parameters.ts';
import { invalidRequest } from './problem.ts';

/** The credential of a call; one that is somebody else's is not known. */
export function credentialOf(context: RsspContext, call: IdentifiedCall): RsspCredential {
  const id = requiredString(call.parameters, 'credentialID');
  const credential = context.store.credentials.get(id);
  if (credential === undefined || !isFor(credential, call.caller) || !isKnownIn(call.dialect, credential)) {
    throw invalidRequest('Invalid parameter credentialID');
  }
  return credential;
}

/** The first credential of a kind that the caller may use. */
export function credentialByQualifier(
  { store }: RsspContext,
  { caller, dialect }: IdentifiedCall,
  qualifier: string | undefined,
): RsspCredential {
  const found = [...store.credentials.values()].find(
    (each) => each.signatureQualifier === qualifier && isFor(each, caller) && isKnownIn(dialect, each),
  );
  if (qualifier === undefined || found === undefined)
    throw invalidRequest('Invalid parameter signatureQualifier');
  return found;
}

/** Whether a caller may see and use a credential. */
export function isFor({ user }: RsspCredential, caller: Caller): boolean {
  return caller.user === undefined ? caller.client.users.includes(user) : caller.user === user;
}

/** Whether a version of the API can express how the credential is approved: version 1 has no challenges. */
export function isKnownIn(dialect: Dialect, { authorization }: RsspCredential): boolean {
  const hasChallenge =
    authorization.mode === 'explicit' && authorization.factors.some(({ kind }) => kind === 'challenge');
  return dialect === 'v2' || !hasChallenge;
}

/** What holds of its certificate now; `undefined` while none is linked. */
export function certificateStatus(
  { clock }: RsspContext,
  credential: RsspCredential,
): RsspCredential['certificateStatus'] | undefined {
  const [certificate] = credential.certificates;
  if (certificate === undefined) return undefined;
  const isOver = parseCertificate(certificate).notAfter.getTime() < clock.now().getTime();
  return isOver ? 'expired' : credential.certificateStatus;
}

/** Refuses a key that is switched off. */
export function assertEnabled({ keyStatus }: RsspCredential): void {
  if (keyStatus === 'disabled') {
    throw invalidRequest('The credential identified by credentialID is disabled');
  }
}

/** Refuses a key that is switched off, and a certificate that is over. */
export function assertCanSign(context: RsspContext, credential: RsspCredential): void {
  assertEnabled(credential);
  const [certificate] = credential.certificates;
  if (certificate === undefined) throw invalidRequest('Invalid parameter credentialID');
  if (certificateStatus(context, credential) === 'expired') {
    const subject = formatName(parseCertificate(certificate).subject);
    throw invalidRequest(`Signing certificate '${subject}' is expired.`);
  }
}
