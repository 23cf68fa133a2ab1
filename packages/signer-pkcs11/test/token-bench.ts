/** Tokens of SoftHSM with keys made by this package and certified by the good world. */
import { addDays, createGoodWorld, SAMPLE_ORGANIZATION, SAMPLE_POLICIES, type World } from '@eseal/testkit';
import { openSoftHsm, type SoftHsm, type SoftHsmOptions } from '@eseal/testkit/server';
import { type GeneratedKey, generateTokenKey, type TokenKeyKind } from '../src/management/generate-key.ts';
import { installCertificates } from '../src/management/install-certificates.ts';
import { openPkcs11Token, type Pkcs11Token } from '../src/management/open-token.ts';
import { openPkcs11Module, type Pkcs11Module } from '../src/module.ts';
import { openPkcs11Signer, type Pkcs11Signer, type Pkcs11SignerOptions } from '../src/open-signer.ts';

/** SoftHSM, its module, and a world that certifies. */
export interface TokenBench extends Disposable {
  readonly hsm: SoftHsm;
  readonly module: Pkcs11Module;
  readonly world: World;
  /** The first token, to be written to. */
  openToken(): Promise<Pkcs11Token>;
  /** A certificate for a key, and its issuers without the root. */
  certify(publicKey: Uint8Array, name: string): Promise<readonly Uint8Array[]>;
  /** A key on the first token with its certificates. */
  makeKey(label: string, kind: TokenKeyKind): Promise<GeneratedKey>;
  openSigner(label: string, more?: Partial<Pkcs11SignerOptions>): Promise<Pkcs11Signer>;
}

/** Opens SoftHSM with tokens of its own. */
export async function openTokenBench(options: SoftHsmOptions = {}): Promise<TokenBench> {
  const hsm = openSoftHsm(options);
  const module = await openPkcs11Module(hsm.module);
  const world = await createGoodWorld();
  const { pin, serial } = hsm.token;
  const onToken = { module, token: { serial }, pin: () => pin };
  const openToken = () => openPkcs11Token(onToken);
  const certify = (publicKey: Uint8Array, name: string) =>
    world.pki.certify(
      {
        name,
        issuer: 'issuing-ca',
        subject: SAMPLE_ORGANIZATION,
        profile: { kind: 'seal', policies: SAMPLE_POLICIES },
        notBefore: addDays(world.now, -1),
        notAfter: addDays(world.now, 100),
      },
      publicKey,
    );
  return {
    hsm,
    module,
    world,
    openToken,
    certify,
    async makeKey(label, kind) {
      await using token = await openToken();
      const key = await generateTokenKey(token, { label, kind });
      await installCertificates(token, { label }, await certify(key.publicKey, label));
      return key;
    },
    openSigner: (label, more = {}) => openPkcs11Signer({ ...onToken, key: { label }, ...more }),
    [Symbol.dispose]() {
      module[Symbol.dispose]();
      hsm[Symbol.dispose]();
    },
  };
}
