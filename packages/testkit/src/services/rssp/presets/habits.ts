/** Differences that services are known for, each by a name. */
import { concatBytes, fromBase64 } from '@eseal/core';
import type { HttpResponse } from '@eseal/core/http';
import { toPem } from '../../../pem.ts';
import { asObject } from '../parameters.ts';
import type { Habit, Members } from './habit.ts';

/** Changes a member where it is there; `undefined` takes it away. */
function changed(members: Members, name: string, change: (value: unknown) => unknown): Members {
  const { [name]: value, ...rest } = members;
  if (value === undefined) return members;
  const other = change(value);
  return other === undefined ? rest : { ...rest, [name]: other };
}

/** A habit about one member of one object (or of the answer itself) wherever credentials are described. */
function ofCredential(
  path: readonly [string] | readonly [string, string],
  change: (value: unknown) => unknown,
): Habit {
  const [outer, inner] = path;
  const within = (members: Members): Members =>
    inner === undefined
      ? changed(members, outer, change)
      : changed(members, outer, (value) => changed(asObject(value) ?? {}, inner, change));
  return {
    methods: ['credentials/info', 'credentials/list'],
    answer: (members) =>
      changed(within(members), 'credentialInfos', (list) =>
        elements(list).map((each) => within(asObject(each) ?? {})),
      ),
  };
}

function ofInfo(change: (members: Members) => Members): Habit {
  return { methods: ['info'], answer: change };
}

function elements(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

const CURVES: Readonly<Record<string, string>> = {
  '1.2.840.10045.3.1.7': 'P-256',
  '1.3.132.0.34': 'P-384',
  '1.3.132.0.35': 'P-521',
};

function pemOf(value: unknown): string {
  return toPem('CERTIFICATE', fromBase64(String(value)) ?? new Uint8Array());
}

function urlAlphabet(value: unknown): string {
  return String(value).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** Names of the differences. */
export type HabitName =
  | 'algorithm-as-text'
  | 'curve-by-name'
  | 'length-as-text'
  | 'scal-as-number'
  | 'without-scal'
  | 'multisign-as-text'
  | 'without-multisign'
  | 'one-signature'
  | 'certificates-as-text'
  | 'certificates-as-pem'
  | 'certificates-in-lines'
  | 'decimal-serial-number'
  | 'objects-as-texts'
  | 'presence-as-truth'
  | 'implicit-in-version-2'
  | 'null-info'
  | 'sparse-info'
  | 'lower-case-tls'
  | 'hash-types-by-digest'
  | 'several-servers'
  | 'signatures-in-url-alphabet'
  | 'renamed-timestamp'
  | 'expiry-as-text'
  | 'pending-as-400'
  | 'scalars-as-texts'
  | 'revocation-info'
  | 'signatures-as-objects'
  | 'errors-of-bankid'
  | 'numeric-errors'
  | 'errors-as-text'
  | 'text-json'
  | 'byte-order-mark';

/** The differences. */
export const HABITS: Readonly<Record<HabitName, Habit>> = {
  'algorithm-as-text': ofCredential(['key', 'algo'], (value) => elements(value)[0]),
  'curve-by-name': ofCredential(['key', 'curve'], (value) => CURVES[String(value)] ?? value),
  'length-as-text': ofCredential(['key', 'len'], String),
  'scal-as-number': ofCredential(['SCAL'], Number),
  'without-scal': ofCredential(['SCAL'], () => undefined),
  'multisign-as-text': ofCredential(['multisign'], String),
  'without-multisign': ofCredential(['multisign'], () => undefined),
  'one-signature': ofCredential(['multisign'], () => 1),
  'certificates-as-text': ofCredential(['cert', 'certificates'], (value) => elements(value)[0]),
  'certificates-as-pem': ofCredential(['cert', 'certificates'], (value) => elements(value).map(pemOf)),
  'certificates-in-lines': ofCredential(['cert', 'certificates'], (value) =>
    elements(value).map((each) => String(each).replace(/.{64}/g, '$&\r\n')),
  ),
  'decimal-serial-number': ofCredential(['cert', 'serialNumber'], (value) => String(BigInt(`0x${value}`))),
  'objects-as-texts': ofCredential(['auth', 'objects'], (value) =>
    elements(value).map((each) => asObject(each)?.id),
  ),
  'presence-as-truth': ofCredential(['PIN', 'presence'], (value) => value === 'true'),
  'implicit-in-version-2': ofCredential(['auth'], (value) =>
    asObject(value)?.mode === 'explicit' && elements(asObject(value)?.objects).length === 0
      ? { mode: 'implicit' }
      : value,
  ),
  'null-info': ofInfo((members) => ({
    ...members,
    ...{ logo: null, region: null, description: null, conformance_levels: null, oauth2Issuer: null },
  })),
  'sparse-info': ofInfo(({ logo: _logo, region: _region, description: _description, ...members }) => members),
  'lower-case-tls': ofInfo((members) =>
    changed(members, 'authType', (types) => elements(types).map((type) => (type === 'TLS' ? 'tls' : type))),
  ),
  'hash-types-by-digest': ofInfo((members) => ({ ...members, supportedHashTypes: ['SHA-256'] })),
  'several-servers': ofInfo((members) => ({
    ...members,
    ...{
      oauth2Issuer: members.oauth2,
      oauth2Servers: [{ baseUri: members.oauth2, authType: ['oauth2code'] }],
    },
  })),
  'signatures-in-url-alphabet': {
    methods: ['signatures/signHash', 'signatures/signPolling'],
    answer: (members) => changed(members, 'signatures', (list) => elements(list).map(urlAlphabet)),
  },
  'renamed-timestamp': {
    methods: ['signatures/timestamp'],
    answer: ({ timestamp, ...members }) => ({ ...members, timeStampToken: timestamp }),
  },
  'expiry-as-text': { answer: (members) => changed(members, 'expiresIn', String) },
  'pending-as-400': {
    methods: ['signatures/signPolling'],
    refusal: (members) =>
      members.error === 'accepted_request'
        ? {
            error: 'invalid_request',
            error_description: 'Previous asynchronous request is still being processed',
          }
        : members,
    status: { 202: 400 },
  },
  'scalars-as-texts': {
    request: (members) =>
      ['certInfo', 'authInfo', 'numSignatures'].reduce(
        (read, name) => changed(read, name, (text) => JSON.parse(String(text))),
        members,
      ),
  },
  'revocation-info': {
    methods: ['signatures/signDoc', 'signatures/signPolling'],
    answer: ({ validationInfo, ...members }) =>
      validationInfo === undefined ? members : { ...members, revocationInfo: validationInfo },
  },
  'signatures-as-objects': {
    methods: ['signatures/signDoc', 'signatures/signPolling'],
    answer: (members) =>
      changed(members, 'SignatureObject', (list) => elements(list).map((signature) => ({ signature }))),
  },
  'errors-of-bankid': {
    refusal: ({ error, error_description }) => ({
      errorCode: error,
      errorDescription: error_description,
      errorReference: '00000000-0000-4000-8000-000000000000',
    }),
  },
  'numeric-errors': {
    refusal: ({ error_description }) => ({ error: '60110', error_description }),
  },
  'errors-as-text': { refusal: ({ error_description }) => String(error_description) },
  'text-json': { response: (response) => withType(response, 'text/json; charset=utf-8') },
  'byte-order-mark': {
    response: (response) => ({
      ...response,
      headers: { ...response.headers, 'content-length': String(response.body.length + 3) },
      body: concatBytes([Uint8Array.of(0xef, 0xbb, 0xbf), response.body]),
    }),
  },
};

function withType(response: HttpResponse, type: string): HttpResponse {
  return { ...response, headers: { ...response.headers, 'content-type': type } };
}
