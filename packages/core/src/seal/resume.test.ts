import { createGoodWorld, createMockSigner } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { parseToySeal, toyFormat } from '../../test/toy-format.ts';
import { createTimestampClient } from '../timestamp/client.ts';
import { utf8 } from '../util/bytes.ts';
import { type CompleteSealOptions, completeSeal, prepareSeal } from './resume.ts';
import { seal } from './seal.ts';

const NOW = new Date('2026-11-01T09:00:00Z');
const now = (): Date => NOW;
const world = await createGoodWorld({ now: NOW });
const signer = createMockSigner(world.seal);
const stateKey = new Uint8Array(32).fill(3);
const document = utf8('契約書');
const timestamps = createTimestampClient({ url: world.urls.tsa, transport: world.transport, now });

const prepared = await prepareSeal(document, { signer, format: toyFormat(), stateKey, now });
const [value = new Uint8Array()] = await signer.sign([prepared]);
const options = (): CompleteSealOptions => ({
  certificates: signer.certificates,
  format: toyFormat(),
  stateKey,
});

describe('sealing in two halves', () => {
  it('makes the same seal as at once', async () => {
    const inHalves = await completeSeal(document, prepared.state, value, options());
    const atOnce = await seal(document, { signer, format: toyFormat(), now });
    const { data } = parseToySeal(await inHalves.toBytes());
    expect(data).toEqual(parseToySeal(await atOnce.toBytes()).data);
    expect(data).toEqual(prepared.dataToBeSigned);
  });

  it('signs nothing in the first half, and needs no Signer for it', async () => {
    const watched = createMockSigner(world.seal);
    await prepareSeal(document, { signer: watched, format: toyFormat(), stateKey, now });
    expect(watched.calls).toEqual([]);
    const { certificates, algorithms } = signer;
    const bare = await prepareSeal(document, {
      signer: { certificates, algorithms },
      format: toyFormat(),
      stateKey,
      now,
    });
    expect(bare.dataToBeSigned).toEqual(prepared.dataToBeSigned);
  });

  it('stamps in the second half', async () => {
    const level = { adesLevel: 'B-T', timestamps } as const;
    const first = await prepareSeal(document, { signer, format: toyFormat(), stateKey, now, ...level });
    const [signed = new Uint8Array()] = await signer.sign([first]);
    const sealed = await completeSeal(document, first.state, signed, { ...options(), ...level });
    expect(parseToySeal(await sealed.toBytes()).token.length).toBeGreaterThan(1000);
  });

  it('refuses in the first half what sealing refuses', async () => {
    const late = prepareSeal(document, {
      signer,
      format: toyFormat(),
      stateKey,
      now: () => new Date('2099-01-01'),
    });
    await expect(late).rejects.toMatchObject({ code: 'CERTIFICATE_NOT_VALID_NOW' });
    const short = prepareSeal(document, { signer, format: toyFormat(), stateKey: stateKey.subarray(1), now });
    await expect(short).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
  });
});

describe('the second half refuses', () => {
  it.each<[string, Partial<CompleteSealOptions>]>([
    ['format', { format: toyFormat({ mark: 'another' }) }],
    ['format', { format: { ...toyFormat(), name: 'another' } }],
    ['adesLevel', { adesLevel: 'B-T', timestamps }],
    ['certificates', { certificates: [signer.certificates[0]] }],
  ])('another %s', async (parameter, changed) => {
    const completed = completeSeal(document, prepared.state, value, { ...options(), ...changed });
    await expect(completed).rejects.toMatchObject({ code: 'STATE_PARAMETERS_DIFFER', facts: { parameter } });
  });

  it('another document', async () => {
    const completed = completeSeal(utf8('契約書 '), prepared.state, value, options());
    await expect(completed).rejects.toMatchObject({ code: 'DOCUMENT_CHANGED' });
  });

  it('another value: altered, of other data, of another key, or none', async () => {
    const [other = new Uint8Array()] = await signer.sign([{ ...prepared, dataToBeSigned: utf8('other') }]);
    const foreign = await world.tsa.key.sign(prepared.dataToBeSigned);
    const altered = value.map((byte, at) => (at === value.length - 1 ? byte ^ 1 : byte));
    for (const wrong of [other, foreign, altered, new Uint8Array()])
      await expect(completeSeal(document, prepared.state, wrong, options())).rejects.toMatchObject({
        code: 'SIGNATURE_VALUE_INVALID',
      });
  });

  it('a state that was altered, or is of another key', async () => {
    const altered = prepared.state.map((byte, at) => (at === 40 ? byte ^ 1 : byte));
    await expect(completeSeal(document, altered, value, options())).rejects.toMatchObject({
      code: 'STATE_INVALID',
    });
    const otherKey = { ...options(), stateKey: new Uint8Array(32).fill(4) };
    await expect(completeSeal(document, prepared.state, value, otherKey)).rejects.toMatchObject({
      code: 'STATE_INVALID',
    });
  });
});
