/**
 * What every SealFormat must do.
 *
 * @module
 */
import {
  completeSeal,
  equalBytes,
  type PreparedDocument,
  prepareSeal,
  type SealFormat,
  type Signer,
  seal,
} from '@eseal/core';
import { flipBit, indexOfBytes, truncate } from '../tamper.ts';
import { rejectionCode, type TestFramework } from './framework.ts';

/** What the suite needs to know about a format. */
export interface FormatContract<Prepared extends PreparedDocument = PreparedDocument> {
  /** A new instance, always with equal options. */
  format(): SealFormat<Prepared>;
  /** The Signer to seal with, such as a mock signer. */
  signer(): Promise<Signer>;
  /** A document of the format's kind. */
  document(): Promise<Uint8Array>;
  /** Another document of that kind. */
  otherDocument(): Promise<Uint8Array>;
  /**
   * Whether a sealed document verifies, judged by anything; throwing counts as no.
   *
   * @param document - the document beside a detached seal
   */
  verify(sealed: Uint8Array, document: Uint8Array): Promise<boolean>;
  /**
   * A container with a change in the document inside it. Needed where the document stands in it neither as it is nor
   * beside it.
   */
  changeInside?(sealed: Uint8Array): Uint8Array;
  /** The time at which it is sealed. Default the present. */
  readonly now?: Date;
}

const STATE_KEY = new Uint8Array(32).fill(0x5e);

/**
 * Defines the suite: what is sealed verifies, and does not with one bit changed in it; the bytes to be signed depend on
 * the inputs alone; an interrupted seal is completed by another instance, and refuses another document or a changed state.
 *
 * @example
 * ```ts
 * import { cades } from '@eseal/formats/cades';
 * import { createGoodWorld, createMockSigner, testFormat } from '@eseal/testkit';
 * import { describe, expect, it } from 'vitest';
 *
 * testFormat(
 *   {
 *     format: () => cades(),
 *     signer: async () => createMockSigner((await createGoodWorld()).seal),
 *     document: async () => new TextEncoder().encode('請求書'),
 *     otherDocument: async () => new TextEncoder().encode('見積書'),
 *     verify: async (sealed) => sealed.length > 0, // your verifier
 *   },
 *   { describe, expect, it },
 * );
 * ```
 */
export function testFormat<Prepared extends PreparedDocument>(
  contract: FormatContract<Prepared>,
  framework: TestFramework,
): void {
  framework.describe('SealFormat contract', () => {
    defineSealing(contract, framework);
    definePreparation(contract, framework);
    defineInterruption(contract, framework);
  });
}

function defineSealing<Prepared extends PreparedDocument>(
  contract: FormatContract<Prepared>,
  { it, expect }: TestFramework,
): void {
  it('seals what then verifies', async () => {
    const { document, sealed } = await sealOne(contract);
    expect(await verified(contract, sealed, document)).toBe(true);
  });

  it('makes seals that do not verify with one bit of the document changed', async () => {
    const { document, sealed } = await sealOne(contract);
    const [changedSealed, changedDocument] =
      contract.changeInside === undefined
        ? changeDocument(sealed, document)
        : [contract.changeInside(sealed), document];
    expect(await verified(contract, changedSealed, changedDocument)).toBe(false);
  });

  it('makes seals that do not verify with one bit of the signature value changed', async () => {
    const { document, format, prepared, value } = await prepareOne(contract);
    // The last byte is a digit of a number in values of every form.
    const sealed = await format.assemble(prepared, flipBit(value, -1), { adesLevel: 'B-B' });
    expect(await verified(contract, await sealed.toBytes(), document)).toBe(false);
  });
}

function definePreparation<Prepared extends PreparedDocument>(
  contract: FormatContract<Prepared>,
  { it, expect }: TestFramework,
): void {
  it('prepares the same bytes from the same inputs', async () => {
    const first = await prepareOne(contract);
    const second = await prepareOne(contract, first.signer);
    expect(second.prepared.dataToBeSigned).toEqual(first.prepared.dataToBeSigned);
  });

  it('prepares other bytes for another document', async () => {
    const first = await prepareOne(contract);
    const document = await contract.otherDocument();
    const second = await prepareOne({ ...contract, document: async () => document }, first.signer);
    expect(equalBytes(second.prepared.dataToBeSigned, first.prepared.dataToBeSigned)).toBe(false);
  });

  it('assembles the same container twice from one preparation', async () => {
    const { format, prepared, value } = await prepareOne(contract);
    const [first, second] = [
      await format.assemble(prepared, value, { adesLevel: 'B-B' }),
      await format.assemble(prepared, value, { adesLevel: 'B-B' }),
    ];
    expect(await second.toBytes()).toEqual(await first.toBytes());
  });

  it('leaves the document as it was', async () => {
    const before = Uint8Array.from(await contract.document());
    const document = Uint8Array.from(before);
    await prepareOne({ ...contract, document: async () => document });
    expect(equalBytes(document, before)).toBe(true);
  });
}

function defineInterruption<Prepared extends PreparedDocument>(
  contract: FormatContract<Prepared>,
  { it, expect }: TestFramework,
): void {
  it('completes an interrupted seal from its stored state in another instance', async () => {
    const { document, format, prepared, value } = await prepareOne(contract);
    const restored = await contract.format().restore(format.store(prepared), document);
    expect(restored.dataToBeSigned).toEqual(prepared.dataToBeSigned);
    const sealed = await contract.format().assemble(restored, value, { adesLevel: 'B-B' });
    expect(await verified(contract, await sealed.toBytes(), document)).toBe(true);
  });

  it('refuses another document with DOCUMENT_CHANGED', async () => {
    const { format, prepared } = await prepareOne(contract);
    const state = format.store(prepared);
    expect(await rejectionCode(format.restore(state, await contract.otherDocument()))).toBe(
      'DOCUMENT_CHANGED',
    );
  });

  it('refuses a document with one bit changed with DOCUMENT_CHANGED', async () => {
    const { document, format, prepared } = await prepareOne(contract);
    const state = format.store(prepared);
    expect(await rejectionCode(format.restore(state, flipBit(document)))).toBe('DOCUMENT_CHANGED');
  });

  it('refuses bytes that are not a state with STATE_INVALID', async () => {
    const { document, format, prepared } = await prepareOne(contract);
    const state = format.store(prepared);
    for (const bytes of [new Uint8Array(), Uint8Array.of(0x30, 0x80), truncate(state)]) {
      expect(await rejectionCode(format.restore(bytes, document))).toBe('STATE_INVALID');
    }
  });

  it('lets the pipeline complete what it prepared, and refuse a changed state with STATE_INVALID', async () => {
    const { document, signer, state, value } = await prepareWithPipeline(contract);
    const options = { format: contract.format(), certificates: signer.certificates, stateKey: STATE_KEY };
    const sealed = await completeSeal(document, state, value, options);
    expect(await verified(contract, await sealed.toBytes(), document)).toBe(true);
    for (const at of [0, state.length >> 1, state.length - 1]) {
      const changed = completeSeal(document, flipBit(state, at), value, options);
      expect(await rejectionCode(changed)).toBe('STATE_INVALID');
    }
  });
}

async function sealOne<Prepared extends PreparedDocument>(
  contract: FormatContract<Prepared>,
): Promise<{ readonly document: Uint8Array; readonly sealed: Uint8Array }> {
  const document = await contract.document();
  const signer = await contract.signer();
  const sealed = await seal(document, { signer, format: contract.format(), now: clockOf(contract) });
  return { document, sealed: await sealed.toBytes() };
}

async function prepareOne<Prepared extends PreparedDocument>(
  contract: FormatContract<Prepared>,
  given?: Signer,
): Promise<{
  readonly document: Uint8Array;
  readonly format: SealFormat<Prepared>;
  readonly prepared: Prepared;
  readonly signer: Signer;
  readonly value: Uint8Array;
}> {
  const signer = given ?? (await contract.signer());
  const format = contract.format();
  const document = await contract.document();
  const [algorithm] = signer.algorithms;
  if (algorithm === undefined) throw new TypeError('the signer names no algorithm');
  const prepared = await format.prepare(document, {
    certificates: signer.certificates,
    algorithm,
    adesLevel: 'B-B',
    signingTime: contract.now ?? signer.certificates[0].notBefore,
    timestampSize: 0,
  });
  const [value] = await signer.sign([{ dataToBeSigned: prepared.dataToBeSigned, algorithm }]);
  if (value === undefined) throw new TypeError('the signer returned no value');
  return { document, format, prepared, signer, value };
}

async function prepareWithPipeline<Prepared extends PreparedDocument>(
  contract: FormatContract<Prepared>,
): Promise<{
  readonly document: Uint8Array;
  readonly signer: Signer;
  readonly state: Uint8Array;
  readonly value: Uint8Array;
}> {
  const signer = await contract.signer();
  const document = await contract.document();
  const { dataToBeSigned, algorithm, state } = await prepareSeal(document, {
    signer,
    format: contract.format(),
    stateKey: STATE_KEY,
    now: clockOf(contract),
  });
  const [value] = await signer.sign([{ dataToBeSigned, algorithm }]);
  if (value === undefined) throw new TypeError('the signer returned no value');
  return { document, signer, state, value };
}

function clockOf({ now }: Pick<FormatContract, 'now'>): () => Date {
  return () => now ?? new Date();
}

/** One bit changed: inside the container when it holds the document as it is, else in the document beside it. */
function changeDocument(sealed: Uint8Array, document: Uint8Array): readonly [Uint8Array, Uint8Array] {
  const at = indexOfBytes(sealed, document);
  const middle = document.length >> 1;
  return at < 0 ? [sealed, flipBit(document, middle)] : [flipBit(sealed, at + middle), document];
}

async function verified<Prepared extends PreparedDocument>(
  contract: FormatContract<Prepared>,
  sealed: Uint8Array,
  document: Uint8Array,
): Promise<boolean> {
  try {
    return await contract.verify(sealed, document);
  } catch {
    return false;
  }
}
