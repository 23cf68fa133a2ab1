/**
 * Revocation data over the network: OCSP and lists at the addresses that certificates name.
 *
 * @module
 */
import type { RevocationEvidence, RevocationProvider, RevocationRequest } from '../revocation/provider.ts';
import type { DirectoryHooks } from './directory-lists.ts';
import { type EvidencePlace, type Online, placesOf } from './evidence-places.ts';
import type { NoncePolicy, OcspSettings } from './ocsp-question.ts';
import { fetchContextOf, type RetrievalOptions } from './options.ts';
import { createRetriever } from './retriever.ts';
import { createMemoryStore, type RetrievalStore } from './store.ts';

/** Options of {@link createOnlineRevocation}. */
export interface OnlineRevocationOptions extends RetrievalOptions, DirectoryHooks {
  /** What is asked first; the other is asked when that does not decide the status. Default `ocsp-first`. */
  readonly preference?: 'ocsp-first' | 'crl-first';
  /** Addresses, or beginnings of them, that are asked before others which a certificate names, in this order. */
  readonly preferUrls?: readonly string[];
  /** Default: a nonce is sent and none is required. */
  readonly nonce?: NoncePolicy;
  /** `GET` for requests that are short enough, which without a nonce they are. Default `POST`. */
  readonly ocspMethod?: OcspSettings['method'];
  /** Most bytes of a list. Default 64 MiB. */
  readonly maxCrlBytes?: number;
  /** Where answers are kept. Default a memory store of its own. */
  readonly store?: RetrievalStore;
  /** For how long answers are kept at most, in milliseconds; never beyond their next update. Default one hour. */
  readonly lifetimeMs?: number;
}

/** Largest answer of a responder. */
const MAX_OCSP_BYTES = 1 << 20;

const HOUR = 3_600_000;

/**
 * A provider that asks responders and fetches lists, with a cache of its own. It judges nothing: every answer, kept or
 * fresh, is verified by whoever asked. Services that fail are told to `onAttempt` of the request and nobody else.
 *
 * @example
 * ```ts
 * import { createOnlineRevocation, validate } from '@eseal/validator';
 *
 * const revocationProvider = createOnlineRevocation({ preference: 'crl-first' });
 *
 * export async function isGenuine(pdf: Uint8Array, rootDer: Uint8Array): Promise<boolean> {
 *   const report = await validate(pdf, { trust: [rootDer], revocationProvider });
 *   return report.conclusion.indication === 'TOTAL-PASSED';
 * }
 * ```
 * @see RFC 6960; RFC 5280 §4.2.1.13, §6.3.3
 */
export function createOnlineRevocation(options: OnlineRevocationOptions = {}): RevocationProvider {
  const { now = () => new Date(), lifetimeMs = HOUR, negativeLifetimeMs = 60_000 } = options;
  const { nonce = { send: true, require: false }, ocspMethod: method = 'POST' } = options;
  const online: Online = {
    preference: options.preference ?? 'ocsp-first',
    preferUrls: options.preferUrls ?? [],
    hooks: options,
    retriever: createRetriever({ store: options.store ?? createMemoryStore(), negativeLifetimeMs, now }),
    ocsp: {
      context: fetchContextOf(options, MAX_OCSP_BYTES),
      settings: { nonce, method, now, lifetimeMs },
    },
    crl: { context: fetchContextOf(options, options.maxCrlBytes ?? 64 << 20), settings: { now, lifetimeMs } },
  };
  return { collect: (request) => collect(request, online) };
}

/** Asks place after place until what was found decides the status. */
async function collect(request: RevocationRequest, online: Online): Promise<readonly RevocationEvidence[]> {
  const { suffices = (found) => found.length > 0 } = request;
  let found: readonly RevocationEvidence[] = [];
  const decides = async (place: EvidencePlace, afresh: boolean) => {
    const { evidence, kept } = await place.ask(afresh);
    found = [...found, ...evidence];
    return { decided: evidence.length > 0 && (await suffices(found)), kept };
  };
  const keptLists: EvidencePlace[] = [];
  for (const place of placesOf(request, online)) {
    const { decided, kept } = await decides(place, false);
    if (decided) return found;
    if (!kept) continue;
    // A kept answer that decides nothing may not be what it was. A list may also share the reasons with the next.
    if (place.kind === 'crl') keptLists.push(place);
    else if ((await decides(place, true)).decided) return found;
  }
  for (const place of keptLists) if ((await decides(place, true)).decided) break;
  return found;
}
