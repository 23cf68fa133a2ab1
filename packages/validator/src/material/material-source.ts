/**
 * The MaterialSource that validates: what it gives has proven every subject without network before a format embeds it.
 *
 * @module
 */
import {
  CoreError,
  equalBytes,
  type MaterialRequest,
  type MaterialSource,
  type MaterialSubject,
} from '@eseal/core';
import { throwIfAborted } from '@eseal/core/crypto';
import type { IssuerSource } from '../path/issuer-source.ts';
import { createOnlineIssuers } from '../retrieval/issuer-certificates.ts';
import { createOnlineRevocation, type OnlineRevocationOptions } from '../retrieval/online-revocation.ts';
import type { RevocationProvider } from '../revocation/provider.ts';
import type { JudgementOptions } from '../session.ts';
import {
  DEFAULT_ALERT_ACTIONS,
  type MaterialAlert,
  type MaterialAlertActions,
  materialError,
} from './alert.ts';
import { materialOf, type Proof, together } from './proof.ts';
import { createProver, type ProvenSubject } from './prove-subject.ts';

/** Options of {@link createMaterialSource}. */
export interface MaterialSourceOptions extends Pick<JudgementOptions, 'trust' | 'certificates' | 'policy'> {
  /** Where revocation data comes from. Default `createOnlineRevocation` over `transport`. */
  readonly revocationProvider?: RevocationProvider;
  /** Where missing issuers come from. Default `createOnlineIssuers` over `transport`. */
  readonly issuers?: IssuerSource;
  /** How the default providers send requests. Default the guarded transport. */
  readonly transport?: OnlineRevocationOptions['transport'];
  /**
   * Milliseconds that revocation data about the seal's certificate has to be issued after the seal (0: after it at all), so
   * that a revocation of these hours is in it. Until there is such data `collect` refuses with `MATERIAL_NOT_FRESH`, whose
   * `facts.extendAfter` says when to try again. Default: data that is current at the seal's time is taken.
   */
  readonly gracePeriodMs?: number;
  /** What is done about each kind of alert. Default `fail` for `missing`, `expired` and `untrusted`, else `warn`. */
  readonly alerts?: Partial<MaterialAlertActions>;
  /** Told of every alert, before the first that fails is thrown. */
  readonly onAlert?: (alert: MaterialAlert) => void;
  /** The clock. Default the system's. */
  readonly now?: () => Date;
}

/**
 * A source of material for B-LT and B-LTA. For every seal and timestamp it validates the chain, takes the certificates and
 * the revocation data that decided, and those of who signed that data; then it validates again with nothing but this. What the
 * container holds already is tried first. What was proven is kept while it is current, so that of many seals under one
 * certificate the first alone asks services.
 *
 * @throws CoreError `INVALID_ARGUMENT` for options; `collect` throws `MATERIAL_MISSING`, `MATERIAL_EXPIRED`,
 * `MATERIAL_NOT_FRESH`, `MATERIAL_UNTRUSTED` and `MATERIAL_UNCOVERED`, each only where its alert is to fail, and `ABORTED`
 *
 * @example
 * ```ts
 * import { augment, type SealedDocument } from '@eseal/core';
 * import type { TimestampSource } from '@eseal/core/timestamp';
 * import { cades } from '@eseal/formats/cades';
 * import { createMaterialSource } from '@eseal/validator';
 *
 * export function keep(seal: Uint8Array, timestamps: TimestampSource, rootDer: Uint8Array): Promise<SealedDocument> {
 *   const material = createMaterialSource({ trust: [rootDer] });
 *   return augment(seal, { format: cades(), adesLevel: 'B-LTA', timestamps, material });
 * }
 * ```
 * @see EN 319 102-1 §5.5; EN 319 122-1 §5.4
 */
export function createMaterialSource(options: MaterialSourceOptions): MaterialSource {
  const { gracePeriodMs, now = () => new Date() } = options;
  if (gracePeriodMs !== undefined && !(gracePeriodMs >= 0))
    throw new CoreError('INVALID_ARGUMENT', 'gracePeriodMs is no number of milliseconds');
  const online = { now, ...(options.transport && { transport: options.transport }) };
  const prover = createProver({
    ...options,
    now,
    revocationProvider: options.revocationProvider ?? createOnlineRevocation(online),
    issuers: options.issuers ?? createOnlineIssuers(online),
  });
  const actions = actionsOf(options);
  return {
    collect: async (request, { signal } = {}) => {
      const proofs: Proof[] = [];
      for (const subject of distinct(request.subjects)) {
        throwIfAborted(signal);
        // What proved one subject serves the next: their authorities are often the same.
        const held = together(request.present, materialOf(proofs, request.present));
        const proven = await prover.prove(subject, held, signal);
        settle(proven, actions, options.onAlert);
        proofs.push(proven.proof);
      }
      return materialOf(proofs, request.present);
    },
  };
}

/** Whoever sets a grace period wants no seal raised before it is over. */
function actionsOf({ alerts, gracePeriodMs }: MaterialSourceOptions): MaterialAlertActions {
  const actions = { ...DEFAULT_ALERT_ACTIONS, ...alerts };
  return gracePeriodMs === undefined ? actions : { ...actions, 'not-fresh': 'fail' };
}

/** Tells of every alert and throws the first that fails. */
function settle(
  { alerts }: ProvenSubject,
  actions: MaterialAlertActions,
  onAlert: MaterialSourceOptions['onAlert'],
): void {
  for (const alert of alerts) onAlert?.(alert);
  const failing = alerts.find(({ kind }) => actions[kind] === 'fail');
  if (failing !== undefined) throw materialError(failing);
}

/** Several signatures under one certificate at one time are proven by the same. */
function distinct(subjects: MaterialRequest['subjects']): readonly MaterialSubject[] {
  const found: MaterialSubject[] = [];
  for (const one of subjects) {
    if (!found.some((other) => isSame(one, other))) found.push(one);
  }
  return found;
}

function isSame(one: MaterialSubject, other: MaterialSubject): boolean {
  const { certificate, role, time } = one;
  return (
    role === other.role &&
    time.getTime() === other.time.getTime() &&
    equalBytes(certificate.raw, other.certificate.raw)
  );
}
