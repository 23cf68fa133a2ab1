/** Users, applications and credentials of the service when the options name none. */
import type { CredentialDefinition, RsspClient, RsspFactor, RsspUser } from './model.ts';

const PIN: RsspFactor = { kind: 'pin', id: 'PIN', testValue: '482915' };
const ONLINE_OTP: RsspFactor = { kind: 'otp-online', id: 'OTP' };
const OFFLINE_OTP: RsspFactor = { kind: 'otp-offline', id: 'OTP', testSecret: 'TESTKIT OTP SEED 001' };

/** The user who owns the sample credentials, and another who owns one. */
export const SAMPLE_USERS: readonly RsspUser[] = [
  { id: 'keiri', testPassword: 'testkit password of keiri' },
  { id: 'somu', testPassword: 'testkit password of somu' },
];

/** An application that seals for `keiri`, and a registration authority. */
export const SAMPLE_CLIENTS: readonly RsspClient[] = [
  {
    id: 'sealing-app',
    testSecret: 'testkit secret of sealing-app',
    redirectUris: ['https://app.test/callback'],
    users: ['keiri'],
    role: 'seal',
  },
  {
    id: 'other-app',
    testSecret: 'testkit secret of other-app',
    redirectUris: ['https://other.test/callback'],
    users: ['keiri', 'somu'],
    role: 'seal',
  },
  {
    id: 'registration-authority',
    testSecret: 'testkit secret of registration-authority',
    redirectUris: [],
    users: ['keiri', 'somu'],
    role: 'manage',
  },
];

function explicit(...factors: readonly RsspFactor[]): CredentialDefinition['authorization'] {
  return { mode: 'explicit', factors };
}

/** A credential for each way of approval and each state; the identifier says which. */
export const SAMPLE_CREDENTIALS: readonly CredentialDefinition[] = [
  { id: 'seal-pin', user: 'keiri', authorization: explicit(PIN) },
  { id: 'seal-pin-rsa', user: 'keiri', authorization: explicit(PIN), key: 'rsa-2048', authority: 'b' },
  { id: 'seal-pin-scal2', user: 'keiri', authorization: explicit(PIN), scal: 2 },
  { id: 'seal-implicit', user: 'keiri', authorization: { mode: 'implicit' } },
  {
    id: 'seal-password',
    user: 'keiri',
    authorization: explicit({ kind: 'password', id: 'Password', testValue: 'test only' }),
  },
  { id: 'seal-otp-offline', user: 'keiri', authorization: explicit(OFFLINE_OTP) },
  { id: 'seal-otp-online', user: 'keiri', authorization: explicit(ONLINE_OTP) },
  { id: 'seal-pin-otp', user: 'keiri', authorization: explicit(PIN, ONLINE_OTP), scal: 2 },
  { id: 'seal-challenge', user: 'keiri', authorization: explicit({ kind: 'challenge', id: 'Device' }) },
  { id: 'seal-out-of-band', user: 'keiri', authorization: explicit({ kind: 'out-of-band', id: 'App' }) },
  {
    id: 'seal-oauth',
    user: 'keiri',
    authorization: { mode: 'oauth2code' },
    scal: 2,
    signatureQualifier: 'jp_mic_aeseal',
  },
  { id: 'seal-disabled', user: 'keiri', authorization: explicit(PIN), keyStatus: 'disabled' },
  { id: 'seal-expired', user: 'keiri', authorization: explicit(PIN), certificateStatus: 'expired' },
  { id: 'seal-somu', user: 'somu', authorization: explicit(PIN) },
];
