/**
 * What every TrustSource must do.
 *
 * @module
 */
import { equalBytes } from '@eseal/core';
import { type Certificate, equalNames, type Name, parseName } from '@eseal/core/x509';
import type { TrustAnchor, TrustSource } from '@eseal/validator';
import type { TestFramework } from './framework.ts';

/** A source under test. */
export interface TrustSourceSubject {
  readonly source: TrustSource;
  /** Certificate of an anchor of it. */
  readonly trusted: Certificate;
  /** A certificate whose subject it knows nothing of. */
  readonly stranger: Certificate;
}

/** Opens the source under test; asked once for each test. */
export type TrustSourceFactory = () => Promise<TrustSourceSubject> | TrustSourceSubject;

/**
 * Defines the suite: a source says how many anchors it has, finds them by their names however
 * these are encoded, tells of nobody else, answers the same each time, and states periods that can hold.
 *
 * @example
 * ```ts
 * import { parseCertificate } from '@eseal/core/x509';
 * import { createGoodWorld, testTrustSource } from '@eseal/testkit';
 * import { createPinnedTrust } from '@eseal/validator';
 * import { describe, expect, it } from 'vitest';
 *
 * testTrustSource(async () => {
 *   const { root, seal } = await createGoodWorld();
 *   const [trusted, stranger] = [parseCertificate(root.certificate), parseCertificate(seal.certificate)];
 *   return { source: createPinnedTrust([trusted]), trusted, stranger };
 * }, { describe, expect, it });
 * ```
 */
export function testTrustSource(factory: TrustSourceFactory, { describe, it, expect }: TestFramework): void {
  const define: Define = (name, test) => it(name, async () => test(await factory()));
  describe('TrustSource contract', () => {
    defineAnchors(define, expect);
    defineBesides(define, expect);
  });
}

type Define = (name: string, test: (subject: TrustSourceSubject) => Promise<void>) => void;
type Expect = TestFramework['expect'];

const ROUTES: readonly TrustAnchor['route'][] = ['trusted-list', 'bridge', 'pinned'];

function defineAnchors(define: Define, expect: Expect): void {
  define('says how many anchors it has', async ({ source }) => {
    expect(Number.isInteger(source.size) || source.size === Number.POSITIVE_INFINITY).toBe(true);
    expect(source.size > 0).toBe(true);
  });

  define('finds an anchor by its name, with the key, the name and the route', async ({ source, trusted }) => {
    const anchors = await source.anchorsNamed(trusted.subject);
    const own = anchors.find(({ publicKey }) => equalBytes(publicKey.raw, trusted.publicKey.raw));
    expect(own !== undefined && equalNames(own.name, trusted.subject)).toBe(true);
    expect(own !== undefined && ROUTES.includes(own.route)).toBe(true);
  });

  define('names every anchor as it was asked for', async ({ source, trusted }) => {
    const anchors = await source.anchorsNamed(trusted.subject);
    expect(anchors.every(({ name }) => equalNames(name, trusted.subject))).toBe(true);
  });

  define('finds it by another object, and by another case of letters', async ({ source, trusted }) => {
    const count = (await source.anchorsNamed(trusted.subject)).length;
    for (const name of [parseName(trusted.subject.raw), otherCase(trusted.subject)])
      expect((await source.anchorsNamed(name)).length).toBe(count);
  });

  define('answers the same each time', async ({ source, trusted }) => {
    const [first, second] = [
      await source.anchorsNamed(trusted.subject),
      await source.anchorsNamed(trusted.subject),
    ];
    const keysOf = (anchors: readonly TrustAnchor[]) => anchors.map(({ publicKey }) => publicKey.raw);
    expect(keysOf(second)).toEqual(keysOf(first));
  });

  define('states periods of trust that can hold', async ({ source, trusted }) => {
    for (const { trustedFrom, trustedUntil } of await source.anchorsNamed(trusted.subject))
      expect(trustedFrom === undefined || trustedUntil === undefined || trustedFrom < trustedUntil).toBe(
        true,
      );
  });
}

function defineBesides(define: Define, expect: Expect): void {
  define('knows nothing of others', async ({ source, stranger: { subject } }) => {
    expect((await source.anchorsNamed(subject)).length).toBe(0);
    expect(((await source.servicesNamed?.(subject)) ?? []).length).toBe(0);
  });

  define('offers certificates between anchors and others by their subject', async ({ source, trusted }) => {
    const between = (await source.certificatesNamed?.(trusted.subject)) ?? [];
    expect(between.every(({ subject }) => equalNames(subject, trusted.subject))).toBe(true);
  });

  define('offers services by the names of their identities', async ({ source, trusted }) => {
    const services = (await source.servicesNamed?.(trusted.subject)) ?? [];
    const isNamed = services.every(({ identities }) =>
      identities.some(({ name }) => equalNames(name, trusted.subject)),
    );
    expect(isNamed).toBe(true);
  });
}

/** The same name by RFC 5280 §7.1, with letters of the other case. */
function otherCase(name: Name): Name {
  const raw = name.raw.slice();
  const letters = name.rdns.flat().flatMap(({ content, text }) => (text === undefined ? [] : [content]));
  for (const content of letters) {
    const start = content.byteOffset - name.raw.byteOffset;
    for (let index = start; index < start + content.length; index++) raw[index] = swapped(raw[index] ?? 0);
  }
  return parseName(raw);
}

/** ASCII letters differ in one bit; octets of other scripts stay as they are. */
function swapped(octet: number): number {
  const lower = octet | 0x20;
  return lower >= 0x61 && lower <= 0x7a ? octet ^ 0x20 : octet;
}
