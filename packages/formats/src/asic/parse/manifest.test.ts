import { utf8 } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { SOON, startStopwatch } from '../../test-stopwatch.ts';
import { buildAsicManifest, buildOdfManifest, MIME_TYPES } from '../manifest.ts';
import { ASIC_NAMESPACE } from '../vocabulary.ts';
import { createManifestParser, readAsicManifest, readOdfManifest } from './manifest.ts';

const DIGEST = new Uint8Array(32).fill(7);
const SEAL = 'META-INF/signature001.p7s';

const WRITTEN = buildAsicManifest({
  seal: { name: SEAL, mimeType: MIME_TYPES.cades },
  digestAlgorithm: 'SHA-256',
  references: [
    { name: '図面/1 2.txt', mimeType: 'text/plain', digest: DIGEST },
    { name: 'b', mimeType: undefined, digest: DIGEST, rootfile: true },
  ],
});

/** The manifest with a change in its text. */
function changed(from: string, to: string): ReturnType<typeof readAsicManifest> {
  const text = new TextDecoder().decode(WRITTEN);
  if (!text.includes(from)) throw new Error(`there is no ${from} to be changed`);
  return readAsicManifest(utf8(text.replaceAll(from, to)));
}

describe('readAsicManifest', () => {
  it('reads what was written', () => {
    expect(readAsicManifest(WRITTEN)).toEqual({
      manifest: {
        sigReference: { uri: SEAL, mimeType: 'application/pkcs7-signature' },
        references: [
          {
            uri: '%E5%9B%B3%E9%9D%A2/1%202.txt',
            mimeType: 'text/plain',
            rootfile: false,
            digestAlgorithm: 'SHA-256',
            digest: DIGEST,
          },
          { uri: 'b', mimeType: undefined, rootfile: true, digestAlgorithm: 'SHA-256', digest: DIGEST },
        ],
      },
    });
  });

  it('does not depend on the prefix, but on the namespace', () => {
    const text = new TextDecoder().decode(WRITTEN);
    const renamed = text.replaceAll('asic:', 'x:').replace('xmlns:asic', 'xmlns:x');
    expect(readAsicManifest(utf8(renamed)).manifest?.references).toHaveLength(2);
    expect(changed(ASIC_NAMESPACE, 'http://uri.etsi.org/other#').manifest).toBeUndefined();
  });

  it('keeps a reference whose algorithm or value says nothing, without it', () => {
    const [unknown] = changed('xmlenc#sha256', 'xmlenc#sha0').manifest?.references ?? [];
    expect(unknown).toMatchObject({ digestAlgorithm: undefined, digest: DIGEST });
    const [valueless] = changed('DigestValue', 'Value').manifest?.references ?? [];
    expect(valueless).toMatchObject({ digestAlgorithm: 'SHA-256', digest: undefined });
  });

  it('takes nothing but "true" for a root file', () => {
    expect(changed('Rootfile="true"', 'Rootfile="yes"').manifest?.references[1]?.rootfile).toBe(false);
  });

  it('has a problem with none, two, or an empty reference to the seal', () => {
    const second = '<asic:SigReference URI="META-INF/signature002.p7s"/></asic:ASiCManifest>';
    for (const reading of [
      changed('SigReference', 'OtherReference'),
      changed(`URI="${SEAL}"`, ''),
      changed('</asic:ASiCManifest>', second),
    ])
      expect(reading).toEqual({
        manifest: undefined,
        problem: expect.stringContaining('lacks what it needs'),
      });
  });

  it.each([
    ['no XML', 'no XML'],
    ['XML that was cut', '<asic:ASiCManifest'],
    ['a document type', '<!DOCTYPE a><a/>'],
    ['nothing', ''],
  ])('says what is wrong with %s instead of throwing', (_, text) => {
    const reading = readAsicManifest(utf8(text));
    expect(reading).toEqual({ manifest: undefined, problem: expect.stringMatching(/./) });
  });
});

describe('readOdfManifest', () => {
  const ODF = buildOdfManifest('application/vnd.etsi.asic-e+zip', [
    { name: '請求書.xml', mimeType: 'text/xml' },
    { name: 'b' },
  ]);

  it('lists files with their media types, the container itself left out', () => {
    expect(readOdfManifest(ODF).manifest).toEqual([
      { path: '請求書.xml', mediaType: 'text/xml' },
      { path: 'b', mediaType: 'application/octet-stream' },
    ]);
  });

  it('reads no attribute outside of its namespace', () => {
    const text = new TextDecoder().decode(ODF).replaceAll('manifest:media-type', 'media-type');
    expect(readOdfManifest(utf8(text)).manifest?.map(({ mediaType }) => mediaType)).toEqual([
      undefined,
      undefined,
    ]);
  });

  it('is another manifest than that of ASiC', () => {
    expect(readOdfManifest(WRITTEN).manifest).toBeUndefined();
    expect(readAsicManifest(ODF).manifest).toBeUndefined();
  });
});

describe('the manifests of a container', () => {
  const listing = (files: number): Uint8Array =>
    utf8(
      '<asic:ASiCManifest xmlns:asic="http://uri.etsi.org/02918/v1.2.1#"><asic:SigReference URI="s"/>' +
        `${'<asic:DataObjectReference URI="a"/>'.repeat(files)}</asic:ASiCManifest>`,
    );

  it('may list many files', () => {
    expect(readAsicManifest(listing(20_000)).manifest?.references).toHaveLength(20_000);
  });

  it('are refused before they take long, in one file or in several', () => {
    const refused = expect.objectContaining({ code: 'ZIP_LIMIT_EXCEEDED' });
    const elapsed = startStopwatch();
    expect(() => readAsicManifest(listing(300_000))).toThrow(refused);
    const parse = createManifestParser();
    expect(readAsicManifest(listing(60_000), parse).manifest?.references).toHaveLength(60_000);
    expect(() => readAsicManifest(listing(60_000), parse)).toThrow(refused);
    expect(elapsed()).toBeLessThan(SOON);
  });
});
