/**
 * `manages/generateKey`: a key pair in the service, for a certificate that a CA is to issue.
 *
 * @see ETSI TS 119 431-1 (generation of signing keys)
 * @module
 */
import { toBase64, toHex } from '@eseal/core';
import type { KeyKind } from '../../../pki/key.ts';
import { algorithmsOf } from '../algorithms.ts';
import type { RsspContext } from '../context.ts';
import { openTestKey } from '../keys/pki-key.ts';
import { type IdentifiedCall, type Method, ok } from '../method.ts';
import type { RsspAuthorization } from '../model.ts';
import {
  asObject,
  assertKnown,
  oneOf,
  optionalInteger,
  optionalString,
  type Parameters,
  requiredString,
} from '../parameters.ts';
import { invalidRequest, Problem } from '../problem.ts';
import { assertLoggedIn } from './manage-login.ts';
import { answerOnce } from './managed-keys.ts';

/** Seconds after which a key without certificate is removed. */
const UNFINISHED_LIFETIME = 24 * 3600;

const PARAMETERS = [
  ...['requestID', 'userID', 'keyAlgo', 'keyLen', 'keyCurve', 'signAlgos', 'usage', 'signatureQualifier'],
  ...['SCAL', 'multisign', 'auth', 'certProfile', 'description', 'clientData'],
];

const RSA_LENGTHS: ReadonlyMap<number, KeyKind> = new Map([
  [2048, 'rsa-2048'],
  [3072, 'rsa-3072'],
  [4096, 'rsa-4096'],
]);

const CURVES: ReadonlyMap<string, KeyKind> = new Map([
  ['1.2.840.10045.3.1.7', 'p256'],
  ['1.3.132.0.34', 'p384'],
  ['1.3.132.0.35', 'p521'],
]);

/** The method. */
export function createGenerateKey(context: RsspContext): Method {
  return {
    name: 'manages/generateKey',
    dialects: ['v1', 'v2'],
    access: 'manage',
    async answer(call) {
      assertLoggedIn(call);
      assertKnown(call.parameters, PARAMETERS);
      return ok(await answerOnce(context, call, 'generateKey', () => generate(context, call)));
    },
  };
}

async function generate(
  context: RsspContext,
  { caller, parameters }: IdentifiedCall,
): Promise<Readonly<Record<string, unknown>>> {
  const user = requiredString(parameters, 'userID');
  if (!caller.client.users.includes(user)) throw invalidRequest('Invalid parameter userID');
  oneOf(parameters, 'usage', ['eseal', 'esign'], 'eseal');
  const kind = readKind(parameters);
  const authorization = readAuthorization(parameters);
  const multisign = optionalInteger(parameters, 'multisign') ?? 100;
  if (multisign < 1) throw invalidRequest('Invalid parameter multisign');
  const scal = oneOf(parameters, 'SCAL', ['1', '2'], '1') === '2' ? 2 : 1;
  const description =
    optionalString(parameters, 'description', 255) ?? `Test key of ${user}: not for production`;
  const key = await openTestKey(await context.japan.keys(kind));
  const algorithms = chosenAlgorithms(parameters, algorithmsOf(key));
  const id = `managed-${toHex(context.random(8))}`;
  const expiresAt = context.clock.now().getTime() + UNFINISHED_LIFETIME * 1000;
  context.store.credentials.set(id, {
    ...{ id, user, authorization, key, algorithms, scal, multisign, description },
    ...{ certificates: [], root: undefined, keyStatus: 'disabled', certificateStatus: 'valid' },
    signatureQualifier: optionalString(parameters, 'signatureQualifier'),
  });
  context.japan.managed.set(id, {
    ...{ credentialId: id, clientId: caller.client.id, lifecycle: 'generated', eids: [], expiresAt },
  });
  return {
    credentialID: id,
    key: {
      status: 'disabled',
      algo: algorithms,
      len: key.bits,
      ...(key.curve !== undefined && { curve: key.curve }),
    },
    publicKey: toBase64(key.publicKey),
    lifecycle: 'generated',
    expiresIn: UNFINISHED_LIFETIME,
  };
}

function readKind(parameters: Parameters): KeyKind {
  const algorithm = requiredString(parameters, 'keyAlgo');
  const length = optionalInteger(parameters, 'keyLen');
  const curve = optionalString(parameters, 'keyCurve');
  const isRsa = algorithm === '1.2.840.113549.1.1.1' && curve === undefined;
  const isCurve = algorithm === '1.2.840.10045.2.1';
  const kind = isRsa ? RSA_LENGTHS.get(length ?? 2048) : isCurve ? CURVES.get(curve ?? '') : undefined;
  if (kind === undefined) throw new Problem('unsupported_key', 'No such key can be generated');
  return kind;
}

function chosenAlgorithms({ values }: Parameters, all: readonly string[]): readonly string[] {
  const { signAlgos } = values;
  if (signAlgos === undefined) return all;
  const isList = Array.isArray(signAlgos) && signAlgos.length > 0;
  const chosen = isList ? all.filter((oid) => signAlgos.includes(oid)) : [];
  if (!isList || chosen.length !== signAlgos.length) throw invalidRequest('Invalid parameter signAlgos');
  return chosen;
}

/** PIN that whoever generates seals with a new key chose when they met its provider; the RA never learns it. */
export const ENROLLED_PIN = '730164';

/** How the key will be approved. What somebody has to know for it is not agreed here. */
function readAuthorization({ values }: Parameters): RsspAuthorization {
  const { mode = 'explicit' } = asObject(values.auth ?? {}) ?? {};
  if (mode === 'oauth2code') return { mode };
  if (mode !== 'explicit') throw invalidRequest('Invalid parameter auth');
  return { mode, factors: [{ kind: 'pin', id: 'PIN', testValue: ENROLLED_PIN }] };
}
