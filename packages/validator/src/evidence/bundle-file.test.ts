import { utf8 } from '@eseal/core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { NOW } from '../../test/judging.ts';
import type { EvidenceBundle } from './bundle.ts';
import { readBundle, writeBundle } from './bundle-file.ts';
import { DOCUMENT, recorded } from './test-recording.ts';

let bundle: EvidenceBundle;
let written: string;
beforeAll(async () => {
  const digest = new Uint8Array(32);
  const options = {
    name: '請求書.pdf',
    level: 'time',
    pathPolicies: { initialPolicies: new Set(['2.5.29.32.0']), explicitPolicy: false },
    proofs: [{ digestAlgorithm: 'SHA-256', digest, time: NOW }],
    signaturePolicies: [{ document: Uint8Array.of(1, 2), names: ['urn:oid:1.2.3'] }],
    archiveLimits: { entries: 5, memoryBytes: Number.POSITIVE_INFINITY },
  } as const;
  ({ bundle } = await recorded({ ...options, contents: [{ onlyByName: true, source: DOCUMENT }] }));
  written = new TextDecoder().decode(await writeBundle(bundle));
});

describe('writeBundle', () => {
  it('gives equal bytes for equal bundles', async () => {
    expect(new TextDecoder().decode(await writeBundle({ ...bundle }))).toBe(written);
  });

  it('keeps each byte string once, with its digest', () => {
    const { files } = JSON.parse(written).body;
    expect(new Set(files.map(({ base64 }: { base64: string }) => base64)).size).toBe(files.length);
    for (const { sha256 } of files) expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('refuses a policy that is none', async () => {
    const policy = JSON.parse('{"id":7}');
    await expect(writeBundle({ ...bundle, policy })).rejects.toMatchObject({ code: 'POLICY_INVALID' });
  });
});

describe('readBundle', () => {
  it('gives back what was written', async () => {
    expect(await readBundle(utf8(written))).toEqual(bundle);
  });

  it.each<[string, (file: string) => string]>([
    ['white space', (file) => `${file} `],
    ['a mark before it', (file) => `\uFEFF${file}`],
    [
      'another order',
      (file) => JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(file)).reverse())),
    ],
    ['a field twice', (file) => file.replace('"version":1,', '"version":1,"version":1,')],
    ['an unknown field', (file) => file.replace('"version":1,', '"version":1,"more":1,')],
    ['an unknown field inside', (file) => file.replace('"clock":{', '"clock":{"zone":"JST",')],
    ['another time', (file) => file.replace('2026-11-01T00:00:00.000Z', '2026-11-02T00:00:00.000Z')],
    ['a time that is none', (file) => file.replace('2026-11-01T00:00:00.000Z', 'yesterday')],
    ['another digest', (file) => file.replace(/"sha256":"../, '"sha256":"00')],
    ['another file', (file) => file.replace(/"base64":"..../, '"base64":"AAAA')],
    ['no base64', (file) => file.replace(/"base64":"./, '"base64":"*')],
    ['a file of no use', (file) => file.replace('"files":[', `"files":[{"sha256":"${EMPTY}","base64":""},`)],
    ['another format', (file) => file.replace('eseal-evidence', 'else')],
    ['a level that is none', (file) => file.replace('"level":"time"', '"level":"all"')],
    ['a list that is none', (file) => file.replace('"files":[', '"files":7,"others":[')],
    ['half of it', (file) => file.slice(0, file.length / 2)],
    ['nothing', () => ''],
    ['another JSON', () => '[]'],
  ])('refuses %s', async (_what, change) => {
    const changed = change(written);
    expect(changed).not.toBe(written);
    await expect(readBundle(utf8(changed))).rejects.toMatchObject({ code: 'BUNDLE_INVALID' });
  });

  it('refuses a version that it does not know', async () => {
    const later = utf8(written.replace('"version":1', '"version":2'));
    await expect(readBundle(later)).rejects.toMatchObject({ code: 'BUNDLE_VERSION_UNKNOWN' });
  });

  it('refuses a policy that is none, though the digest be right', async () => {
    const { files, evidence } = JSON.parse(written).body;
    const body = JSON.stringify({ evidence: { ...evidence, policy: { id: 7 } }, files });
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(body)));
    const sha256 = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    const forged = `{"format":"eseal-evidence","version":1,"sha256":"${sha256}","body":${body}}\n`;
    await expect(readBundle(utf8(forged))).rejects.toMatchObject({ code: 'BUNDLE_INVALID' });
  });

  it('refuses what is larger than any bundle, without reading it', async () => {
    const large = new Proxy(new Uint8Array(1), {
      get: (bytes, key) => (key === 'length' ? 2 ** 30 : Reflect.get(bytes, key)),
    });
    await expect(readBundle(large)).rejects.toMatchObject({ code: 'BUNDLE_TOO_LARGE' });
  });

  it('refuses any change of a character', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(written.length - 2), fc.constantFrom('0', 'A', '"', '}'), async (at, by) => {
        if (written[at] === by) return;
        const changed = utf8(written.slice(0, at) + by + written.slice(at + 1));
        await expect(readBundle(changed)).rejects.toMatchObject({ code: expect.stringMatching(/^BUNDLE_/) });
      }),
      { seed: 6, numRuns: 40 },
    );
  });
});

/** SHA-256 of nothing. */
const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
