/**
 * `credentials/authorize` (CSC API v1.0.4.0 §11.6, v2.0.0.2 §11.8).
 *
 * @module
 */
import { decideElsewhere, waitForDecision } from '../approvals.ts';
import type { RsspContext } from '../context.ts';
import { assertEnabled, credentialOf } from '../credentials.ts';
import { checkFactors, factorState } from '../factors/factors.ts';
import { invalidAuthenticationData, READ_FACTORS } from '../factors/read-factors.ts';
import { readAuthorizedHashes } from '../hashes.ts';
import type { IdentifiedCall, Method } from '../method.ts';
import type { Dialect, RsspCredential, RsspFactor } from '../model.ts';
import { assertKnown, optionalString, requiredInteger } from '../parameters.ts';
import { invalidRequest, Problem } from '../problem.ts';
import { issueSad } from '../sad.ts';
import type { ApprovalTerms } from '../store.ts';

const PARAMETERS = {
  v1: ['credentialID', 'numSignatures', 'hash', 'PIN', 'OTP', 'description', 'clientData'],
  v2: [
    ...['credentialID', 'numSignatures', 'hashes', 'hashAlgorithmOID', 'authData'],
    ...['description', 'clientData'],
  ],
};

/** The method. */
export function createAuthorize(context: RsspContext): Method {
  return {
    name: 'credentials/authorize',
    dialects: ['v1', 'v2'],
    access: 'seal',
    async answer(call) {
      const { parameters, dialect } = call;
      assertKnown(parameters, PARAMETERS[dialect]);
      const credential = credentialOf(context, call);
      assertEnabled(credential);
      if (credential.authorization.mode === 'oauth2code') {
        throw invalidRequest('Invalid parameter credentialID');
      }
      const terms = readTerms(call, credential);
      const description = optionalString(parameters, 'description', 500);
      optionalString(parameters, 'clientData');
      const isElsewhere = await assertApproved(context, call, credential);
      if (!isElsewhere) return issueSad(context, terms);
      const handle = decideElsewhere(context, terms, description);
      return dialect === 'v1' ? waitForDecision(context, handle) : { status: 202, body: { handle } };
    },
  };
}

function readTerms(call: IdentifiedCall, { id, scal, multisign }: RsspCredential): ApprovalTerms {
  const { caller, parameters } = call;
  const count = requiredInteger(parameters, 'numSignatures');
  if (count < 1) throw invalidRequest('Invalid value for parameter numSignatures');
  if (count > multisign) throw invalidRequest('Numbers of signatures is too high');
  const { hashes, hashOid } = readAuthorizedHashes(call, { isRequired: scal === 2 });
  if (hashes.length > count) throw invalidRequest('Invalid value for parameter numSignatures');
  return { credentialId: id, clientId: caller.client.id, user: caller.user, hashes, hashOid, count };
}

/** Checks the factors; whether somebody still has to decide elsewhere. */
async function assertApproved(
  context: RsspContext,
  { parameters, dialect }: IdentifiedCall,
  credential: RsspCredential,
): Promise<boolean> {
  if (factorState(context, credential).isLocked) throw invalidRequest(LOCKED[dialect](credential));
  const given = READ_FACTORS[dialect](parameters, credential.authorization);
  const check = await checkFactors(context, credential, given);
  if (check.kind === 'wrong') throw WRONG[dialect](check.factor);
  return given.some(({ factor }) => factor.kind === 'out-of-band');
}

const LOCKED: Readonly<Record<Dialect, (credential: RsspCredential) => string>> = {
  v1: ({ authorization }) => (hasPin(authorization) ? 'PIN locked' : 'OTP locked'),
  v2: () => 'Credential locked',
};

function hasPin(authorization: RsspCredential['authorization']): boolean {
  return authorization.mode === 'explicit' && authorization.factors.some(isPin);
}

function isPin({ kind }: RsspFactor): boolean {
  return kind === 'pin' || kind === 'password';
}

const WRONG: Readonly<Record<Dialect, (factor: RsspFactor) => Problem>> = {
  v1: (factor) =>
    isPin(factor)
      ? new Problem('invalid_pin', 'The PIN is invalid')
      : new Problem('invalid_otp', 'The OTP is invalid'),
  v2: invalidAuthenticationData,
};
