import { toHex } from '@eseal/core';
import { digestBytes } from '@eseal/core/crypto';
import { describe, expect, it } from 'vitest';
import { goodWorld } from '../../test/judging.ts';
import { CONTENT, parsedSeal, timestampOver } from '../../test/parsed-seal.ts';
import { createCertificatePool } from '../path/certificate-pool.ts';
import { openContainerFacts } from './container-facts.ts';

const context = (changes: Partial<Parameters<typeof openContainerFacts>[2]> = {}) => ({
  pool: createCertificatePool(),
  supplied: [],
  checkpoint: (): void => undefined,
  ...changes,
});

describe('openContainerFacts', () => {
  it('digests the document and collects the facts of its seals and timestamps', async () => {
    const world = await goodWorld();
    const plain = await parsedSeal(world.seal);
    const parsed = { ...plain, timestamps: [await timestampOver(world, plain.signature.value)] };
    const own = await timestampOver(world, CONTENT, { type: 'document' });
    const container = { format: 'cades', signatures: [parsed], timestamps: [own], findings: [] } as const;
    const facts = await openContainerFacts(container, CONTENT, context());
    expect(facts.sha256).toBe(toHex(await digestBytes('SHA-256', CONTENT)));
    const seal = await facts.collectSeal(parsed);
    expect(seal.signature.value).toEqual({ kind: 'intact' });
    expect(seal.timestamps).toMatchObject([{ kind: 'read', imprintIntact: true }]);
    expect(await facts.collectTimestamp(own)).toMatchObject({ kind: 'read', imprintIntact: true });
  });

  it('finds the certificate of a seal that carries none among those of the caller', async () => {
    const world = await goodWorld();
    const parsed = await parsedSeal(world.seal, { certificates: [] });
    const container = { format: 'cades', signatures: [parsed], timestamps: [], findings: [] } as const;
    const without = await openContainerFacts(container, CONTENT, context());
    expect((await without.collectSeal(parsed)).signature.value).toEqual({ kind: 'no-key' });
    const pool = createCertificatePool();
    const supplied = pool.add([world.tsa.certificate, world.seal.certificate]);
    const facts = await openContainerFacts(container, CONTENT, context({ pool, supplied }));
    expect((await facts.collectSeal(parsed)).signature.value).toEqual({ kind: 'intact' });
  });

  it('leaves the others as they are when one token cannot be read', async () => {
    const world = await goodWorld();
    const plain = await parsedSeal(world.seal);
    const broken = { id: 'T-1', type: 'signature', token: new Uint8Array(4), input: undefined } as const;
    const parsed = { ...plain, timestamps: [broken] };
    const container = { format: 'cades', signatures: [parsed], timestamps: [], findings: [] } as const;
    const facts = await openContainerFacts(container, CONTENT, context());
    const seal = await facts.collectSeal(parsed);
    expect(seal.timestamps).toMatchObject([{ kind: 'unreadable' }]);
    expect(seal.signature.value).toEqual({ kind: 'intact' });
  });
});
