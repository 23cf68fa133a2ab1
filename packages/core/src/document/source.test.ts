import { describe, expect, it } from 'vitest';
import { concatBytes, equalBytes } from '../util/bytes.ts';
import { type DocumentSource, openRandomAccess, readAll, readChunks, sizeOf } from './source.ts';

const bytes = new Uint8Array(2.5 * 2 ** 20).map((_, at) => at * 7 + (at >> 8));

/** A stream of pieces of this size that tells whether it was cancelled. */
function streamOf(content: Uint8Array, pieceSize = 100_003) {
  const state = { cancelled: false, given: 0 };
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const piece = content.subarray(state.given, state.given + pieceSize);
        state.given += piece.length;
        if (piece.length === 0) controller.close();
        else controller.enqueue(piece);
      },
      cancel() {
        state.cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { stream, state };
}

const file = (content: Uint8Array) => ({
  size: content.length,
  read: async (start: number, end: number) => content.slice(start, end),
});

const SOURCES: readonly [string, () => DocumentSource][] = [
  ['bytes', () => bytes],
  ['a Blob', () => new Blob([bytes])],
  ['a stream', () => streamOf(bytes).stream],
  ['a file', () => file(bytes)],
];

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return concatBytes(parts);
}

describe.each(SOURCES)('%s', (name, source) => {
  it('is read whole', async () => {
    expect(equalBytes(await collect(readChunks(source())), bytes)).toBe(true);
    expect(equalBytes(await readAll(source()), bytes)).toBe(true);
  });

  it.each([
    [0, 1],
    [1_048_570, 1_048_590],
    [100_002, 100_004],
    [5, 5],
    [2_621_430, 2_621_440],
  ])('is read from %i to %i', async (start, end) => {
    expect(await collect(readChunks(source(), start, end))).toEqual(bytes.subarray(start, end));
  });

  it('is read at any place', async () => {
    const access = await openRandomAccess(source());
    expect(access.size).toBe(bytes.length);
    expect(await access.read(2_000_000, 2_000_010)).toEqual(bytes.subarray(2_000_000, 2_000_010));
    expect(await access.read(7, 7)).toHaveLength(0);
  });

  it('has a size, unless it is a stream', () => {
    expect(sizeOf(source())).toBe(name === 'a stream' ? undefined : bytes.length);
  });
});

describe('reading beyond the end', () => {
  it.each(SOURCES.slice(0, 3))('of %s is refused, and never gives fewer bytes', async (_, source) => {
    const access = await openRandomAccess(source());
    for (const [start, end] of [
      [0, bytes.length + 1],
      [-1, 5],
      [10, 5],
    ] as const)
      await expect(access.read(start, end), `${start}-${end}`).rejects.toThrow(RangeError);
  });
});

describe('bytes', () => {
  it('are not copied', async () => {
    expect(await readAll(bytes)).toBe(bytes);
    expect((await (await openRandomAccess(bytes)).read(1, 5)).buffer).toBe(bytes.buffer);
  });

  it('may be none', async () => {
    expect(await collect(readChunks(new Uint8Array()))).toEqual(new Uint8Array());
    expect(await collect(readChunks(new Blob([])))).toEqual(new Uint8Array());
  });
});

describe('a stream', () => {
  it('longer than allowed is let go at once', async () => {
    for (const read of [readAll, openRandomAccess]) {
      const { stream, state } = streamOf(bytes);
      await expect(read(stream, 1_000_000)).rejects.toMatchObject({ code: 'DOCUMENT_TOO_LARGE' });
      expect(state.cancelled).toBe(true);
      expect(state.given).toBeLessThan(1_200_000);
    }
    await expect(readAll(new Blob([bytes]), 10)).rejects.toMatchObject({ code: 'DOCUMENT_TOO_LARGE' });
  });

  it('is let go when its reader has had enough', async () => {
    const { stream, state } = streamOf(bytes);
    for await (const chunk of readChunks(stream)) {
      expect(chunk).toHaveLength(100_003);
      break;
    }
    expect([state.cancelled, stream.locked]).toEqual([true, false]);
    const other = streamOf(bytes);
    await collect(readChunks(other.stream, 10, 20));
    expect([other.state.cancelled, other.state.given]).toEqual([true, 100_003]);
  });

  it('is not held after it ended, and is gone then', async () => {
    const { stream, state } = streamOf(bytes);
    await readAll(stream);
    expect([state.cancelled, stream.locked]).toEqual([false, false]);
    expect(await readAll(stream)).toHaveLength(0);
  });

  it('passes on what it fails with', async () => {
    const failing = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.error(new Error('connection lost'));
      },
    });
    await expect(readAll(failing)).rejects.toThrow('connection lost');
  });
});
