import { createGoodWorld } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { digestBytes } from '../crypto/digest.ts';
import { createTimestampClient } from './client.ts';
import { timestampDocument } from './timestamp-document.ts';
import { parseTimestampToken } from './token.ts';

const NOW = new Date('2026-11-01T09:00:00Z');
const world = await createGoodWorld({ now: NOW });
const timestamps = createTimestampClient({ url: world.urls.tsa, transport: world.transport, now: () => NOW });
const scan = new Uint8Array(3_000_000).map((_, at) => at * 31);

describe('a timestamp over a document', () => {
  it('stamps the digest of all of it, whether it is in memory or arrives in pieces', async () => {
    const digest = Uint8Array.from(await digestBytes('SHA-256', scan));
    for (const document of [scan, new Blob([scan]), new Blob([scan]).stream()]) {
      const stamped = await timestampDocument(document, timestamps);
      expect(stamped.mediaType).toBe('application/vnd.etsi.timestamp-token');
      expect(parseTimestampToken(await stamped.toBytes()).tstInfo).toMatchObject({
        imprint: digest,
        imprintAlgorithm: 'SHA-256',
        genTime: NOW,
      });
    }
  });

  it('is over another digest when a single bit of the document differs', async () => {
    const altered = scan.slice();
    altered[2_999_999] = (altered[2_999_999] ?? 0) ^ 1;
    const token = await (await timestampDocument(altered, timestamps)).toBytes();
    expect(parseTimestampToken(token).tstInfo.imprint).not.toEqual(await digestBytes('SHA-256', scan));
  });

  it('gives nothing when the authority refuses or the caller gives up', async () => {
    const refusing = world.withFaults({ tsa: { kind: 'rejection', failure: 'badRequest' } });
    const client = createTimestampClient({ url: refusing.urls.tsa, transport: refusing.transport });
    await expect(timestampDocument(scan, client)).rejects.toMatchObject({ code: 'TIMESTAMP_REFUSED' });
    const signal = AbortSignal.abort();
    await expect(timestampDocument(new Blob([scan]), timestamps, { signal })).rejects.toMatchObject({
      code: 'ABORTED',
    });
  });
});
