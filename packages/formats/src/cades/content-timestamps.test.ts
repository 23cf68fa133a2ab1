import { utf8 } from '@eseal/core';
import { type DigestAlgorithm, digestBytes } from '@eseal/core/crypto';
import type { TimestampSource } from '@eseal/core/timestamp';
import { describe, expect, it } from 'vitest';
import { keepForTimestamps, stampContent } from './content-timestamps.ts';

const CONTENT = utf8('発注書');
const NO_DIGEST = new Uint8Array(32);

/** An authority that gives back the digest it is asked to stamp. */
const echo = (digestAlgorithm: DigestAlgorithm): TimestampSource => ({
  digestAlgorithm,
  tokenSize: async () => 32,
  stamp: async (digest) => digest,
});

const streamOf = (bytes: Uint8Array) => new Blob([Uint8Array.from(bytes)]).stream();

describe('a content that is kept for timestamps', () => {
  it('is collected from a stream when an authority digests in another way', async () => {
    const kept = await keepForTimestamps(streamOf(CONTENT), 'SHA-256', [echo('SHA-256'), echo('SHA-512')]);
    expect(kept).toEqual(CONTENT);
  });

  it('stays a stream when all authorities digest as the seal does', async () => {
    const stream = streamOf(CONTENT);
    expect(await keepForTimestamps(stream, 'SHA-256', [echo('SHA-256')])).toBe(stream);
    expect(stream.locked).toBe(false);
  });

  it('stays what it is when it can be read again anyway', async () => {
    expect(await keepForTimestamps(CONTENT, 'SHA-256', [echo('SHA-512')])).toBe(CONTENT);
  });
});

describe('stamping a content', () => {
  const known = { algorithm: 'SHA-256', digest: NO_DIGEST } as const;

  it('uses the digest that is known, and computes the others, in the order of the sources', async () => {
    const content = { kind: 'bytes', pieces: [CONTENT] } as const;
    const sources = [echo('SHA-512'), echo('SHA-256')];
    const tokens = await stampContent({ content, known }, sources);
    expect(tokens).toEqual([await digestBytes('SHA-512', CONTENT), NO_DIGEST]);
  });

  it('needs nothing but a digest by the algorithm of the source', async () => {
    const content = { kind: 'digest', ...known } as const;
    expect(await stampContent({ content, known }, [echo('SHA-256')])).toEqual([NO_DIGEST]);
    const stamping = stampContent({ content, known }, [echo('SHA-256'), echo('SHA-512')]);
    await expect(stamping).rejects.toMatchObject({ code: 'SEAL_CONTENT_MISSING' });
  });

  it('hands the signal to the sources', async () => {
    const content = { kind: 'bytes', pieces: [CONTENT] } as const;
    const { signal } = new AbortController();
    const seen: unknown[] = [];
    const source: TimestampSource = {
      digestAlgorithm: 'SHA-256',
      tokenSize: async () => 32,
      stamp: async (digest, options) => {
        seen.push(options?.signal);
        return digest;
      },
    };
    await stampContent({ content, known }, [source], signal);
    await stampContent({ content, known }, [source]);
    expect(seen).toEqual([signal, undefined]);
  });
});
