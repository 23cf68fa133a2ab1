/**
 * Runs of the command that are given secrets, those that fail in every way among them.
 *
 * @module
 */
import type { Rssp } from '@eseal/testkit';
import { SECRETS } from './marked-service.ts';
import type { Way } from './ways.ts';

/** A run of the command. */
export interface Scenario {
  readonly name: string;
  readonly way: Way;
  /** What the command must say, so that it got as far as it was meant to. */
  readonly says: RegExp;
  /** Default 0. */
  readonly code?: number;
  /** Default `seal`. */
  readonly command?: 'seal' | 'batch';
  /** Arguments after the usual ones of the way. */
  readonly args?: readonly string[];
  /** Variables of the environment that differ from those of the way. */
  readonly env?: Readonly<Record<string, string>>;
  /** Members of the configuration of `--csc` that differ. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** What is wrong with the service. */
  readonly fault?: Parameters<Rssp['setFault']>;
}

const SIGN = { method: 'signatures/signHash' };
const AUTHORIZE = { method: 'credentials/authorize' };
const WRONG = { PIN: SECRETS.wrongPin };
const NOT_PERMITTED = 77;
const UNAVAILABLE = 69;
const UNUSABLE = 65;

/** Keys in files and on a token. */
const LOCAL: readonly Scenario[] = [
  { name: 'a key file', way: 'pkcs12', says: /B-B/ },
  { name: 'a key file, wrong password', way: 'pkcs12', env: WRONG, code: NOT_PERMITTED, says: /SIGNER_PIN/ },
  { name: 'a key in PEM', way: 'pem', says: /B-B/ },
  { name: 'a key on a token', way: 'pkcs11', says: /B-B/ },
  { name: 'a key on a token, wrong PIN', way: 'pkcs11', env: WRONG, code: NOT_PERMITTED, says: /SIGNER_PIN/ },
  {
    name: 'a key on a token, wrong label',
    way: 'pkcs11',
    args: ['--key-label', 'another'],
    code: UNUSABLE,
    says: /SIGNER_KEY_NOT_FOUND/,
  },
];

const BASIC = { authentication: { kind: 'basic', user: 'keiri', passwordEnv: 'PASSWORD' } };

/** Keys at a provider. */
const REMOTE: readonly Scenario[] = [
  { name: 'a remote key', way: 'csc', says: /B-B/ },
  { name: 'a remote key after a log-in with a password', way: 'csc-v1', config: BASIC, says: /B-B/ },
  {
    name: 'a log-in with a wrong password',
    way: 'csc-v1',
    config: BASIC,
    env: { PASSWORD: SECRETS.wrongPin },
    code: NOT_PERMITTED,
    says: /SIGNER_UNAUTHORIZED/,
  },
  {
    name: 'a wrong client secret',
    way: 'csc',
    env: { SECRET: SECRETS.wrongPin },
    code: NOT_PERMITTED,
    says: /SIGNER_UNAUTHORIZED/,
  },
  { name: 'a wrong PIN', way: 'csc', env: WRONG, code: NOT_PERMITTED, says: /SIGNER_PIN_INCORRECT/ },
  {
    name: 'a service that repeats the PIN',
    way: 'csc',
    fault: [{ kind: 'secret-echo' }, AUTHORIZE],
    code: UNAVAILABLE,
    says: /redacted/,
  },
  {
    name: 'a service that repeats the authorisation',
    way: 'csc',
    fault: [{ kind: 'secret-echo' }, SIGN],
    code: UNAVAILABLE,
    says: /redacted/,
  },
  {
    name: 'a service that repeats everything in its old version',
    way: 'csc-v1',
    fault: [{ kind: 'secret-echo' }, SIGN],
    code: UNAVAILABLE,
    says: /redacted/,
  },
  {
    name: 'a wrong value',
    way: 'csc',
    fault: [{ kind: 'flipped-bit' }, SIGN],
    code: UNAVAILABLE,
    says: /SIGNER_ANSWER_INVALID/,
  },
  {
    name: 'no answer to the signature',
    way: 'csc',
    fault: [{ kind: 'dropped-answer' }, SIGN],
    code: UNAVAILABLE,
    says: /CSC_OUTCOME_UNKNOWN/,
  },
  { name: 'a batch with a remote key', way: 'csc', command: 'batch', says: /sealed/ },
  {
    name: 'a batch that stops at the key',
    way: 'csc',
    command: 'batch',
    fault: [{ kind: 'secret-echo' }, SIGN],
    code: UNAVAILABLE,
    says: /redacted/,
  },
];

/** All runs. */
export const SCENARIOS: readonly Scenario[] = [...LOCAL, ...REMOTE];
