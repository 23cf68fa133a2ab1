/**
 * A Signer from a PKCS #12 file.
 *
 * @module
 */
import { CoreError, equalBytes, type Signer } from '@eseal/core';
import { chooseAlgorithms, type SignatureAlgorithm } from '@eseal/core/crypto';
import { type CertificateInput, toCertificates } from '@eseal/core/x509';
import { createSigner } from './create-signer.ts';
import type { WebCrypto } from './key-ring.ts';
import { type PasswordInput, withPassword } from './password.ts';
import { createWorkBudget } from './pbe/budget.ts';
import { importKeyRing } from './pkcs8/import-key.ts';
import { decryptPrivateKey } from './pkcs8/open-private-key.ts';
import { parsePrivateKeyInfo } from './pkcs8/private-key-info.ts';
import type { Bag } from './pkcs12/bags.ts';
import { openPkcs12 } from './pkcs12/open-pkcs12.ts';

/** Options of {@link createPkcs12Signer}. */
export interface Pkcs12SignerOptions {
  /** The file as the CA delivered it (`.p12`, `.pfx`). Not changed; destroy it when it is no longer needed. */
  readonly pkcs12: Uint8Array;
  /** Its password. Default: the empty one. */
  readonly password?: PasswordInput;
  /** Name of the key, for files with several. */
  readonly friendlyName?: string;
  /** Further certificates, such as issuers that are missing in the file. Default none. */
  readonly certificates?: CertificateInput;
  /** Which of the key's algorithms to offer, in order of preference. Default: all, shortest digest first. */
  readonly algorithms?: readonly SignatureAlgorithm[];
  /** The implementation that is to hold the key. Default: the platform's. */
  readonly crypto?: WebCrypto;
}

/**
 * A Signer over a PKCS #12 file, also of the old kinds (Triple DES, RC2). The key is imported into WebCrypto
 * non-extractable; its certificate is the one that belongs to the key, whatever the file says.
 *
 * @throws CoreError `SIGNER_PIN_INCORRECT` for a wrong password; `SIGNER_KEY_NOT_FOUND` for a file without the key;
 * `INVALID_ARGUMENT` for several keys and no name; `CERTIFICATE_KEY_MISMATCH` when no certificate belongs to the key;
 * `SIGNER_KEY_UNUSABLE` for a key that cannot sign or is too weak; `UNSUPPORTED_ALGORITHM` for an encryption or a key
 * the platform lacks; `BUDGET_EXCEEDED` for a file that asks for too much work; `DECODE_FAILED` for other bytes
 * @see RFC 7292
 *
 * @example
 * ```ts
 * import { createPkcs12Signer } from '@eseal/signer-webcrypto';
 *
 * export async function openSeal(pkcs12: Uint8Array, askPassword: () => Promise<string>) {
 *   return createPkcs12Signer({ pkcs12, password: askPassword });
 * }
 * ```
 */
export async function createPkcs12Signer(options: Pkcs12SignerOptions): Promise<Signer> {
  const extra = toCertificates(options.certificates ?? []);
  return withPassword(options.password, async (given) => {
    const budget = createWorkBudget();
    const { bags, password } = await openPkcs12(options.pkcs12, given, budget);
    const bag = chooseKey(bags, options.friendlyName);
    const key =
      bag.kind === 'key'
        ? parsePrivateKeyInfo(bag.value)
        : await decryptPrivateKey(bag.value, password, budget);
    const algorithms = chooseAlgorithms(key.algorithms, options.algorithms);
    const ring = await importKeyRing(key, algorithms, options.crypto);
    return createSigner(ring, algorithms, [...toCertificates(certificatesFor(bag, bags)), ...extra]);
  });
}

function chooseKey(bags: readonly Bag[], friendlyName: string | undefined): Bag {
  const keys = bags.filter(
    (bag) => bag.kind !== 'certificate' && (friendlyName === undefined || bag.friendlyName === friendlyName),
  );
  const [key, ...others] = keys;
  if (key === undefined) {
    const which = friendlyName === undefined ? '' : ` named "${friendlyName}"`;
    throw new CoreError('SIGNER_KEY_NOT_FOUND', `the PKCS #12 file holds no private key${which}`);
  }
  if (others.length > 0) {
    const names = keys.map((bag) => `"${bag.friendlyName ?? ''}"`).join(', ');
    throw new CoreError(
      'INVALID_ARGUMENT',
      `the PKCS #12 file holds several keys (${names}): choose a friendlyName`,
    );
  }
  return key;
}

/** Certificates of the file, those that claim the key's localKeyID first. */
function certificatesFor(key: Bag, bags: readonly Bag[]): readonly Uint8Array[] {
  const certificates = bags.filter((bag) => bag.kind === 'certificate');
  const claims = ({ localKeyId }: Bag): boolean =>
    localKeyId !== undefined && key.localKeyId !== undefined && equalBytes(localKeyId, key.localKeyId);
  const ordered = [...certificates.filter(claims), ...certificates.filter((bag) => !claims(bag))];
  return ordered.map((bag) => bag.value);
}
