/**
 * Subsets of generated documents, in which elements lose their parents, against xmlsec1: it verifies an HMAC over
 * references that XPath filters 2.0 choose, so that it must see the same octets for each.
 *
 * @module
 */
import { spawnSync } from 'node:child_process';
import { createHash, createHmac } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { applyTransforms, octetsOf } from './apply-transforms.ts';
import { EXCLUSIVE_C14N, methodOf } from './canonicalization-method.ts';
import { canonicalize } from './canonicalize.ts';
import { childElements } from './elements.ts';
import { collectIds } from './ids.ts';
import { subtreeOf } from './node-set.ts';
import { xmlDocument } from './test-documents.ts';
import { codeOf, element, read } from './test-read.ts';
import { parseTransforms } from './transforms.ts';
import { elementsOf } from './walk.ts';
import { WorkBudget } from './work-budget.ts';

const xmlsec1 = spawnSync('xmlsec1', ['--version']).status === 0;
if (!xmlsec1)
  console.warn('xmlsec1 is missing: apt-get install xmlsec1; subsets of nodes are not compared with it');

const DS = 'http://www.w3.org/2000/09/xmldsig#';
const FILTER2 = 'http://www.w3.org/2002/06/xmldsig-filter2';
const KEY = 'a key for tests';

const folder = mkdtempSync(join(tmpdir(), 'eseal-subsets-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** None leaves out the root alone: libxml2 then takes what stands after it to stand before it (Canonical XML §2.3). */
const steps = fc.array(
  fc.tuple(
    fc.constantFrom('intersect', 'subtract', 'union'),
    fc.constantFrom(
      '//e',
      '//item',
      '//a:e',
      '/*/*[@a:e]',
      '/*/*',
      '//*[local-name()="Name-1.2"]/*',
      '//b:item | //c:e',
    ),
  ),
  { minLength: 1, maxLength: 3 },
);
const methods = [
  methodOf('inclusive'),
  methodOf('inclusive', { comments: true }),
  methodOf('inclusive-1.1'),
  methodOf('exclusive'),
];

type Steps = readonly (readonly [operation: string, path: string])[];

function signed(
  source: string,
  filters: readonly Steps[],
  digests: readonly string[],
  value: string,
): string {
  const bindings = 'xmlns:a="urn:two" xmlns:b="urn:three" xmlns:c="urn:two"';
  const references = filters.map((filter, i) => {
    const xpaths = [...filter, ['subtract', '//ds:Signature'] as const]
      .map(([operation, path]) => `<f:XPath ${bindings} Filter="${operation}">${path}</f:XPath>`)
      .join('');
    return (
      `<ds:Reference URI="#xpointer(/)"><ds:Transforms><ds:Transform Algorithm="${FILTER2}">${xpaths}</ds:Transform>` +
      `<ds:Transform Algorithm="${methods[i % methods.length]?.algorithm}"/></ds:Transforms>` +
      `<ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><ds:DigestValue>${digests[i] ?? ''}</ds:DigestValue></ds:Reference>`
    );
  });
  const signature =
    `<ds:Signature xmlns:ds="${DS}" xmlns:f="${FILTER2}"><ds:SignedInfo><ds:CanonicalizationMethod Algorithm="${EXCLUSIVE_C14N.algorithm}"/>` +
    `<ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#hmac-sha256"/>${references.join('')}</ds:SignedInfo>` +
    `<ds:SignatureValue>${value}</ds:SignatureValue></ds:Signature>`;
  return source.replace(/<\/root>(?!.*<\/root>)/s, `${signature}</root>`);
}

function digestsOf(text: string): readonly string[] {
  const document = read(text);
  const context = {
    document,
    ids: collectIds(document),
    signature: element(document, 'Signature'),
    budget: new WorkBudget(),
  };
  return [...elementsOf(context.signature)]
    .filter(({ localName }) => localName === 'Reference')
    .map((reference) => {
      const [transforms] = childElements(reference, DS, 'Transforms');
      const nodes = applyTransforms(subtreeOf(document), parseTransforms(transforms), context);
      return createHash('sha256').update(octetsOf(nodes, context.budget)).digest('base64');
    });
}

function hmacOf(text: string): string {
  const document = read(text);
  const signedInfo = canonicalize(subtreeOf(document, element(document, 'SignedInfo')), EXCLUSIVE_C14N);
  return createHmac('sha256', KEY).update(signedInfo).digest('base64');
}

function verifies(text: string): boolean {
  const file = join(folder, 'document.xml');
  const key = join(folder, 'key');
  writeFileSync(file, text);
  writeFileSync(key, KEY);
  return spawnSync('xmlsec1', ['--verify', '--hmackey', key, file]).status === 0;
}

describe.skipIf(!xmlsec1)('a subset of a generated document', () => {
  const sources = fc
    .sample(xmlDocument, { numRuns: 60, seed: 9 })
    .filter((source) => codeOf(() => read(source)) === undefined);
  const cases = sources.map((source, i) => [i, source, fc.sample(steps, { numRuns: 4, seed: i })] as const);

  it.each(cases)('%i has the octets that xmlsec1 has', (_, source, filters) => {
    const digests = digestsOf(signed(source, filters, [], ''));
    const value = hmacOf(signed(source, filters, digests, ''));
    expect(verifies(signed(source, filters, digests, value))).toBe(true);
    const others = digests.map((digest) =>
      digest.startsWith('A') ? `B${digest.slice(1)}` : `A${digest.slice(1)}`,
    );
    expect(verifies(signed(source, filters, others, hmacOf(signed(source, filters, others, ''))))).toBe(
      false,
    );
  });
});
