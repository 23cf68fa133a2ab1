import { createMockSigner, type MockSignerFault } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { parseToySeal, toyFormat } from '../../test/toy-format.ts';
import { sealMany } from './seal-many.ts';
import type { BatchOutcome } from './seal-many-options.ts';
import { documents, now, sealAll, summary, world } from './test-seal-batch.ts';

async function outcomeOf(batch: AsyncGenerator<BatchOutcome, void>): Promise<BatchOutcome> {
  const { value } = await batch.next();
  if (value === undefined) throw new TypeError('the batch has ended');
  return value;
}

/** A format that tells when a document was given to it. */
function watchedFormat(format: ReturnType<typeof toyFormat>) {
  const seen: string[] = [];
  const watched: typeof format = {
    ...format,
    prepare(document, context) {
      if (document instanceof Uint8Array) seen.push(new TextDecoder().decode(document));
      return format.prepare(document, context);
    },
  };
  return { format: watched, given: (text: string) => expect.poll(() => seen).toContain(text) };
}

describe('sealing many documents', () => {
  it('gives one outcome for each, in their order, each with its own value', async () => {
    const signer = createMockSigner(world.seal);
    const outcomes = await sealAll(documents(40), { signer });
    expect(outcomes.map(({ id }) => id)).toEqual(documents(40).map(({ id }) => id));
    for (const outcome of outcomes) {
      if (outcome.kind !== 'sealed') throw new TypeError(`${outcome.id} is ${outcome.kind}`);
      const { document, data, value } = parseToySeal(await outcome.document.toBytes());
      expect(document).toBe(`document ${outcome.id}`);
      expect(await signer.certificates[0].publicKey.verify('ecdsa-sha256', data, value)).toBe(true);
    }
    expect(signer.calls.map((requests) => requests.length)).toEqual([16, 16, 8]);
  });

  it('never asks for more than the signer takes at once', async () => {
    const signer = createMockSigner(world.seal, { maxBatch: 3 });
    await sealAll(documents(7), { signer, chunkSize: 100 });
    expect(signer.calls.map((requests) => requests.length)).toEqual([3, 3, 1]);
    const one = createMockSigner(world.seal);
    await sealAll(documents(3), { signer: one, chunkSize: 0 });
    expect(one.calls.map((requests) => requests.length)).toEqual([1, 1, 1]);
  });

  it.each([
    [{ chunkSize: Number.NaN }, 'chunkSize'],
    [{ retry: { attempts: Number.NaN } }, 'attempts'],
    [{ retry: { pauseMs: Number.NaN } }, 'pauseMs'],
  ])('is refused with what is no number: %j', async (options, name) => {
    const signer = createMockSigner(world.seal);
    const refused = expect(sealAll(documents(3), { signer, ...options })).rejects;
    await refused.toMatchObject({ code: 'INVALID_ARGUMENT', message: `${name} is no number` });
    expect(signer.calls).toEqual([]);
  });

  it('of none is nothing', async () => {
    const signer = createMockSigner(world.seal);
    expect([await sealAll([], { signer }), signer.calls]).toEqual([[], []]);
  });

  it('reads one chunk ahead and no further', async () => {
    let read = 0;
    const source = async function* () {
      for (const document of documents(100)) {
        read++;
        yield document;
      }
    };
    const signer = createMockSigner(world.seal);
    const batch = sealMany(source(), { signer, format: toyFormat(), now, chunkSize: 5 });
    for (let taken = 0; taken < 5; taken++) await batch.next();
    expect([read, signer.calls.length]).toEqual([10, 1]);
    await batch.return();
    expect([read, signer.calls.length]).toEqual([10, 1]);
  });

  it('prepares the next chunk while one is being signed', async () => {
    const good = createMockSigner(world.seal);
    const { format, given } = watchedFormat(toyFormat());
    const signer: typeof good = {
      ...good,
      async sign(...call) {
        // A batch that prepared only after signing would wait here for ever.
        await given('document 3');
        return good.sign(...call);
      },
    };
    const outcomes = await sealAll(documents(4), { signer, format, chunkSize: 2 });
    expect(summary(outcomes)).toEqual(['0 sealed', '1 sealed', '2 sealed', '3 sealed']);
  });

  it('takes documents that come later', async () => {
    const late = async function* () {
      for (const document of documents(3)) yield await Promise.resolve(document);
    };
    expect(summary(await sealAll(late()))).toEqual(['0 sealed', '1 sealed', '2 sealed']);
  });
});

describe('a document that fails', () => {
  it('fails alone, in preparing and in assembling', async () => {
    const format = toyFormat({ refuses: 'document 1', breaks: 'document 3' });
    const outcomes = await sealAll(documents(5), { format });
    expect(summary(outcomes)).toEqual([
      '0 sealed',
      '1 failed DOCUMENT_TOO_LARGE',
      '2 sealed',
      '3 failed UNEXPECTED',
      '4 sealed',
    ]);
    const broken = outcomes[3];
    expect(broken?.kind === 'failed' && broken.error).toMatchObject({
      message: 'the toy broke',
      cause: new Error('the toy broke'),
    });
  });

  it('is not signed', async () => {
    const signer = createMockSigner(world.seal);
    await sealAll(documents(3), { signer, format: toyFormat({ refuses: 'document 1' }) });
    expect(signer.calls.map((requests) => requests.length)).toEqual([2]);
  });

  it('may be all of a chunk', async () => {
    const signer = createMockSigner(world.seal);
    const outcomes = await sealAll(documents(2), {
      signer,
      chunkSize: 1,
      format: toyFormat({ refuses: 'document 0' }),
    });
    expect(summary(outcomes)).toEqual(['0 failed DOCUMENT_TOO_LARGE', '1 sealed']);
    expect(signer.calls).toHaveLength(1);
  });

  it('because it cannot be read gives the reason', async () => {
    const unreadable = { id: 'x', document: { size: 5, read: () => Promise.reject(new Error('EIO')) } };
    const [outcome] = await sealAll([unreadable]);
    expect(outcome).toMatchObject({ kind: 'failed', error: { code: 'UNEXPECTED', message: 'EIO' } });
  });
});

describe('a source that fails', () => {
  it('loses none of the documents that it gave before', async () => {
    const source = function* () {
      yield* documents(3);
      throw new Error('the list ends here');
    };
    const outcomes: BatchOutcome[] = [];
    const sealing = (async () => {
      const options = { signer: createMockSigner(world.seal), format: toyFormat(), now, chunkSize: 2 };
      for await (const outcome of sealMany(source(), options)) outcomes.push(outcome);
    })();
    await expect(sealing).rejects.toThrow('the list ends here');
    expect(summary(outcomes)).toEqual(['0 sealed', '1 sealed', '2 sealed']);
  });
});

describe('a signer that cannot be trusted', () => {
  it.each<[MockSignerFault, string]>([
    [{ kind: 'wrong-value' }, 'SIGNATURE_VALUE_INVALID'],
    [{ kind: 'other-data' }, 'SIGNATURE_VALUE_INVALID'],
    [{ kind: 'permuted' }, 'SIGNATURE_VALUE_INVALID'],
    [{ kind: 'wrong-count' }, 'SIGNER_ANSWER_INVALID'],
    [{ kind: 'throws', code: 'SIGNER_UNAVAILABLE' }, 'SIGNER_UNAVAILABLE'],
  ])('stops the batch: %j', async (fault, code) => {
    const signer = createMockSigner(world.seal, { fault });
    const outcomes = await sealAll(documents(10), { signer, chunkSize: 3 });
    // Of the chunk that is prepared meanwhile as many as were read; none of them is signed.
    const stopped = documents(outcomes.length).map(({ id }) => `${id} stopped ${code}`);
    expect(summary(outcomes)).toEqual(stopped);
    expect(outcomes.length).toBeGreaterThanOrEqual(3);
    expect(outcomes.length).toBeLessThanOrEqual(6);
    expect(signer.calls).toHaveLength(1);
  });

  it('stops it in a later chunk too; what was sealed before stays sealed', async () => {
    const good = createMockSigner(world.seal);
    let calls = 0;
    const { format, given } = watchedFormat(toyFormat({ refuses: 'document 5' }));
    const signer: typeof good = {
      ...good,
      async sign(...call) {
        if (++calls === 1) return good.sign(...call);
        await given('document 5');
        throw new Error('gone');
      },
    };
    const outcomes = await sealAll(documents(9), { signer, format, chunkSize: 2 });
    expect(summary(outcomes)).toEqual([
      '0 sealed',
      '1 sealed',
      '2 stopped UNEXPECTED',
      '3 stopped UNEXPECTED',
      '4 stopped UNEXPECTED',
      '5 failed DOCUMENT_TOO_LARGE',
    ]);
    expect(calls).toBe(2);
  });

  it('does not hide what failed on its own', async () => {
    const signer = createMockSigner(world.seal, { fault: { kind: 'wrong-value' } });
    const outcomes = await sealAll(documents(3), { signer, format: toyFormat({ refuses: 'document 1' }) });
    expect(summary(outcomes)).toEqual([
      '0 stopped SIGNATURE_VALUE_INVALID',
      '1 failed DOCUMENT_TOO_LARGE',
      '2 stopped SIGNATURE_VALUE_INVALID',
    ]);
  });
});

describe('a batch that the caller gives up', () => {
  it('stops between two chunks, and reads no further', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const signer = createMockSigner(world.seal);
    const outcomes: BatchOutcome[] = [];
    for await (const outcome of sealMany(documents(20), {
      signer,
      format: toyFormat(),
      now,
      signal,
      chunkSize: 2,
    })) {
      outcomes.push(outcome);
      if (outcomes.length === 2) controller.abort();
    }
    expect(summary(outcomes)).toEqual(['0 sealed', '1 sealed', '2 stopped ABORTED', '3 stopped ABORTED']);
    expect(signer.calls).toHaveLength(1);
  });

  it('stops while it waits for documents', async () => {
    const controller = new AbortController();
    const source = async function* () {
      yield* documents(3);
      await new Promise(() => undefined);
    };
    const signer = createMockSigner(world.seal);
    const batch = sealMany(source(), {
      signer,
      format: toyFormat(),
      now,
      signal: controller.signal,
      chunkSize: 2,
    });
    expect(summary([await outcomeOf(batch), await outcomeOf(batch)])).toEqual(['0 sealed', '1 sealed']);
    const third = outcomeOf(batch);
    controller.abort();
    expect(summary([await third])).toEqual(['2 stopped ABORTED']);
    expect(await batch.next()).toEqual({ done: true, value: undefined });
    expect(signer.calls).toHaveLength(1);
  });

  it('is refused where no document is left to say so', async () => {
    const signal = AbortSignal.abort();
    const signer = createMockSigner(world.seal);
    await expect(sealAll(documents(3), { signer, signal })).rejects.toMatchObject({ code: 'ABORTED' });
    expect(signer.calls).toEqual([]);
  });

  it('stops while the signer is asked', async () => {
    const controller = new AbortController();
    const signer = createMockSigner(world.seal, { fault: { kind: 'hanging' } });
    const sealing = sealAll(documents(2), { signer, signal: controller.signal });
    await expect.poll(() => signer.calls.length).toBe(1);
    controller.abort();
    expect(summary(await sealing)).toEqual(['0 stopped ABORTED', '1 stopped ABORTED']);
  });
});

describe('a batch that must not begin', () => {
  it('is refused before anything is read', async () => {
    let read = 0;
    const source = (function* () {
      read++;
      yield* documents(1);
    })();
    const late = sealMany(source, {
      signer: createMockSigner(world.seal),
      format: toyFormat(),
      now: () => new Date('2099-01-01'),
    });
    await expect(late.next()).rejects.toMatchObject({ code: 'CERTIFICATE_NOT_VALID_NOW' });
    expect(read).toBe(0);
  });
});
