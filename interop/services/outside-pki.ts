/** A PKI whose certificates, answers, lists and tokens are made by programs that share no code with us. */
import type { Transport } from '@eseal/core/http';

/** Who seals. */
export interface OutsideSeal {
  /** PKCS#8 in PEM. */
  readonly key: string;
  /** The seal's certificate in DER, then its issuers without the root. */
  readonly chain: readonly [Uint8Array, ...Uint8Array[]];
}

/** A running PKI. */
export interface OutsidePki extends AsyncDisposable {
  /** Certificate of the root in DER. */
  readonly root: Uint8Array;
  readonly seal: OutsideSeal;
  /** One whose certificate was revoked yesterday. */
  readonly revoked: OutsideSeal;
  /** Address of the time-stamping authority. */
  readonly tsa: string;
  /** Asks its services and nobody else. */
  readonly transport: Transport;
}
