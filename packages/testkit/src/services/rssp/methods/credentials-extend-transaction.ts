/**
 * `credentials/extendTransaction` (CSC API v1.0.4.0 §11.7, v2.0.0.2 §11.11): the signatures that are left, for other digests.
 * The new SAD takes the place of the old one.
 *
 * @module
 */
import { remaining } from '../activation.ts';
import type { RsspContext } from '../context.ts';
import { credentialOf } from '../credentials.ts';
import { readAuthorizedHashes } from '../hashes.ts';
import type { Method } from '../method.ts';
import { assertKnown, optionalString } from '../parameters.ts';
import { invalidRequest } from '../problem.ts';
import { activationOf, issueSad } from '../sad.ts';

const PARAMETERS = {
  v1: ['credentialID', 'hash', 'SAD', 'clientData'],
  v2: ['credentialID', 'hashes', 'hashAlgorithmOID', 'SAD', 'clientData'],
};

/** The method. */
export function createExtendTransaction(context: RsspContext): Method {
  return {
    name: 'credentials/extendTransaction',
    dialects: ['v1', 'v2'],
    access: 'seal',
    async answer(call) {
      assertKnown(call.parameters, PARAMETERS[call.dialect]);
      const credential = credentialOf(context, call);
      const activation = activationOf(context, call, credential);
      const { hashes, hashOid } = readAuthorizedHashes(call, { isRequired: credential.scal === 2 });
      optionalString(call.parameters, 'clientData');
      const count = remaining(activation);
      if (hashes.length > count) throw invalidRequest('Numbers of signatures is too high');
      activation.isEnded = true;
      const { credentialId, clientId, user } = activation;
      return issueSad(context, { credentialId, clientId, user, hashes, hashOid, count });
    },
  };
}
