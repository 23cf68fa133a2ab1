/**
 * `credentials/list` (CSC API v1.0.4.0 §11.4, v2.0.0.2 §11.6).
 *
 * @module
 */
import type { RsspContext } from '../context.ts';
import { certificateStatus, isFor, isKnownIn } from '../credentials.ts';
import { type IdentifiedCall, type Method, type MethodAnswer, ok } from '../method.ts';
import type { RsspCredential } from '../model.ts';
import { assertKnown, optionalBoolean, optionalInteger, optionalString } from '../parameters.ts';
import { invalidRequest } from '../problem.ts';
import { describeCredential, readDescriptionTerms } from './describe-credential.ts';

const PARAMETERS = {
  v1: ['userID', 'maxResults', 'pageToken', 'clientData', 'lang'],
  v2: ['userID', 'credentialInfo', 'certificates', 'certInfo', 'authInfo', 'onlyValid', 'lang', 'clientData'],
};

/** The method. */
export function createCredentialsList(context: RsspContext): Method {
  return {
    name: 'credentials/list',
    dialects: ['v1', 'v2'],
    access: 'seal',
    async answer(call) {
      assertKnown(call.parameters, PARAMETERS[call.dialect]);
      const clientData = optionalString(call.parameters, 'clientData');
      const { listClientData = clientData } = context.settings;
      const owned = clientData === listClientData ? credentialsOf(context, call) : [];
      return call.dialect === 'v1' ? pageOf(context, call, owned) : listOf(context, call, owned);
    },
  };
}

function credentialsOf({ store }: RsspContext, call: IdentifiedCall): readonly RsspCredential[] {
  const user = userOf(call);
  const all = [...store.credentials.values()].filter(({ certificates }) => certificates.length > 0);
  return all.filter(
    (credential) =>
      credential.user === user && isFor(credential, call.caller) && isKnownIn(call.dialect, credential),
  );
}

/** `userID` is for those who act for several users, and nobody else. */
function userOf({ caller, parameters }: IdentifiedCall): string {
  const named = optionalString(parameters, 'userID');
  if (caller.user !== undefined) {
    if (named !== undefined) throw invalidRequest('userID parameter MUST be null');
    return caller.user;
  }
  const [only, ...others] = caller.client.users;
  const user = named ?? (others.length === 0 ? only : undefined);
  if (user === undefined || !caller.client.users.includes(user)) {
    throw invalidRequest('Invalid parameter userID');
  }
  return user;
}

function pageOf(
  { settings }: RsspContext,
  { parameters }: IdentifiedCall,
  owned: readonly RsspCredential[],
): MethodAnswer {
  const most = Math.min(optionalInteger(parameters, 'maxResults') ?? settings.pageSize, settings.pageSize);
  if (most < 1) throw invalidRequest('Invalid parameter maxResults');
  const start = startOf(optionalString(parameters, 'pageToken'), owned.length);
  const end = start + most;
  const credentialIDs = owned.slice(start, end).map(({ id }) => id);
  return ok({ credentialIDs, ...(end < owned.length && { nextPageToken: `page-at-${end}` }) });
}

function startOf(pageToken: string | undefined, length: number): number {
  if (pageToken === undefined) return 0;
  const start = Number(/^page-at-(\d{1,6})$/.exec(pageToken)?.[1]);
  if (!(start > 0 && start < length)) throw invalidRequest('Invalid parameter pageToken');
  return start;
}

function listOf(
  context: RsspContext,
  { parameters, dialect }: IdentifiedCall,
  owned: readonly RsspCredential[],
): MethodAnswer {
  const terms = { ...readDescriptionTerms(parameters), dialect };
  const onlyValid = optionalBoolean(parameters, 'onlyValid');
  const listed = onlyValid ? owned.filter((credential) => isUsable(context, credential)) : owned;
  const describe = (credential: RsspCredential) => ({
    credentialID: credential.id,
    ...describeCredential(context, credential, terms),
  });
  return ok({
    credentialIDs: listed.map(({ id }) => id),
    ...(optionalBoolean(parameters, 'credentialInfo') && { credentialInfos: listed.map(describe) }),
    ...(onlyValid && { onlyValid }),
  });
}

function isUsable(context: RsspContext, credential: RsspCredential): boolean {
  return credential.keyStatus === 'enabled' && certificateStatus(context, credential) === 'valid';
}
