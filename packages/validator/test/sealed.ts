/** Documents sealed by the SDK in a world. */
import {
  type AdesLevel,
  type DocumentSource,
  type MaterialSource,
  type PreparedDocument,
  type SealFormat,
  seal,
} from '@eseal/core';
import { createTimestampClient, type TimestampSource } from '@eseal/core/timestamp';
import { parseCertificate } from '@eseal/core/x509';
import { createWebCryptoSigner } from '@eseal/signer-webcrypto';
import type { Entity, World } from '@eseal/testkit';

/** The bytes of a document sealed by an entity of a world, at the world's time. */
export async function sealedBy<Prepared extends PreparedDocument>(
  world: World,
  document: DocumentSource,
  format: SealFormat<Prepared>,
  options: {
    readonly adesLevel?: AdesLevel;
    readonly entity?: Entity;
    readonly material?: MaterialSource;
    /** Default the world's authority. */
    readonly timestamps?: TimestampSource;
    readonly contentTimestamps?: readonly TimestampSource[];
  } = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const { entity = world.seal, adesLevel = 'B-B', contentTimestamps, material } = options;
  const certificates = entity.chain.map((der) => parseCertificate(der));
  const signer = await createWebCryptoSigner({ key: entity.privateKey, certificates });
  const sealed = await seal(document, {
    signer,
    format,
    adesLevel,
    ...(material && { material }),
    ...(contentTimestamps && { contentTimestamps }),
    timestamps:
      options.timestamps ??
      createTimestampClient({ url: world.urls.tsa, transport: world.transport, now: () => world.now }),
    signingTime: world.now,
    now: () => world.now,
  });
  return Uint8Array.from(await sealed.toBytes());
}
