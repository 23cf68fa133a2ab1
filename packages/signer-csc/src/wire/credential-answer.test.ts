import { toBase64 } from '@eseal/core';
import { createPki } from '@eseal/testkit';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { CscError } from '../errors.ts';
import { readCredential } from './credential-answer.ts';
import type { JsonObject } from './decode-json.ts';

let certificate = '';

beforeAll(async () => {
  const pki = await createPki({
    entities: [
      {
        name: 'seal',
        subject: [{ CN: 'Seal' }],
        profile: { kind: 'ca' },
        notBefore: new Date('2026-01-01'),
        notAfter: new Date('2036-01-01'),
      },
    ],
  });
  certificate = toBase64(pki.entity('seal').certificate);
});

/** As CSC API v1.0.4.0 §11.5 has it. */
const version1 = (changes: JsonObject = {}): JsonObject => ({
  key: { status: 'enabled', algo: ['1.2.840.113549.1.1.11', '1.2.840.113549.1.1.1'], len: 2048 },
  cert: { status: 'valid', certificates: [certificate], issuerDN: 'CN=Seal', serialNumber: '1234' },
  authMode: 'explicit',
  SCAL: '2',
  PIN: { presence: 'true', format: 'N', label: 'PIN', description: 'The PIN of the key' },
  OTP: { presence: 'optional', type: 'online', format: 'A', ID: 'MB01', provider: 'SMS' },
  multisign: 5,
  lang: 'ja-JP',
  ...changes,
});

/** As CSC API v2.0.0.2 §11.7 has it. */
const version2 = (changes: JsonObject = {}): JsonObject => ({
  key: { status: 'enabled', algo: ['1.2.840.10045.4.3.2'], len: 256, curve: '1.2.840.10045.3.1.7' },
  cert: { status: 'valid', certificates: [certificate] },
  auth: {
    mode: 'explicit',
    expression: 'PIN AND OTP',
    objects: [
      { type: 'Password', id: 'PIN', format: 'N', label: 'PIN' },
      { type: 'Password', id: 'OTP', format: 'N', generator: 'totp' },
      { type: 'ChallengeResponse', id: 'Device' },
      { type: 'PasswordOOB', id: 'App' },
      { type: 'ChallengeResponseOOB', id: 'Push' },
    ],
  },
  signatureQualifier: 'eu_eidas_aeseal',
  multisign: 10,
  ...changes,
});

const read = (body: JsonObject) => readCredential('seal-1', body);

describe('a credential', () => {
  it('of version 1 is read', () => {
    expect(read(version1())).toMatchObject({
      id: 'seal-1',
      key: { isEnabled: true, algorithms: ['1.2.840.113549.1.1.11', '1.2.840.113549.1.1.1'], length: 2048 },
      certificateStatus: 'valid',
      certificates: [{ version: 3 }],
      authorization: {
        mode: 'explicit',
        factors: [
          {
            id: 'PIN',
            kind: 'password',
            presence: 'required',
            format: 'numeric',
            delivery: 'known',
            label: 'PIN',
          },
          { id: 'OTP', kind: 'otp', presence: 'optional', format: 'text', delivery: 'online' },
        ],
        expression: undefined,
      },
      soleControlLevel: 2,
      maxSignatures: 5,
    });
  });

  it('of version 2 is read', () => {
    expect(read(version2())).toMatchObject({
      signatureQualifier: 'eu_eidas_aeseal',
      key: { curve: '1.2.840.10045.3.1.7' },
      authorization: {
        mode: 'explicit',
        factors: [
          { id: 'PIN', kind: 'password', delivery: 'known', format: 'numeric' },
          { id: 'OTP', kind: 'otp', delivery: 'generated' },
          { id: 'Device', kind: 'challenge', delivery: 'online' },
          { id: 'App', kind: 'password-oob' },
          { id: 'Push', kind: 'challenge-oob' },
        ],
        expression: 'PIN AND OTP',
      },
      soleControlLevel: 1,
      maxSignatures: 10,
    });
  });

  it.each(['implicit', 'oauth2code'] as const)('that is %s has no factors', (mode) => {
    expect(read(version1({ authMode: mode })).authorization).toEqual({ mode });
    expect(read(version2({ auth: { mode } })).authorization).toEqual({ mode });
  });

  it.each([
    ['true', ['PIN']],
    ['false', []],
    ['optional', ['PIN']],
    [true, ['PIN']],
    [false, []],
  ])('asks for a PIN whose presence is %j', (presence, ids) => {
    const { authorization } = read(version1({ PIN: { presence }, OTP: { presence: 'false' } }));
    expect(authorization.mode === 'explicit' && authorization.factors.map(({ id }) => id)).toEqual(ids);
  });

  it('has what it has, however a service writes it', () => {
    const key = { status: 'Enabled', algo: '1.2.840.10045.4.3.2', len: '256', curve: 'secp256r1' };
    expect(read(version2({ key })).key).toEqual({
      isEnabled: true,
      algorithms: ['1.2.840.10045.4.3.2'],
      length: 256,
      curve: '1.2.840.10045.3.1.7',
    });
    for (const curve of ['P-256', 'p-256', 'prime256v1'])
      expect(read(version2({ key: { ...key, curve } })).key.curve).toBe('1.2.840.10045.3.1.7');
    expect(
      read(version2({ cert: { certificates: certificate, serialNumber: 1234 } })).certificates,
    ).toHaveLength(1);
  });

  it.each([
    [undefined, 1],
    [null, 1],
    [0, 1],
    ['0', 1],
    ['50', 50],
    [7, 7],
  ])('with multisign %j signs so many at once: %d', (multisign, expected) => {
    expect(read(version1({ multisign })).maxSignatures).toBe(expected);
  });

  it.each([
    [undefined, 1],
    [null, 1],
    ['1', 1],
    [1, 1],
    ['2', 2],
    [2, 2],
  ])('with SCAL %j has level %d', (SCAL, expected) => {
    expect(read(version1({ SCAL })).soleControlLevel).toBe(expected);
  });

  it('may have factors of which only the identifiers are told', () => {
    const { authorization } = read(
      version2({ auth: { mode: 'explicit', objects: ['PIN', { id: 'X', type: 'New' }] } }),
    );
    expect(authorization).toMatchObject({
      factors: [
        { id: 'PIN', kind: 'password' },
        { id: 'X', kind: 'password' },
      ],
    });
  });

  it('may have no certificate yet', () => {
    expect(read(version1({ cert: undefined })).certificates).toEqual([]);
    expect(read(version1({ cert: { certificates: null } })).certificates).toEqual([]);
  });

  it.each([
    [{ key: undefined }, 'key is not'],
    [{ key: { status: 'sleeping', algo: ['1.2'] } }, 'key.status is not'],
    [{ key: { status: 'enabled', algo: [] } }, 'key.algo is not'],
    [{ key: { status: 'enabled', algo: [7] } }, 'key.algo.0 is not'],
    [{ key: { status: 'enabled', algo: ['1.2'], len: -1 } }, 'key.len is not'],
    [{ SCAL: '3' }, 'SCAL is not'],
    [{ multisign: -1 }, 'multisign is not'],
    [{ multisign: 1.5 }, 'multisign is not'],
    [{ multisign: 'many' }, 'multisign is not'],
    [{ authMode: undefined }, 'authMode is missing'],
    [{ authMode: 'trust me' }, 'authMode is not'],
    [{ auth: { mode: 'explicit', objects: [{ type: 'Password' }] } }, 'auth.objects.0.id is not'],
    [{ cert: { certificates: ['AAAA'] } }, 'cert.certificates holds what is no certificate'],
    [{ cert: { status: 'fine', certificates: [] } }, 'cert.status is not'],
  ])('is refused with %j', (changes, message) => {
    expect(() => read(version1(changes as JsonObject))).toThrow(
      expect.objectContaining({
        code: 'CSC_ANSWER_INVALID',
        message: expect.stringContaining(`credentials/info: ${message}`),
      }),
    );
  });

  it('never fails but with an error of the SDK, and shows no value', () => {
    const members = Object.fromEntries(
      Object.keys({ ...version1(), ...version2() }).map((name) => [name, fc.jsonValue()]),
    );
    fc.assert(
      fc.property(fc.record(members, { requiredKeys: [] }), (changes) => {
        try {
          read(version1(changes as JsonObject));
        } catch (error) {
          expect(error).toBeInstanceOf(CscError);
        }
      }),
    );
  });
});
