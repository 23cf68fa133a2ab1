/** What can be wrong with a provider of remote keys, as data. */
import type { HttpFault } from '../../fault.ts';

/** Values that are not the signatures of the digests in their order. */
export type ValueFault =
  /** The last value comes first. */
  | { readonly kind: 'permuted' }
  | { readonly kind: 'short-list' }
  | { readonly kind: 'long-list' }
  /** The first value stands in every place. */
  | { readonly kind: 'duplicated-first' }
  | { readonly kind: 'flipped-bit' }
  /** Another key of the same kind signed. */
  | { readonly kind: 'wrong-key' }
  /** ECDSA as r‖s (IEEE P1363) instead of DER. */
  | { readonly kind: 'raw-ecdsa' }
  /** RSA over the digest alone, as services do that expect their callers to make the DigestInfo. */
  | { readonly kind: 'bare-digest' };

/** Certificates that are not those of the key, or not any more. */
export type CertificateFault =
  /** `credentials/info` shows the certificate of another key. */
  | { readonly kind: 'swapped-certificate' }
  /** `credentials/info` shows a certificate that has expired. */
  | { readonly kind: 'expired-certificate' };

/** Answers that were right before they were sent. */
export type AnswerFault =
  /** The call took effect, and the connection is closed. */
  | { readonly kind: 'dropped-answer' }
  /** The call took effect, and the answer says 500. */
  | { readonly kind: 'error-after-commit' }
  /** Members that may be left out are `null`. */
  | { readonly kind: 'null-members' }
  /** So many bytes of an unknown member. */
  | { readonly kind: 'oversize'; readonly bytes: number }
  /** The answer comes after this time. */
  | { readonly kind: 'delay'; readonly milliseconds: number };

/** Answers instead of a call, which takes no effect. */
export type RefusalFault =
  /** An error in the form of the API. */
  | {
      readonly kind: 'refusal';
      readonly status: number;
      readonly error: string;
      readonly description?: string;
    }
  /** An error whose text repeats every secret of the request. */
  | { readonly kind: 'secret-echo' }
  /** The service fails once it has reserved what it is to sign: the authorisation is as before. */
  | { readonly kind: 'failing-device' };

/** Decisions and results that do not come as they should. */
export type PendingFault =
  /** 202 for ever. */
  | { readonly kind: 'endless-pending' }
  /** Each check of a decision is answered with another handle. */
  | { readonly kind: 'new-handle-per-check' };

/** How a service misbehaves. */
export type RsspFault = ValueFault | CertificateFault | AnswerFault | RefusalFault | PendingFault | HttpFault;

/** Where and how often. */
export interface FaultScope {
  /** Such as `signatures/signHash`. Default every method that can have the fault. */
  readonly method?: string;
  /** Default always. */
  readonly times?: number;
}

/** A fault that is on. */
export interface ActiveFault {
  readonly fault: RsspFault;
  readonly method: string | undefined;
  left: number;
}

/** Where the fault of a service is kept. */
export interface FaultState {
  active: ActiveFault | undefined;
}

/** The fault that a method is to have now, of the kinds that the caller knows; each time counts. */
export function takeFault<Fault extends RsspFault>(
  state: FaultState,
  method: string,
  isKnown: (fault: RsspFault) => fault is Fault,
): Fault | undefined {
  const { active } = state;
  if (active === undefined || active.left <= 0) return undefined;
  if (active.method !== undefined && active.method !== method) return undefined;
  const { fault } = active;
  if (!isKnown(fault)) return undefined;
  active.left -= 1;
  return fault;
}

/** A guard for some kinds. */
export function isKind<const Kind extends RsspFault['kind']>(
  ...kinds: readonly Kind[]
): (fault: RsspFault) => fault is Extract<RsspFault, { readonly kind: Kind }> {
  const known: ReadonlySet<string> = new Set(kinds);
  return (fault): fault is Extract<RsspFault, { readonly kind: Kind }> => known.has(fault.kind);
}
