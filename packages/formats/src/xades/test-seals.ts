/**
 * Seals for tests, and a check of seals that uses of this folder only the parser.
 *
 * @module
 */
import { type DocumentSource, type SealedDocument, type SealOptions, seal, utf8 } from '@eseal/core';
import type { DetachedContent } from '@eseal/core/container';
import { createTimestampClient, type TimestampSource } from '@eseal/core/timestamp';
import { createGoodWorld, createMockSigner, type GoodWorldOptions, type World } from '@eseal/testkit';
import { sealHolds } from '../cades/test-seals.ts';
import type { XadesOptions } from './options.ts';
import { parseXades } from './parse/parse.ts';
import type { PreparedXades } from './prepare.ts';
import { xades } from './xades.ts';

/** Seals with the key of a good world. */
export interface TestSealer {
  readonly world: World;
  readonly timestamps: TimestampSource;
  seal(
    document: DocumentSource,
    options?: XadesOptions,
    pipeline?: Partial<SealOptions<PreparedXades>>,
  ): Promise<SealedDocument>;
  /** The same, as bytes. */
  sealed(
    document: DocumentSource | string,
    options?: XadesOptions,
    pipeline?: Partial<SealOptions<PreparedXades>>,
  ): Promise<Uint8Array>;
}

/** A sealer with a world of its own. */
export async function createTestSealer(options: GoodWorldOptions = {}): Promise<TestSealer> {
  const world = await createGoodWorld(options);
  const signer = createMockSigner(world.seal);
  const now = (): Date => world.now;
  const timestamps = createTimestampClient({ url: world.urls.tsa, transport: world.transport, now });
  const sealWith: TestSealer['seal'] = (document, xadesOptions, pipeline) =>
    seal(document, { signer, format: xades(xadesOptions), now, timestamps, ...pipeline });
  return {
    world,
    timestamps,
    seal: sealWith,
    sealed: async (document, ...given) => {
      const source = typeof document === 'string' ? utf8(document) : document;
      return (await sealWith(source, ...given)).toBytes();
    },
  };
}

/** Whether each signature of a document holds: digests, value, certificate reference, timestamps. */
export async function checkSeals(
  sealed: Uint8Array | string,
  contents: readonly DetachedContent[] = [],
): Promise<readonly boolean[]> {
  const source = typeof sealed === 'string' ? utf8(sealed) : sealed;
  const { signatures } = await parseXades(source, { contents });
  return Promise.all(signatures.map(sealHolds));
}

/** The text of a document. */
export function textOf(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}
