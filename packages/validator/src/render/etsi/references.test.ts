import { describe, expect, it } from 'vitest';
import { element, writeXml } from '../../util/xml.ts';
import {
  certificateId,
  digestElements,
  documentId,
  evidenceId,
  reference,
  timestampId,
} from './references.ts';

const SHA256 = '00ff'.repeat(16);

describe('references', () => {
  it('name objects by ids that XML allows and that differ by kind', () => {
    const ids = [
      certificateId(SHA256),
      timestampId({ sha256: SHA256 }),
      evidenceId({ sha256: SHA256 }),
      documentId(1),
    ];
    expect(new Set(ids).size).toBe(4);
    for (const id of ids) expect(id).toMatch(/^[A-Z]-[0-9a-f]+$/);
    expect(writeXml(reference('TrustAnchor', 'C-1', 'C-2'))).toContain(
      '<TrustAnchor VOReference="C-1 C-2"/>',
    );
  });

  it('have digests with their algorithm', () => {
    expect(writeXml(element('D', digestElements('urn:x', Uint8Array.of(0))))).toContain(
      '<ds:DigestMethod Algorithm="urn:x"/>\n  <ds:DigestValue>AA==</ds:DigestValue>',
    );
  });
});
