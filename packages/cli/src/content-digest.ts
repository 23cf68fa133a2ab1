/** Documents of which only the digest is known. */
import { fromHex } from '@eseal/core';
import type { DetachedContent } from '@eseal/core/container';
import { DIGEST_ALGORITHMS } from '@eseal/core/crypto';
import { CliError } from './errors.ts';

/**
 * `ALGORITHM:HEX`, the algorithm named as OpenSSL or the standards do; with `NAME=` before it where seals refer to their
 * documents by name.
 *
 * @throws CliError `USAGE`
 */
export function parseContentDigest(text: string): DetachedContent {
  const [, name, algorithm = '', hex = ''] = /^(?:(.+)=)?([^:=]+):([0-9a-fA-F]+)$/s.exec(text) ?? [];
  const row = DIGEST_ALGORITHMS.find((one) =>
    [one.openssl, one.name.toLowerCase()].includes(algorithm.toLowerCase()),
  );
  const digest = fromHex(hex);
  if (row === undefined || digest?.length !== row.length) {
    throw new CliError('USAGE', `--content-digest ${text} is not ALGORITHM:HEX`);
  }
  return { ...(name !== undefined && { name }), source: { algorithm: row.name, digest } };
}
