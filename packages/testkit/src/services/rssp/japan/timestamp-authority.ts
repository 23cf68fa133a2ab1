/**
 * Time-stamping authorities as calls name them.
 *
 * @see RFC 3161 §2.4.2
 * @module
 */
import { toBase64 } from '@eseal/core';
import { digestAlgorithmIdentifier } from '../../digests.ts';
import { NoAnswer } from '../../handler.ts';
import { faultyToken } from '../../timestamp-fault.ts';
import { issueTimestampToken, type TimestampTokenTemplate } from '../../timestamp-token.ts';
import type { RsspContext } from '../context.ts';
import { describeFields } from '../methods/describe-credential.ts';
import { invalidRequest, Problem } from '../problem.ts';
import type { RsspTimestampAuthority } from './state.ts';

/** What is asked of an authority. */
export interface StampRequest {
  readonly hashOid: string;
  readonly hash: Uint8Array;
  /** Content octets of the INTEGER. */
  readonly nonce: Uint8Array | undefined;
}

/** The authority of a name. */
export function authorityOf({ japan }: RsspContext, id: string): RsspTimestampAuthority {
  const authority = japan.timestampAuthorities.find((each) => each.id === id);
  if (authority === undefined) throw invalidRequest('Invalid parameter timestampID');
  return authority;
}

/** The authority that stamps where none is asked for: the first that is not switched off. */
export function defaultAuthority({ japan }: RsspContext): RsspTimestampAuthority {
  const authority = japan.timestampAuthorities.find(({ status }) => status === 'enabled');
  if (authority === undefined) throw unavailable();
  return authority;
}

/** A token of an authority. */
export async function stampBy(
  context: RsspContext,
  authority: RsspTimestampAuthority,
  request: StampRequest,
): Promise<Uint8Array> {
  if (authority.status === 'disabled') throw invalidRequest('The TSA identified by timestampID is disabled');
  if (authority.condition === 'down') throw unavailable();
  if (authority.condition === 'silent') throw new NoAnswer('hanging');
  const entity = context.world.entity(authority.madeBy ?? authority.entity);
  const token: TimestampTokenTemplate = {
    policy: authority.policy,
    imprintAlgorithm: digestAlgorithmIdentifier(request.hashOid),
    imprint: request.hash,
    ...(request.nonce === undefined ? {} : { nonce: request.nonce }),
    serialNumber: context.random(16),
    time: context.clock.now(),
    accuracy: 1000,
    namesAuthority: true,
    authority: entity,
    certificates: entity.chain,
  };
  return issueTimestampToken(authority.fault === undefined ? token : faultyToken(token, authority.fault));
}

/** How an authority is described. */
export interface AuthorityTerms {
  readonly certificates: 'none' | 'single' | 'chain';
  readonly certInfo: boolean;
}

/** An authority as `timestamps/info` and `timestamps/list` describe it. */
export function describeAuthority(
  { world }: RsspContext,
  authority: RsspTimestampAuthority,
  { certificates, certInfo }: AuthorityTerms,
): Readonly<Record<string, unknown>> {
  const { description, provider, status, policy, accreditation } = authority;
  const { certificate, chain, key } = world.entity(authority.entity);
  const shown = { none: [], single: [certificate], chain }[certificates];
  return {
    ...{ description, provider, region: 'JP', status },
    ...{ policies: [policy], defaultPolicy: policy, accreditation },
    hashAlgos: ['2.16.840.1.101.3.4.2.1', '2.16.840.1.101.3.4.2.2', '2.16.840.1.101.3.4.2.3'],
    signAlgos: [key.kind.startsWith('rsa') ? '1.2.840.113549.1.1.11' : '1.2.840.10045.4.3.2'],
    ...{ accuracy: { seconds: 1, millis: 0, micros: 0 }, ordering: false },
    cert: {
      status: 'valid',
      ...(shown.length > 0 && { certificates: shown.map(toBase64) }),
      ...(certInfo && describeFields(certificate)),
    },
    maxRequests: { count: 100, seconds: 60 },
    lang: 'en-US',
  };
}

function unavailable(): Problem {
  return new Problem('temporarily_unavailable', 'The TSA is not available', 503, { 'retry-after': '5' });
}
