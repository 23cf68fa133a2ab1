/**
 * The seam to what is trusted: pinned certificates here, trusted lists and bridges behind the same interface.
 *
 * @module
 */
import type { MaybePromise, PublicKey } from '@eseal/core/crypto';
import type { Certificate, Name, NameConstraints } from '@eseal/core/x509';
import type { Finding } from '../report/finding.ts';
import type { ListedService } from './listed-service.ts';
import type { TrustedListScheme } from './scheme.ts';

/** How an anchor came to be trusted. */
export type TrustRoute = 'trusted-list' | 'bridge' | 'pinned';

/** What a path to an anchor is for: a seal or a certificate by itself, a timestamp, or revocation data of others. */
export type TrustPurpose = 'certificates' | 'timestamps' | 'revocation';

/** A name and a key that certificates may be traced back to (RFC 5280 §6.1.1 (d)). */
export interface TrustAnchor {
  readonly name: Name;
  readonly publicKey: PublicKey;
  /** The certificate the anchor was given as; only its name and key are trusted. */
  readonly certificate: Certificate | undefined;
  readonly route: TrustRoute;
  /** From when on it is trusted; default: always was. */
  readonly trustedFrom?: Date;
  /** Its sunset: when trust in it ended (EN 319 102-1 §5.2.6.4 step 1). Default: it did not. */
  readonly trustedUntil?: Date;
  /** Name of the service of a trusted list. */
  readonly service?: string;
  /** What may be traced to it. Default: everything. */
  readonly purposes?: readonly TrustPurpose[];
  /** What paths from it are held to, beside what the relying party asks of every path. Default: nothing. */
  readonly constraints?: AnchorConstraints;
  /** Other routes by which the same name and key are trusted, where sources were combined. */
  readonly otherRoutes?: readonly TrustRoute[];
}

/** Limits of the trust in an anchor (RFC 5937 §3). */
export interface AnchorConstraints {
  /** Most authorities below the anchor. */
  readonly maxPathLength?: number;
  /** Policies that paths from it may be valid for. */
  readonly policies?: readonly string[];
  readonly explicitPolicy?: boolean;
  readonly inhibitMapping?: boolean;
  readonly inhibitAnyPolicy?: boolean;
  readonly names?: NameConstraints;
}

/**
 * Where trust comes from. Implementations are asked by path building, many times in one validation and by several
 * validations at once; what needs the network is done before, when the source is opened. They reject only when they
 * cannot answer: that is reported, and never taken for trust.
 */
export interface TrustSource {
  /** How many anchors it holds; a source without any is reported. */
  readonly size: number;
  /** Anchors with this name; several may share one. */
  anchorsNamed(name: Name): MaybePromise<readonly TrustAnchor[]>;
  /** Certificates between anchors and others, such as cross-certificates, with this subject. Default: none. */
  certificatesNamed?(subject: Name): MaybePromise<readonly Certificate[]>;
  /** Services of trusted lists of which an identity has this name. Default: none. */
  servicesNamed?(name: Name): MaybePromise<readonly ListedService[]>;
  /** Under whose rules lists were consulted: what no list says of a seal is then an answer, too. Default: nobody's. */
  readonly rules?: readonly TrustedListScheme['rules'][];
  /** What every report has to say of the source, such as that a list was refused. Default: nothing. */
  readonly findings?: readonly Finding[];
}
