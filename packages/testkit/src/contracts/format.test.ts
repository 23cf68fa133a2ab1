import {
  CoreError,
  createSealedDocument,
  type PreparedDocument,
  readAll,
  type SealFormat,
} from '@eseal/core';
import { requireDocument } from '@eseal/core/container';
import { describe, expect, it } from 'vitest';
import { createMockSigner } from '../mock-signer.ts';
import { createGoodWorld } from '../pki/worlds/good.ts';
import { type FormatContract, testFormat } from './format.ts';
import type { TestFramework } from './framework.ts';

const world = await createGoodWorld();
const certificate = createMockSigner(world.seal).certificates[0];
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const sha256 = async (bytes: Uint8Array): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', Uint8Array.from(bytes)));

interface Toy extends PreparedDocument {
  readonly document: Uint8Array;
}

/** The simplest format: one byte for the length of the value, the value, and the document. What is signed is its digest. */
function toy(): SealFormat<Toy> {
  const restore: SealFormat<Toy>['restore'] = async (state, source) => {
    const document = await readAll(requireDocument(source));
    const digest = await sha256(document);
    if (state.length !== 32) throw new CoreError('STATE_INVALID', 'not a state');
    if (digest.some((byte, at) => byte !== state[at]))
      throw new CoreError('DOCUMENT_CHANGED', 'another document');
    return { document, dataToBeSigned: digest, documentDigest: digest };
  };
  return {
    name: 'toy',
    parameters: {},
    async prepare(source) {
      const document = await readAll(requireDocument(source));
      const digest = await sha256(document);
      return { document, dataToBeSigned: digest, documentDigest: digest };
    },
    async assemble({ document }, value) {
      return createSealedDocument('application/x-toy', [Uint8Array.of(value.length), value, document]);
    },
    augment: () => Promise.reject(new CoreError('INVALID_ARGUMENT', 'B-B only')),
    store: ({ documentDigest }) => documentDigest,
    restore,
  };
}

async function verify(sealed: Uint8Array): Promise<boolean> {
  const [length = 0] = sealed;
  const digest = await sha256(sealed.subarray(1 + length));
  return certificate.publicKey.verify('ecdsa-sha256', digest, sealed.subarray(1, 1 + length));
}

const contract: FormatContract<Toy> = {
  format: toy,
  signer: async () => createMockSigner(world.seal),
  document: async () => bytesOf('請求書'),
  otherDocument: async () => bytesOf('見積書'),
  verify,
};

testFormat(contract, { describe, expect, it });

/** Runs the suite apart from vitest's own and names the tests that fail. */
async function failures(altered: Partial<FormatContract<Toy>>): Promise<readonly string[]> {
  const tests: { readonly name: string; readonly test: () => Promise<void> }[] = [];
  const framework: TestFramework = {
    describe: (_, define) => define(),
    it: (name, test) => tests.push({ name, test }),
    expect,
  };
  testFormat({ ...contract, ...altered }, framework);
  const failed: string[] = [];
  for (const { name, test } of tests) await test().catch(() => failed.push(name));
  return failed;
}

const altered = (changes: Partial<SealFormat<Toy>>): Partial<FormatContract<Toy>> => ({
  format: () => ({ ...toy(), ...changes }),
});

describe('the SealFormat contract', () => {
  it('is not met by a format that signs something at random', async () => {
    const prepare: SealFormat<Toy>['prepare'] = async (source, context) => {
      const prepared = await toy().prepare(source, context);
      return { ...prepared, dataToBeSigned: crypto.getRandomValues(new Uint8Array(32)) };
    };
    const failed = await failures(altered({ prepare }));
    expect(failed).toContain('prepares the same bytes from the same inputs');
    expect(failed).toContain('seals what then verifies');
  });

  it('is not met by a format that signs the same for every document', async () => {
    const prepare: SealFormat<Toy>['prepare'] = async (source, context) => ({
      ...(await toy().prepare(source, context)),
      dataToBeSigned: new Uint8Array(32),
    });
    expect(await failures(altered({ prepare }))).toContain('prepares other bytes for another document');
  });

  it('is not met by a verifier that says yes to everything', async () => {
    expect(await failures({ verify: async () => true })).toEqual([
      'makes seals that do not verify with one bit of the document changed',
      'makes seals that do not verify with one bit of the signature value changed',
    ]);
  });

  it('is not met by a format that restores anything', async () => {
    const restore: SealFormat<Toy>['restore'] = async (_, source) => {
      const document = await readAll(requireDocument(source));
      const digest = await sha256(document);
      return { document, dataToBeSigned: digest, documentDigest: digest };
    };
    expect(await failures(altered({ restore }))).toEqual([
      'refuses another document with DOCUMENT_CHANGED',
      'refuses a document with one bit changed with DOCUMENT_CHANGED',
      'refuses bytes that are not a state with STATE_INVALID',
    ]);
  });

  it('is not met by a format that changes the document it is given', async () => {
    const prepare: SealFormat<Toy>['prepare'] = async (source, context) => {
      if (source instanceof Uint8Array) source[0] = 0;
      return toy().prepare(source, context);
    };
    expect(await failures(altered({ prepare }))).toContain('leaves the document as it was');
  });
});
