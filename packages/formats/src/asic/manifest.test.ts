import { describe, expect, it } from 'vitest';
import { parseXml } from '../xml/parser.ts';
import {
  buildAsicManifest,
  buildOdfManifest,
  EMPTY_XADES_SIGNATURES,
  type ManifestReference,
} from './manifest.ts';

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const seal = { name: 'META-INF/signature001.p7s', mimeType: 'application/pkcs7-signature' };
const DIGEST = new Uint8Array(32);

const manifestOf = (reference: Partial<ManifestReference>): string =>
  text(
    buildAsicManifest({
      seal,
      digestAlgorithm: 'SHA-256',
      references: [{ name: 'a', mimeType: undefined, digest: DIGEST, ...reference }],
    }),
  );

describe('buildAsicManifest', () => {
  it('writes the seal first and then each file with its digest', () => {
    expect(manifestOf({ mimeType: 'text/plain' })).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n' +
        '<asic:ASiCManifest xmlns:asic="http://uri.etsi.org/02918/v1.2.1#" xmlns:ds="http://www.w3.org/2000/09/xmldsig#">' +
        '<asic:SigReference MimeType="application/pkcs7-signature" URI="META-INF/signature001.p7s"></asic:SigReference>' +
        '<asic:DataObjectReference MimeType="text/plain" URI="a">' +
        '<ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"></ds:DigestMethod>' +
        `<ds:DigestValue>${'A'.repeat(43)}=</ds:DigestValue>` +
        '</asic:DataObjectReference></asic:ASiCManifest>',
    );
  });

  it('marks a root file, and no other', () => {
    expect(manifestOf({ rootfile: true })).toContain('Rootfile="true"');
    for (const reference of [{}, { rootfile: false }])
      expect(manifestOf(reference)).not.toContain('Rootfile');
  });

  it('leaves out a media type that nobody knows', () => {
    expect(manifestOf({ mimeType: 'text/plain' }).match(/MimeType=/g)).toHaveLength(2);
    expect(manifestOf({}).match(/MimeType=/g)).toHaveLength(1);
  });

  it('escapes names in references, their folders not', () => {
    expect(manifestOf({ name: '図/1 "&<%.txt' })).toContain('URI="%E5%9B%B3/1%20%22%26%3C%25.txt"');
  });
});

describe('buildOdfManifest', () => {
  it('lists the container and then its files, unescaped', () => {
    const odf = text(
      buildOdfManifest('application/x', [{ name: '図 1', mimeType: 'text/plain' }, { name: 'b' }]),
    );
    expect(
      [...odf.matchAll(/full-path="([^"]*)" manifest:media-type="([^"]*)"/g)].map(([, ...all]) => all),
    ).toEqual([
      ['/', 'application/x'],
      ['図 1', 'text/plain'],
      ['b', 'application/octet-stream'],
    ]);
  });

  it('lets no name break out of its attribute', () => {
    const name = '"/><a b="&';
    const { root } = parseXml(buildOdfManifest('application/x', [{ name }]));
    expect(root.children).toHaveLength(2);
  });
});

describe('EMPTY_XADES_SIGNATURES', () => {
  it('is a root for seals without any', () => {
    const { root } = parseXml(EMPTY_XADES_SIGNATURES);
    expect(root).toMatchObject({ localName: 'XAdESSignatures', children: [] });
  });
});
