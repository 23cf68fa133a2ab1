/** All methods of a service. */
import type { RsspContext } from './context.ts';
import { JAPANESE_METHODS } from './japan/methods.ts';
import type { Method } from './method.ts';
import { createAuthorize } from './methods/credentials-authorize.ts';
import { createAuthorizeCheck } from './methods/credentials-authorize-check.ts';
import { createExtendTransaction } from './methods/credentials-extend-transaction.ts';
import { createCredentialsInfo } from './methods/credentials-info.ts';
import { createCredentialsList } from './methods/credentials-list.ts';
import { createInfo } from './methods/info.ts';
import { createGetChallenge, createSendOtp } from './methods/one-time-values.ts';
import { createSignDoc } from './methods/sign-doc.ts';
import { createSignHash } from './methods/sign-hash.ts';
import { createSignPolling } from './methods/sign-polling.ts';
import type { Dialect } from './model.ts';
import { authLogin } from './oauth/login.ts';
import { authRevoke } from './oauth/revoke.ts';

const METHODS: readonly ((context: RsspContext) => Method)[] = [
  authLogin,
  authRevoke,
  createCredentialsList,
  createCredentialsInfo,
  createAuthorize,
  createAuthorizeCheck,
  createSendOtp,
  createGetChallenge,
  createExtendTransaction,
  createSignHash,
  createSignDoc,
  createSignPolling,
  ...JAPANESE_METHODS,
];

/** The methods, `info` among them, which names the others. */
export function createMethods(context: RsspContext): readonly Method[] {
  const methods = METHODS.map((create) => create(context));
  const named = (dialect: Dialect): readonly string[] =>
    [...methods, info].filter(({ dialects }) => dialects.includes(dialect)).map(({ name }) => name);
  const info = createInfo(context, named);
  return [info, ...methods];
}
