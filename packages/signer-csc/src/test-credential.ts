/** A credential as clients read it, for tests of requests. */
import type { Credential } from './model/credential.ts';

/** RSA-2048, usable, approved by factors. */
export const TEST_CREDENTIAL: Credential = {
  id: 'seal-1',
  description: undefined,
  signatureQualifier: undefined,
  key: { isEnabled: true, algorithms: ['1.2.840.113549.1.1.11'], length: 2048, curve: undefined },
  certificateStatus: 'valid',
  certificates: [],
  authorization: { mode: 'explicit', factors: [], expression: undefined },
  soleControlLevel: 1,
  maxSignatures: 3,
};
