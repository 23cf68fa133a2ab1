/**
 * Does what is tried with a PDF of the corpus.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { assertNever, isEsealError, type Signer, seal } from '@eseal/core';
import { createTimestampClient, type TimestampSource } from '@eseal/core/timestamp';
import { addSignatureField, type PadesOptions, pades, readSignatureFields } from '@eseal/formats/pades';
import { createPkcs8Signer, createWebCryptoSigner } from '@eseal/signer-webcrypto';
import { addDays, createGoodWorld, systemClock } from '@eseal/testkit';
import type { SealedFile } from '../judges/verdict.ts';
import { trustIn } from '../lib/sealing-world.ts';
import type { Workbench } from '../lib/workbench.ts';
import type { Attempt, SealerName } from './attempts.ts';
import type { CorpusPdf } from './manifest.ts';

/** What the PDFs are sealed with. */
export interface CorpusWorld {
  readonly signers: Readonly<Record<SealerName, Signer>>;
  readonly timestamps: TimestampSource;
  readonly trust: SealedFile['trust'];
}

/** Makes the world; its services are in this process. */
export async function createCorpusWorld(bench: Workbench): Promise<CorpusWorld> {
  const alice = {
    name: 'alice',
    issuer: 'issuing-ca',
    subject: [
      { C: 'JP' },
      { O: '株式会社サンプル' },
      { organizationIdentifier: 'NTRJP-1555666777888' },
      { CN: 'Alice' },
    ],
    profile: { kind: 'seal', policies: [{ oid: '2.999.1.1' }] },
    notBefore: addDays(new Date(), -10),
    notAfter: addDays(new Date(), 700),
  } as const;
  const keyOf = { seal: 'rsa-2048' } as const;
  const world = await createGoodWorld({ now: systemClock, keyOf, entities: [alice] });
  const { privateKey, pkcs8, chain } = world.seal;
  const certificates = [...chain];
  const other = world.entity('alice');
  return {
    signers: {
      usual: await createWebCryptoSigner({ key: privateKey, certificates }),
      'with SHA-512': await createPkcs8Signer({
        privateKey: pkcs8,
        certificates,
        algorithms: ['rsa-sha512'],
      }),
      Alice: await createWebCryptoSigner({ key: other.privateKey, certificates: [...other.chain] }),
    },
    timestamps: createTimestampClient({ url: world.urls.tsa, transport: world.transport }),
    trust: trustIn(world, bench, 'corpus'),
  };
}

/** What an attempt came to: the code of a refusal, or what was made. */
export type Result =
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'opened' }
  | { readonly kind: 'field added'; readonly bytes: Uint8Array }
  | { readonly kind: 'sealed'; readonly bytes: Uint8Array };

/** A corner that no field of the corpus covers. */
const PLACE = { x: 1, y: 1, width: 8, height: 4 };

/** Makes an attempt; an error that is none of ours fails the test. */
export async function perform(world: CorpusWorld, pdf: CorpusPdf, attempt: Attempt): Promise<Result> {
  const document = new Uint8Array(readFileSync(pdf.path));
  try {
    return await carryOut(world, document, pdf, attempt);
  } catch (error) {
    if (!isEsealError(error)) throw error;
    return { kind: 'refused', code: error.code };
  }
}

async function carryOut(
  world: CorpusWorld,
  document: Uint8Array,
  pdf: CorpusPdf,
  { operation, options, page = 1, sealer = 'usual' }: Attempt,
): Promise<Result> {
  const signer = world.signers[sealer];
  const fieldPlace = { ...PLACE, page };
  switch (operation) {
    case 'open':
      await readSignatureFields(document, options);
      return { kind: 'opened' };
    case 'seal':
      return { kind: 'sealed', bytes: await sealBy(signer, document, options) };
    case 'certify and seal': {
      const [first, second] = pdf.emptyFields;
      const certified = await sealBy(signer, document, { ...options, fieldName: first ?? '', certify: 2 });
      return {
        kind: 'sealed',
        bytes: await sealBy(signer, certified, { ...options, fieldName: second ?? '' }),
      };
    }
    case 'add field':
      return { kind: 'field added', bytes: await added(document, 'Added', fieldPlace, options) };
    case 'add overlapping field': {
      const once = await added(document, 'Added', fieldPlace, options);
      return {
        kind: 'field added',
        bytes: await added(once, 'Overlapping', { ...fieldPlace, x: 5 }, options),
      };
    }
    default:
      return assertNever(operation);
  }
}

async function added(
  document: Uint8Array,
  name: string,
  place: typeof PLACE & { readonly page: number },
  { password, repair, allowHybridReferences }: PadesOptions,
): Promise<Uint8Array> {
  const options = {
    place,
    ...(password !== undefined && { password }),
    ...(repair !== undefined && { repair }),
    ...(allowHybridReferences !== undefined && { allowHybridReferences }),
  };
  return (await addSignatureField(document, name, options)).toBytes();
}

async function sealBy(signer: Signer, document: Uint8Array, options: PadesOptions): Promise<Uint8Array> {
  return (await seal(document, { signer, format: pades(options) })).toBytes();
}

/** Seals what is sealed once more, at B-T: in an empty field where there is one left, else in a new one. */
export async function sealAgain(
  { signers, timestamps }: CorpusWorld,
  sealed: Uint8Array,
  { options }: Attempt,
): Promise<Result> {
  const { password, allowHybridReferences = false } = options;
  const opening = password === undefined ? {} : { password };
  try {
    const empty = (await readSignatureFields(sealed, opening)).find(({ state }) => state === 'empty');
    const format = pades({ ...opening, allowHybridReferences, ...(empty && { fieldName: empty.name }) });
    const adesLevel = 'B-T';
    const twice = await seal(sealed, { signer: signers.usual, format, adesLevel, timestamps });
    return { kind: 'sealed', bytes: await twice.toBytes() };
  } catch (error) {
    if (!isEsealError(error)) throw error;
    return { kind: 'refused', code: error.code };
  }
}
