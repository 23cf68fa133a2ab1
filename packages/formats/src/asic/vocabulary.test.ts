import { describe, expect, it } from 'vitest';
import { kindOfEntry } from './vocabulary.ts';

describe('kindOfEntry', () => {
  it.each([
    ['mimetype', 'mimetype'],
    ['META-INF/', 'directory'],
    ['a.txt', 'data'],
    ['META-INF/signature.p7s', 'signature-cades'],
    ['META-INF/signature001.p7s', 'signature-cades'],
    ['META-INF/signatures.xml', 'signature-xades'],
    ['META-INF/signatures002.xml', 'signature-xades'],
    ['META-INF/timestamp.tst', 'timestamp'],
    ['META-INF/ASiCManifest.xml', 'asic-manifest'],
    ['META-INF/ASiCManifest002.xml', 'asic-manifest'],
    ['META-INF/ASiCArchiveManifest.xml', 'archive-manifest'],
    ['META-INF/ASiCEvidenceRecordManifest1.xml', 'evidence-record-manifest'],
    ['META-INF/evidencerecord.ers', 'evidence-record'],
    ['META-INF/manifest.xml', 'odf-manifest'],
    ['META-INF/container.xml', 'other-metadata'],
  ])('takes %s for %s', (name, kind) => {
    expect(kindOfEntry(name)).toBe(kind);
  });

  it.each([
    ['folder/mimetype', 'data'],
    ['signature.p7s', 'data'],
    ['meta-inf/signature.p7s', 'data'],
    ['folder/META-INF/signature.p7s', 'data'],
    ['META-INF', 'data'],
    ['META-INF/signature.p7s/', 'directory'],
    ['META-INF/signature.p7s.bak', 'other-metadata'],
    ['META-INF/signature/a.p7s', 'other-metadata'],
    ['META-INF/signature.xml', 'other-metadata'],
    ['META-INF/folder/manifest.xml', 'other-metadata'],
    ['META-INF/timestamp.TST', 'other-metadata'],
  ])('is not misled by %s, which is %s', (name, kind) => {
    expect(kindOfEntry(name)).toBe(kind);
  });
});
