import { toBase64 } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import type { Authorization } from '../model/authorization.ts';
import type { Dialect, ServiceProfile } from '../profile/profile.ts';
import { STRICT_PROFILE } from '../profile/profiles.ts';
import { TEST_CREDENTIAL } from '../test-credential.ts';
import { secret } from '../util/secret.ts';
import { encodeBody } from './encode-body.ts';
import { WIRE_NAMES } from './names.ts';
import {
  authorizeBody,
  challengeBody,
  credentialBody,
  extendBody,
  listBody,
  pollingBody,
  type RequestBody,
  sendOtpBody,
  signHashBody,
  timestampBody,
  type Writing,
} from './request-bodies.ts';

const SHA256 = '2.16.840.1.101.3.4.2.1';
const SHA256_WITH_RSA = '1.2.840.113549.1.1.11';
const RSA = '1.2.840.113549.1.1.1';
const PSS = '1.2.840.113549.1.1.10';
const EC = '1.2.840.10045.2.1';

/** Digests whose two encodings differ. */
const HASHES = [new Uint8Array(32).fill(0xfb), new Uint8Array(32).fill(0xff)];
const STANDARD = HASHES.map(toBase64);
const FOR_ADDRESSES = STANDARD.map((text) =>
  text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''),
);

const AUTHORIZATION: Authorization = {
  credentialId: 'seal-1',
  digestAlgorithm: 'SHA-256',
  hashes: HASHES,
  secret: secret('the-sad'),
  carrier: 'body',
  remaining: 2,
  notAfter: new Date('2026-11-22T00:00:00Z'),
};

const LIST = { digestAlgorithm: 'SHA-256', hashes: HASHES } as const;
const FACTORS = [
  { id: 'PIN', value: secret('1234') },
  { id: 'OTP', value: secret('987654') },
];
const AUTHORIZE = { ...LIST, credential: TEST_CREDENTIAL, factors: FACTORS, description: 'ten invoices' };
const SIGN = {
  ...LIST,
  credential: TEST_CREDENTIAL,
  authorization: AUTHORIZATION,
  signAlgo: SHA256_WITH_RSA,
};

const writing = (dialect: Dialect, switches: Partial<ServiceProfile> = {}): Writing => ({
  names: WIRE_NAMES[dialect],
  profile: { ...STRICT_PROFILE, ...switches },
});

/** What the service reads. */
const sent = (body: RequestBody): unknown =>
  JSON.parse(new TextDecoder().decode(encodeBody(body, STRICT_PROFILE).bytes));

describe('credentials/authorize', () => {
  it.each(['v0', 'v1'] as const)('of %s has factors as members and no name of the digest', (dialect) => {
    expect(sent(authorizeBody(writing(dialect), AUTHORIZE))).toEqual({
      credentialID: 'seal-1',
      numSignatures: 2,
      hash: STANDARD,
      PIN: '1234',
      OTP: '987654',
      description: 'ten invoices',
    });
  });

  it.each(['v2.0', 'v2.1', 'v2.2', 'etsi-119432-1.1.1'] as const)(
    'of %s has a list of factors and names the digest',
    (dialect) => {
      expect(sent(authorizeBody(writing(dialect), AUTHORIZE))).toEqual({
        credentialID: 'seal-1',
        numSignatures: 2,
        hashes: STANDARD,
        hashAlgorithmOID: SHA256,
        authData: [
          { id: 'PIN', value: '1234' },
          { id: 'OTP', value: '987654' },
        ],
        description: 'ten invoices',
      });
    },
  );

  it('sends a factor of another channel without value, and an empty list where the service alone approves', () => {
    const elsewhere = { ...AUTHORIZE, factors: [{ id: 'app' }] };
    expect(sent(authorizeBody(writing('v2.0'), elsewhere))).toMatchObject({ authData: [{ id: 'app' }] });
    expect(sent(authorizeBody(writing('v2.0'), { ...AUTHORIZE, factors: [] }))).toMatchObject({
      authData: [],
    });
    const implicit = {
      ...AUTHORIZE,
      factors: [],
      credential: { ...TEST_CREDENTIAL, authorization: { mode: 'implicit' } as const },
    };
    expect(sent(authorizeBody(writing('v2.0'), implicit))).not.toHaveProperty('authData');
  });

  it('names hashes for SCAL 1 too, and counts values that follow', () => {
    expect(TEST_CREDENTIAL.soleControlLevel).toBe(1);
    expect(sent(authorizeBody(writing('v1'), { ...AUTHORIZE, signatures: 5 }))).toMatchObject({
      numSignatures: 5,
      hash: STANDARD,
    });
  });
});

describe('signatures/signHash', () => {
  it('of version 1 leaves the digest out where the algorithm names it', () => {
    expect(sent(signHashBody(writing('v1'), SIGN))).toEqual({
      credentialID: 'seal-1',
      SAD: 'the-sad',
      hash: STANDARD,
      signAlgo: SHA256_WITH_RSA,
    });
  });

  it.each([
    ['v1', RSA, { hashAlgo: SHA256 }],
    ['v1', EC, { hashAlgo: SHA256 }],
    ['v1', PSS, { hashAlgo: SHA256 }],
    ['v2.0', RSA, { hashAlgorithmOID: SHA256 }],
    ['v2.2', PSS, { hashAlgorithmOID: SHA256 }],
  ] as const)('of %s names the digest beside %s, which does not', (dialect, signAlgo, expected) => {
    expect(sent(signHashBody(writing(dialect), { ...SIGN, signAlgo }))).toMatchObject(expected);
  });

  it('has parameters in DER, and operationMode in the asynchronous mode only', () => {
    const pss = { ...SIGN, signAlgo: PSS, signAlgoParams: Uint8Array.of(0x30, 0) };
    expect(sent(signHashBody(writing('v2.0'), pss))).toMatchObject({ signAlgoParams: 'MAA=' });
    expect(sent(signHashBody(writing('v2.0'), SIGN))).not.toHaveProperty('operationMode');
    expect(sent(signHashBody(writing('v2.0'), SIGN, { validityPeriodMs: 60_000 }))).toMatchObject({
      operationMode: 'A',
      validity_period: 60_000,
    });
    expect(sent(signHashBody(writing('v2.0'), SIGN, {}))).not.toHaveProperty('validity_period');
  });

  it('has the SAD in one place only', () => {
    const bearer = { ...SIGN, authorization: { ...AUTHORIZATION, carrier: 'bearer' } as const };
    expect(JSON.stringify(sent(signHashBody(writing('v2.0'), bearer)))).not.toMatch(/SAD|the-sad/);
  });
});

describe('other methods', () => {
  it.each([
    ['v1', { hash: STANDARD }],
    ['v2.0', { hashes: STANDARD, hashAlgorithmOID: SHA256 }],
  ] as const)('extendTransaction of %s', (dialect, hashes) => {
    expect(sent(extendBody(writing(dialect), AUTHORIZATION, LIST))).toEqual({
      credentialID: 'seal-1',
      SAD: 'the-sad',
      ...hashes,
    });
  });

  it('have the members of the specification', () => {
    expect(sent(listBody(writing('v1'), { userId: 'u', pageToken: 'p' }))).toEqual({
      userID: 'u',
      pageToken: 'p',
    });
    expect(sent(listBody(writing('v2.0'), {}))).toEqual({});
    expect(sent(credentialBody(writing('v1'), 'seal-1'))).toEqual({
      credentialID: 'seal-1',
      certificates: 'chain',
      certInfo: true,
      authInfo: true,
    });
    const japanese = { ...writing('v1'), language: 'ja-JP' };
    expect(sent(listBody(japanese, {}))).toEqual({ lang: 'ja-JP' });
    expect(sent(credentialBody(japanese, 'seal-1'))).toMatchObject({ lang: 'ja-JP' });
    expect(sent(sendOtpBody('seal-1'))).toEqual({ credentialID: 'seal-1' });
    expect(sent(challengeBody('seal-1', 'app'))).toEqual({ credentialID: 'seal-1', authObjectID: 'app' });
    expect(sent(pollingBody(writing('v2.0'), 'r-1'))).toEqual({ requestID: 'r-1' });
  });

  it.each(['v1', 'v2.0'] as const)('timestamp of %s has the names of version 1', (dialect) => {
    const request = { hash: new Uint8Array(32), hashAlgorithm: SHA256, nonce: Uint8Array.of(0x12, 0xab) };
    expect(sent(timestampBody(writing(dialect), request))).toEqual({
      hash: toBase64(new Uint8Array(32)),
      hashAlgo: SHA256,
      nonce: '12ab',
    });
    expect(
      sent(timestampBody(writing(dialect), { ...request, timestampId: 'tsa-a', policy: '1.2.3' })),
    ).toMatchObject({
      timestampID: 'tsa-a',
      policy: '1.2.3',
    });
  });
});

describe('switches of a profile', () => {
  it('bodyHashEncoding', () => {
    const profile = writing('v2.0', { bodyHashEncoding: 'base64url' });
    expect(sent(signHashBody(profile, SIGN))).toMatchObject({ hashes: FOR_ADDRESSES });
    expect(STANDARD.join('')).toMatch(/[+/]/);
  });

  it('alwaysSendHashAlgorithm', () => {
    const profile = writing('v2.0', { alwaysSendHashAlgorithm: true });
    expect(sent(signHashBody(profile, SIGN))).toMatchObject({ hashAlgorithmOID: SHA256 });
  });

  it('sendBothHashNames', () => {
    const profile = writing('v2.0', { sendBothHashNames: true, alwaysSendHashAlgorithm: true });
    expect(sent(signHashBody(profile, SIGN))).toMatchObject({
      hash: STANDARD,
      hashes: STANDARD,
      hashAlgo: SHA256,
      hashAlgorithmOID: SHA256,
    });
  });

  it('pollingId and listClientData', () => {
    expect(sent(pollingBody(writing('v2.0', { pollingId: 'responseID' }), 'r-1'))).toEqual({
      responseID: 'r-1',
    });
    expect(sent(listBody(writing('v0', { listClientData: 'DS' }), {}))).toEqual({ clientData: 'DS' });
  });
});
