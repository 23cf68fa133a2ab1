/**
 * A world with a key, and everything sealed with it by one format.
 *
 * @module
 */
import {
  type DocumentSource,
  type PreparedDocument,
  type SealedDocument,
  type SealFormat,
  type SealOptions,
  seal,
  utf8,
} from '@eseal/core';
import type { ContentDigest } from '@eseal/core/container';
import { createTimestampClient, type TimestampSource } from '@eseal/core/timestamp';
import { createGoodWorld, createMockSigner, type GoodWorldOptions, type World } from '@eseal/testkit';

/** Seals with the key of a world, in its time. */
export interface FormatSealer<Options, Prepared extends PreparedDocument> {
  readonly world: World;
  readonly timestamps: TimestampSource;
  seal(
    document: DocumentSource | ContentDigest,
    options?: Options,
    pipeline?: Partial<SealOptions<Prepared>>,
  ): Promise<SealedDocument>;
  /** The same, as bytes. */
  sealed(
    document: DocumentSource | ContentDigest | string,
    options?: Options,
    pipeline?: Partial<SealOptions<Prepared>>,
  ): Promise<Uint8Array>;
}

/** A sealer with a world of its own. */
export async function createFormatSealer<Options, Prepared extends PreparedDocument>(
  createFormat: (options?: Options) => SealFormat<Prepared>,
  worldOptions: GoodWorldOptions,
): Promise<FormatSealer<Options, Prepared>> {
  const world = await createGoodWorld(worldOptions);
  const signer = createMockSigner(world.seal);
  const now = (): Date => world.now;
  const timestamps = createTimestampClient({ url: world.urls.tsa, transport: world.transport, now });
  const sealWith: FormatSealer<Options, Prepared>['seal'] = (document, options, pipeline) =>
    seal(document, { signer, format: createFormat(options), now, timestamps, ...pipeline });
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
