/**
 * What the Japanese extension of the service holds: time-stamping authorities, and keys on their way to a certificate.
 *
 * @module
 */
import { fixedKeys, type KeySource } from '../../../pki/key-source.ts';
import type { TokenFault } from '../../timestamp-fault.ts';

/** What `info` says to advertise the extension as it is done here; no identifier of the task force's own is known. */
export const EXTENSION_ID = 'urn:eseal:csc-ext:jp:0.1';

/** A time-stamping authority that may be chosen. */
export interface RsspTimestampAuthority {
  readonly id: string;
  readonly description: string;
  readonly provider: string;
  /** Entity of the PKI whose certificate `timestamps/info` shows. */
  readonly entity: string;
  /** Entity that makes the tokens. Default the same; another is a fault of the service. */
  readonly madeBy?: string;
  readonly policy: string;
  readonly status: 'enabled' | 'disabled';
  /** `down`: the service answers in its place; `silent`: nobody ever does. */
  readonly condition: 'up' | 'down' | 'silent';
  /** What is wrong with its tokens. Default nothing. */
  readonly fault?: TokenFault;
  readonly accreditation: readonly string[];
}

/** Where a key is on its way. */
export type Lifecycle = 'generated' | 'eid-linked' | 'pop-done' | 'operational' | 'destroyed';

/** A reference to a means of electronic identification; never the means itself. */
export interface EidReference {
  readonly id: string;
  readonly type: string;
  readonly issuer: string;
  readonly subject: string;
}

/** A key that a CA or RA had generated. */
export interface ManagedKey {
  readonly credentialId: string;
  /** The application of the CA or RA; no other sees it. */
  readonly clientId: string;
  lifecycle: Lifecycle;
  eids: readonly EidReference[];
  /** When it is removed unless a certificate is linked, in milliseconds since 1970. */
  readonly expiresAt: number;
}

/** An answer that is given again to the same request. */
export interface RememberedAnswer {
  readonly request: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The memory of the extension. */
export interface JapanState {
  readonly timestampAuthorities: readonly RsspTimestampAuthority[];
  /** By credential. */
  readonly managed: Map<string, ManagedKey>;
  /** By application, method and `requestID`. */
  readonly remembered: Map<string, RememberedAnswer>;
  readonly keys: KeySource;
  /** The approval of a proof of possession: given at once, or in another channel. */
  readonly proofApproval: 'at-once' | 'out-of-band';
}

/** Options of the extension. */
export type JapanOptions = Partial<Pick<JapanState, 'timestampAuthorities' | 'proofApproval' | 'keys'>>;

/** The memory of a new service. */
export function createJapanState(options: JapanOptions = {}): JapanState {
  return {
    timestampAuthorities: options.timestampAuthorities ?? SAMPLE_TIMESTAMP_AUTHORITIES,
    proofApproval: options.proofApproval ?? 'at-once',
    keys: options.keys ?? fixedKeys(),
    managed: new Map(),
    remembered: new Map(),
  };
}

/** Entity of the second time-stamping unit in the PKI of the service. */
export const SECOND_UNIT = 'rssp-tsa-b';

const ACCREDITED = {
  provider: '例示認証株式会社',
  accreditation: ['jp_mic_timestamp'],
  condition: 'up',
} as const;

/** Authorities when the options name none; the first is the one that stamps where none is asked for. */
export const SAMPLE_TIMESTAMP_AUTHORITIES: readonly RsspTimestampAuthority[] = [
  {
    ...ACCREDITED,
    id: 'tsa-a',
    description: 'First test TSA',
    entity: 'tsa',
    policy: '2.999.2.1',
    status: 'enabled',
  },
  {
    ...ACCREDITED,
    id: 'tsa-b',
    description: 'Second test TSA, of another CA',
    entity: SECOND_UNIT,
    policy: '2.999.2.2',
    status: 'enabled',
  },
  {
    ...ACCREDITED,
    id: 'tsa-disabled',
    description: 'Test TSA that is switched off',
    entity: SECOND_UNIT,
    policy: '2.999.2.2',
    status: 'disabled',
  },
  {
    ...ACCREDITED,
    id: 'tsa-impostor',
    description: 'Test TSA whose tokens another one makes',
    entity: SECOND_UNIT,
    madeBy: 'tsa',
    policy: '2.999.2.1',
    status: 'enabled',
  },
  {
    ...ACCREDITED,
    id: 'tsa-down',
    description: 'Test TSA that is out of order',
    entity: 'tsa',
    policy: '2.999.2.1',
    status: 'enabled',
    condition: 'down',
  },
  {
    ...ACCREDITED,
    id: 'tsa-silent',
    description: 'Test TSA that never answers',
    entity: 'tsa',
    policy: '2.999.2.1',
    status: 'enabled',
    condition: 'silent',
  },
];
