import { toBase64 } from '@eseal/core';
import { createGoodWorld } from '@eseal/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CscError } from '../errors.ts';
import { readLifecycle, readManagedKey } from './managed-key.ts';
import { readRemoteCertificateVerdict, readRemoteValidation } from './remote-validation.ts';
import { readTimestampAuthority } from './timestamp-authority.ts';

const NOW = new Date('2026-11-01T09:00:00Z');
const world = await createGoodWorld({ now: NOW });
const certificate = toBase64(world.seal.certificate);

/** A good answer of each method, and what reads it. */
const READERS: readonly [
  string,
  Readonly<Record<string, unknown>>,
  (body: Readonly<Record<string, unknown>>) => unknown,
][] = [
  [
    'timestamps/info',
    { status: 'enabled', cert: { certificates: [certificate] }, accuracy: { seconds: 1 } },
    (body) => readTimestampAuthority('tsa', body),
  ],
  [
    'manages/generateKey',
    {
      credentialID: 'key',
      key: { algo: ['1.2.840.10045.4.3.2'] },
      publicKey: toBase64(world.seal.key.publicKey),
      expiresIn: 60,
    },
    (body) => readManagedKey(body, { type: 'ec', curve: 'P-256' }, NOW),
  ],
  ['manages/linkCert', { lifecycle: 'operational' }, (body) => readLifecycle(body, 'manages/linkCert')],
  [
    'validates/validSign',
    {
      results: [{ index: 0, signatures: [{ indication: 'TOTAL-PASSED', signerCertificate: certificate }] }],
      report: 'AAAA',
    },
    (body) => readRemoteValidation(body, 1),
  ],
  [
    'validates/validCert',
    { status: 'valid', indication: 'PASSED', trustAnchor: certificate, checkedAt: '2026-11-01T09:00:00Z' },
    readRemoteCertificateVerdict,
  ],
];

/** Every path to a value within. */
function pathsIn(value: unknown): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [[]];
  return [
    [],
    ...Object.entries(value).flatMap(([name, inner]) => pathsIn(inner).map((path) => [name, ...path])),
  ];
}

/** The value with another at a path. */
function withValue(value: unknown, [name, ...rest]: readonly string[], other: unknown): unknown {
  if (name === undefined) return other;
  if (Array.isArray(value))
    return value.map((each: unknown, at) => (String(at) === name ? withValue(each, rest, other) : each));
  const members = Object.entries(Object(value));
  return Object.fromEntries(
    members.map(([key, each]) => [key, key === name ? withValue(each, rest, other) : each]),
  );
}

describe.each(READERS)('an answer of %s', (_name, good, read) => {
  it('is read', () => {
    expect(read(good)).toBeDefined();
  });

  it('with any value in any place is read or refused, and nothing else happens', () => {
    const paths = pathsIn(good).filter(({ length }) => length > 0);
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.jsonValue({ maxDepth: 2 }), (path, other) => {
        const body = Object.fromEntries(Object.entries(Object(withValue(good, path, other))));
        try {
          read(body);
        } catch (error) {
          expect(error).toBeInstanceOf(CscError);
          expect(error).toMatchObject({ code: 'CSC_ANSWER_INVALID' });
        }
      }),
      { numRuns: 300 },
    );
  });

  it('without any of its members is no other one', () => {
    expect(() => read({})).toThrow(expect.objectContaining({ code: 'CSC_ANSWER_INVALID' }));
  });
});

it.each([
  ['manages/generateKey', { expiresIn: 1e300 }],
  ['validates/validCert', { checkedAt: '2026-11-01T09:00:00+05' }],
])('a time that is none is refused in an answer of %s', (method, change) => {
  const [, good, read] = READERS.find(([name]) => name === method) ?? [];
  expect(() => read?.({ ...good, ...change })).toThrow(
    expect.objectContaining({ code: 'CSC_ANSWER_INVALID' }),
  );
});
