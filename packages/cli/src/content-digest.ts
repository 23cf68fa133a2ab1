/** Documents of which only the digest is known. */
import { fromHex } from '@eseal/core';
import { DIGEST_ALGORITHMS, type DigestAlgorithm } from '@eseal/core/crypto';
import { CliError } from './errors.ts';

/**
 * `ALGORITHM:HEX`, the algorithm named as OpenSSL or the standards do.
 *
 * @throws CliError `USAGE`
 */
export function parseContentDigest(text: string): {
  readonly algorithm: DigestAlgorithm;
  readonly digest: Uint8Array;
} {
  const [, name = '', hex = ''] = /^([^:]+):([0-9a-fA-F]+)$/.exec(text) ?? [];
  const row = DIGEST_ALGORITHMS.find((one) =>
    [one.openssl, one.name.toLowerCase()].includes(name.toLowerCase()),
  );
  const digest = fromHex(hex);
  if (row === undefined || digest?.length !== row.length) {
    throw new CliError('USAGE', `--content-digest ${text} is not ALGORITHM:HEX`);
  }
  return { algorithm: row.name, digest };
}
