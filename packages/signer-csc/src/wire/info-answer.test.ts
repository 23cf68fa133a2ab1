import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CscError } from '../errors.ts';
import type { JsonObject } from './decode-json.ts';
import { readServiceInfo } from './info-answer.ts';

/** As CSC API v2.0.0.2 §11.1 has it. */
const COMPLETE: JsonObject = {
  specs: '2.0.0.2',
  name: 'ACME Trust Services',
  logo: 'https://service.example.org/images/logo.png',
  region: 'JP',
  lang: 'ja-JP',
  description: 'An efficient remote sealing service',
  authType: ['basic', 'oauth2code', 'TLS'],
  oauth2: 'https://www.example.org/',
  methods: ['auth/login', 'credentials/list', 'signatures/signHash'],
  asynchronousOperationMode: true,
  signAlgorithms: { algos: ['1.2.840.113549.1.1.11', '1.2.840.10045.4.3.2'] },
  signature_formats: { formats: ['C', 'P'], envelope_properties: [['Detached'], ['Certification']] },
  conformance_levels: ['Ades-B-B', 'Ades-B-T'],
};

const read = (changes: JsonObject = {}) => readServiceInfo({ ...COMPLETE, ...changes });

describe('what a service says of itself', () => {
  it('is read as the specification has it', () => {
    expect(read()).toEqual({
      specs: '2.0.0.2',
      name: 'ACME Trust Services',
      logo: 'https://service.example.org/images/logo.png',
      region: 'JP',
      language: 'ja-JP',
      description: 'An efficient remote sealing service',
      authenticationTypes: ['basic', 'oauth2code', 'tls'],
      authorizationServers: [{ kind: 'base', url: 'https://www.example.org/' }],
      methods: ['auth/login', 'credentials/list', 'signatures/signHash'],
      supportsAsynchronous: true,
      supportsRichAuthorization: false,
      signatureAlgorithms: ['1.2.840.113549.1.1.11', '1.2.840.10045.4.3.2'],
      signatureFormats: ['C', 'P'],
      conformanceLevels: ['Ades-B-B', 'Ades-B-T'],
      extensions: [],
    });
  });

  it('may be no more than its version', () => {
    expect(readServiceInfo({ specs: '1.0.4.0' })).toMatchObject({
      name: undefined,
      authenticationTypes: [],
      authorizationServers: [],
      methods: [],
      supportsAsynchronous: false,
    });
  });

  it('may have nulls anywhere', () => {
    const nulls = {
      logo: null,
      region: null,
      oauth2Servers: null,
      methods: ['credentials/list', null],
      signAlgorithms: { algos: null, algoParams: null },
      signature_formats: null,
    };
    expect(read(nulls)).toMatchObject({
      logo: undefined,
      methods: ['credentials/list'],
      signatureAlgorithms: [],
    });
  });

  it.each([
    ['a list', ['OAUTH2CODE', 'tls'], ['oauth2code', 'tls']],
    ['one text', 'oauth2client', ['oauth2client']],
    ['an object', { oauth2code: true, basic: false, TLS: {} }, ['oauth2code', 'tls']],
    ['a list with what nobody knows', ['saml', 'basic'], ['basic']],
  ])('may have its ways of authentication as %s', (_, authType, expected) => {
    expect(read({ authType }).authenticationTypes).toEqual(expected);
  });

  it('may name several authorisation servers: the most telling comes first', () => {
    const servers = {
      oauth2: 'https://base.example',
      oauth2Issuer: 'https://issuer.example',
      oauth2Servers: [
        { label: 'a', issuerIdentifier: 'https://a.example', supportsRar: true },
        { label: 'b', baseUri: 'https://b.example' },
      ],
    };
    expect(read(servers)).toMatchObject({
      authorizationServers: [
        { kind: 'issuer', issuer: 'https://a.example' },
        { kind: 'base', url: 'https://b.example' },
        { kind: 'issuer', issuer: 'https://issuer.example' },
        { kind: 'base', url: 'https://base.example' },
      ],
      supportsRichAuthorization: true,
    });
  });

  it('may have supportedHashTypes of any kind, which are not looked at', () => {
    for (const supportedHashTypes of [['dtbsr'], ['SHA-256'], ['2.16.840.1.101.3.4.2.1'], 7]) {
      expect(read({ supportedHashTypes }).specs).toBe('2.0.0.2');
    }
  });

  it('names its methods without slash before them', () => {
    expect(read({ methods: ['/credentials/info'] }).methods).toEqual(['credentials/info']);
  });

  it.each([
    [{ specs: undefined }, 'specs'],
    [{ specs: 2 }, 'specs'],
    [{ specs: 'two' }, 'specs'],
    [{ name: 7 }, 'name'],
    [{ methods: [7] }, 'methods.0'],
    [{ methods: { a: 1 } }, 'methods.0'],
    [{ signAlgorithms: 'RSA' }, 'signAlgorithms'],
    [{ oauth2Servers: ['https://a.example'] }, 'oauth2Servers.0'],
  ])('is refused with %j', (changes, path) => {
    expect(() => read(changes)).toThrow(
      expect.objectContaining({
        code: 'CSC_ANSWER_INVALID',
        message: expect.stringContaining(`info: ${path} is not`),
      }),
    );
  });

  it('never fails but with an error of the SDK', () => {
    const members = Object.fromEntries(Object.keys(COMPLETE).map((name) => [name, fc.jsonValue()]));
    fc.assert(
      fc.property(fc.record(members, { requiredKeys: [] }), (changes) => {
        try {
          read(changes as JsonObject);
        } catch (error) {
          expect(error).toBeInstanceOf(CscError);
        }
      }),
    );
  });
});
