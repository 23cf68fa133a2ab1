/**
 * `signatures/signHash` (CSC API v1.0.4.0 §11.9, v2.0.0.2 §11.12).
 *
 * @module
 */
import { toBase64 } from '@eseal/core';
import { readSignatureTerms } from '../algorithms.ts';
import { answerLater, readAsynchronous } from '../asynchronous.ts';
import type { RsspContext } from '../context.ts';
import { assertCanSign, credentialOf } from '../credentials.ts';
import { assertLengths, HASHES_NAME, readHashes } from '../hashes.ts';
import { type Method, ok } from '../method.ts';
import type { Dialect } from '../model.ts';
import { assertKnown, optionalString } from '../parameters.ts';
import { invalidRequest } from '../problem.ts';
import { activationOf, spend } from '../sad.ts';
import { signHashes } from '../sign-hashes.ts';

const NAME = 'signatures/signHash';

const COMMON = ['credentialID', 'SAD', 'signAlgo', 'signAlgoParams', 'clientData'];

const PARAMETERS = {
  v1: [...COMMON, 'hash', 'hashAlgo'],
  v2: [...COMMON, 'hashes', 'hashAlgorithmOID', 'operationMode', 'validity_period', 'response_uri'],
};

/** The method. */
export function createSignHash(context: RsspContext): Method {
  return {
    name: NAME,
    dialects: ['v1', 'v2'],
    access: 'seal-or-manage',
    async answer(call) {
      const { parameters, dialect } = call;
      assertKnown(parameters, PARAMETERS[dialect]);
      const credential = credentialOf(context, call);
      const activation = activationOf(context, call, credential);
      const hashes = readHashes(parameters, HASHES_NAME[dialect]);
      const terms = readSignatureTerms(parameters, credential.algorithms, { dialect });
      assertLengths(hashes, terms.hashOid);
      const asynchronous = readAsynchronous(context, call);
      optionalString(parameters, 'clientData');
      if (activation.purpose === 'seal') assertCanSign(context, credential);
      const signatures = await spend(activation, { hashOid: terms.hashOid, hashes }, () =>
        signHashes(context, NAME, credential, terms, hashes),
      );
      if (signatures === 'not authorized') throw invalidRequest(NOT_AUTHORIZED[dialect]);
      const body = { signatures: signatures.map(toBase64) };
      return asynchronous === undefined ? ok(body) : answerLater(context, call, body, asynchronous);
    },
  };
}

/** The text of version 1 ends with a full stop, that of version 2 does not. */
const NOT_AUTHORIZED: Readonly<Record<Dialect, string>> = {
  v1: 'Hash is not authorized by the SAD.',
  v2: 'Hash is not authorized by the SAD',
};
