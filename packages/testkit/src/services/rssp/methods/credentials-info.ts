/**
 * `credentials/info` (CSC API v1.0.4.0 §11.5, v2.0.0.2 §11.7).
 *
 * @module
 */
import type { RsspContext } from '../context.ts';
import { credentialOf } from '../credentials.ts';
import { credentialAsShown } from '../faults/faulty-certificate.ts';
import { type Method, ok } from '../method.ts';
import { assertKnown, optionalString } from '../parameters.ts';
import { describeCredential, readDescriptionTerms } from './describe-credential.ts';

const PARAMETERS = ['credentialID', 'certificates', 'certInfo', 'authInfo', 'lang', 'clientData'];

/** The method. */
export function createCredentialsInfo(context: RsspContext): Method {
  return {
    name: 'credentials/info',
    dialects: ['v1', 'v2'],
    access: 'seal',
    async answer(call) {
      assertKnown(call.parameters, PARAMETERS);
      const credential = await credentialAsShown(context, credentialOf(context, call));
      const terms = { ...readDescriptionTerms(call.parameters), dialect: call.dialect };
      optionalString(call.parameters, 'clientData');
      return ok(describeCredential(context, credential, terms));
    },
  };
}
