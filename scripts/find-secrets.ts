/**
 * Prints, as JSON, which of the testkit's secrets stand in what the tests printed and reported: `find-secrets.ts FILE`. Every
 * PIN, password and client secret that tests use by default is one of a kind, so that it can be told from all else.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { SAMPLE_CLIENTS, SAMPLE_CREDENTIALS, SAMPLE_USERS } from '@eseal/testkit';
import { canariesOf, findCanaries } from '../interop/secrecy/canaries.ts';

/** Of tokens, key files and keys that were enrolled; the others stand in the testkit's samples. */
const SECRETS = ['testkit-1234', '1234-test', 'officer-test', 'himitsu-98765', '730164'];

const factors = SAMPLE_CREDENTIALS.flatMap(({ authorization }) =>
  authorization.mode === 'explicit' ? authorization.factors : [],
);
const secrets = [
  ...SECRETS,
  ...SAMPLE_CLIENTS.flatMap(({ testSecret }) => testSecret ?? []),
  ...SAMPLE_USERS.map(({ testPassword }) => testPassword),
  ...factors.flatMap((factor) => ('testValue' in factor ? factor.testValue : [])),
  ...factors.flatMap((factor) => ('testSecret' in factor ? factor.testSecret : [])),
];
const canaries = canariesOf(Object.fromEntries(secrets.map((secret) => [secret, secret])));

const [file = ''] = process.argv.slice(2);
// How long a test took may be any digits.
const printed = readFileSync(file, 'utf8').replaceAll(/ time="[\d.]+"/g, '');
console.log(JSON.stringify(findCanaries(printed, canaries)));
