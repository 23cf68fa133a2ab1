/**
 * What all chunks of a batch share.
 *
 * @module
 */
import { CoreError } from '../errors.ts';
import type { PrepareContext, PreparedDocument } from '../seal/format.ts';
import { createPrepareContext } from '../seal/seal.ts';
import type { CallOptions } from '../seal/signer.ts';
import { assertNumbers } from './assert-numbers.ts';
import { createCertificateWatch } from './certificate-watch.ts';
import { type ManifestCheck, openManifestCheck } from './manifest-check.ts';
import { bindJournal } from './record.ts';
import type { SealManyOptions } from './seal-many-options.ts';

/** A batch that was not refused. */
export interface SealRun<Prepared extends PreparedDocument> {
  readonly context: PrepareContext;
  readonly list: ManifestCheck | undefined;
  /** Rejects when nothing more may be sealed. */
  readonly watchCertificate: (options: CallOptions) => Promise<void>;
  readonly now: () => Date;
  readonly options: SealManyOptions<Prepared>;
}

const TEN_MINUTES = 600_000;

/**
 * Refuses what must not begin, before anything is read.
 *
 * @throws what `seal` throws before it prepares; CoreError `INVALID_ARGUMENT`, `MANIFEST_DIFFERS`, `RECORD_FAILED`
 */
export async function openSealRun<Prepared extends PreparedDocument>(
  options: SealManyOptions<Prepared>,
): Promise<SealRun<Prepared>> {
  const { certificateCheckIntervalMs, checkCertificate, chunkSize, manifest, record, retry } = options;
  assertNumbers({ ...retry, certificateCheckIntervalMs, chunkSize });
  const context = await createPrepareContext(options);
  const now = options.now ?? (() => new Date());
  if (record !== undefined) {
    if (manifest === undefined)
      throw new CoreError('INVALID_ARGUMENT', 'a record is of a frozen list: give the manifest with it');
    await bindJournal(record, manifest, now());
  }
  return {
    context,
    list: manifest && openManifestCheck(manifest),
    watchCertificate: createCertificateWatch({
      certificate: context.certificates[0],
      now,
      check: checkCertificate,
      intervalMs: certificateCheckIntervalMs ?? TEN_MINUTES,
    }),
    now,
    options,
  };
}
