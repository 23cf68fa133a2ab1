/**
 * Certificate revocation lists (RFC 5280 §5), signed when they are asked for.
 *
 * @module
 */
import type { Clock } from '../clock.ts';
import {
  bitString,
  context,
  type Der,
  encode,
  enumerated,
  generalizedTime,
  integer,
  integerContent,
  sequence,
  time,
} from '../der.ts';
import type { Entity } from '../pki/define.ts';
import { authorityKeyIdentifier, type ExtensionDefinition, encodeExtension } from '../pki/extensions.ts';
import { keyIdentifier } from '../pki/key-identifier.ts';
import { signatureAlgorithmIdentifier } from '../pki/signature-algorithms.ts';
import { flipBit } from '../tamper.ts';
import { answer, type Handler } from './handler.ts';
import { REASON_CODES, type Revocation } from './revocation.ts';

/** What a list says. */
export interface CrlTemplate {
  readonly issuer: Entity;
  readonly revocations: readonly Revocation[];
  readonly thisUpdate: Date;
  /** Absent from the list when undefined, which RFC 5280 §5.1.2.5 forbids. */
  readonly nextUpdate: Date | undefined;
  readonly number: number;
  /** Added to authorityKeyIdentifier and cRLNumber; one with an identifier that is there already takes its place. */
  readonly extensions?: readonly ExtensionDefinition[];
  readonly brokenSignature?: boolean;
}

/** The DER of a CertificateList. */
export async function issueCrl(template: CrlTemplate): Promise<Uint8Array> {
  const { issuer, revocations, extensions = [] } = template;
  const algorithm = signatureAlgorithmIdentifier(issuer.key.algorithms[0]);
  const usual: readonly ExtensionDefinition[] = [
    authorityKeyIdentifier(await keyIdentifier(issuer.key.publicKey)),
    { oid: '2.5.29.20', critical: false, value: encode(integer(template.number)) },
  ];
  const replaced = new Set(extensions.map(({ oid }) => oid));
  const all = [...usual.filter(({ oid }) => !replaced.has(oid)), ...extensions];
  const signed = encode(
    sequence(
      integer(1),
      algorithm,
      issuer.subject,
      time(template.thisUpdate),
      ...(template.nextUpdate === undefined ? [] : [time(template.nextUpdate)]),
      ...(revocations.length > 0 ? [sequence(...revocations.map(entry))] : []),
      context(0, sequence(...all.map(encodeExtension))),
    ),
  );
  const value = await issuer.key.sign(signed);
  return encode(
    sequence(signed, algorithm, bitString(template.brokenSignature ? flipBit(value, -1) : value)),
  );
}

function entry({ serialNumber, at, reason, invalidSince, certificateIssuer }: Revocation): Der {
  const extensions = [
    ...(reason === undefined
      ? []
      : [{ oid: '2.5.29.21', critical: false, value: encode(enumerated(REASON_CODES[reason])) }]),
    ...(invalidSince === undefined
      ? []
      : [{ oid: '2.5.29.24', critical: false, value: encode(generalizedTime(invalidSince)) }]),
    ...(certificateIssuer === undefined
      ? []
      : [{ oid: '2.5.29.29', critical: true, value: encode(sequence(context(4, certificateIssuer))) }]),
  ];
  return sequence(
    integerContent(serialNumber),
    time(at),
    ...(extensions.length > 0 ? [sequence(...extensions.map(encodeExtension))] : []),
  );
}

/** How a list is not what it should be. */
export type CrlFault =
  /** It was made so many milliseconds ago, and lasted as long as others. */
  | { readonly kind: 'stale-list'; readonly age: number }
  /** Signed by somebody of another key; the name in it is that of `signer`. */
  | { readonly kind: 'other-signer'; readonly signer: Entity }
  | { readonly kind: 'broken-list' };

/** Options of {@link createCrlHandler}. */
export interface CrlHandlerOptions {
  readonly issuer: Entity;
  readonly clock: Clock;
  /** All revocations by this issuer; those of the future are not listed yet. */
  readonly revocations: readonly Revocation[];
  /** How long a list may be used, in milliseconds. Default 7 days. */
  readonly lifetime?: number;
  /** How long ago the list was made, in milliseconds: a stale list has an age above its life time. Default 0. */
  readonly age?: number;
  /** Further settings of the list. */
  readonly template?: Partial<CrlTemplate>;
  /** Default none. */
  readonly fault?: CrlFault;
}

const WEEK = 7 * 24 * 60 * 60 * 1000;

/** Answers every GET with the list as of now. */
export function createCrlHandler(options: CrlHandlerOptions): Handler {
  return async () => {
    const { fault } = options;
    const age = fault?.kind === 'stale-list' ? fault.age : (options.age ?? 0);
    const thisUpdate = new Date(options.clock.now().getTime() - age);
    const list = await issueCrl({
      issuer: fault?.kind === 'other-signer' ? fault.signer : options.issuer,
      brokenSignature: fault?.kind === 'broken-list',
      revocations: options.revocations.filter(({ at }) => at <= thisUpdate),
      thisUpdate,
      nextUpdate: new Date(thisUpdate.getTime() + (options.lifetime ?? WEEK)),
      number: Math.floor(thisUpdate.getTime() / 1000),
      ...options.template,
    });
    return answer(200, 'application/pkix-crl', list);
  };
}
