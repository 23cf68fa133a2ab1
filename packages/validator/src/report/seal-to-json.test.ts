import { describe, expect, it } from 'vitest';
import { firstSeal, reportOn } from '../../test/reported.ts';
import { sealToJson, timestampToJson } from './seal-to-json.ts';

describe('sealToJson', () => {
  it('has digests in hexadecimal digits, and every check', async () => {
    const seal = firstSeal(await reportOn());
    const json = sealToJson(seal, 'en');
    expect(json.cryptography).toMatchObject({
      references: [
        {
          kind: 'message-digest',
          digestAlgorithm: 'SHA-256',
          digest: expect.stringMatching(/^[0-9a-f]{64}$/),
        },
      ],
    });
    expect(json.checks).toHaveLength(seal.checks.length);
    expect(json.signaturePolicy).toBeNull();
  });
});

describe('timestampToJson', () => {
  it('says whom it trusts and what was checked, and names its file in a container', async () => {
    const [timestamp] = firstSeal(await reportOn()).timestamps;
    if (timestamp === undefined) throw new Error('the seal has no timestamp');
    const json = timestampToJson(timestamp, 'ja');
    expect(json).toMatchObject({
      indication: 'PASSED',
      trust: { route: 'pinned' },
      sha256: timestamp.sha256,
    });
    expect(json.revocation).toHaveLength(timestamp.path.revocation.length);
    expect('file' in json).toBe(false);
    expect(timestampToJson({ ...timestamp, file: 'META-INF/timestamp.tst' }, 'ja')).toMatchObject({
      file: 'META-INF/timestamp.tst',
    });
  });
});
