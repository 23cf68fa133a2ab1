/**
 * `timestamps/list`, `timestamps/info`, and `signatures/timestamp` with its new parameters.
 *
 * @see CSC API v1.0.4.0 §11.10, v2.0.0.2 §11.15
 * @module
 */
import { fromHex, toBase64 } from '@eseal/core';
import { DIGEST_LENGTHS } from '../../digests.ts';
import type { RsspContext } from '../context.ts';
import { type IdentifiedCall, type Method, ok } from '../method.ts';
import {
  assertKnown,
  base64Bytes,
  oneOf,
  optionalBoolean,
  optionalInteger,
  optionalString,
  type Parameters,
  requiredString,
} from '../parameters.ts';
import { invalidRequest } from '../problem.ts';
import type { RsspTimestampAuthority } from './state.ts';
import {
  authorityOf,
  defaultAuthority,
  describeAuthority,
  type StampRequest,
  stampBy,
} from './timestamp-authority.ts';

const CERTIFICATES = ['none', 'single', 'chain'] as const;

/** Names of the authorities, in pages. */
export function createTimestampsList(context: RsspContext): Method {
  return {
    name: 'timestamps/list',
    dialects: ['v1', 'v2'],
    access: 'seal',
    async answer(call) {
      const { parameters } = call;
      assertKnown(parameters, [
        ...[
          'userID',
          'timestampInfo',
          'onlyValid',
          'certificates',
          'maxResults',
          'pageToken',
          'lang',
          'clientData',
        ],
      ]);
      assertUser(call);
      const terms = {
        certificates: oneOf(parameters, 'certificates', CERTIFICATES, 'single'),
        certInfo: false,
      };
      const all = context.japan.timestampAuthorities;
      const wanted = optionalBoolean(parameters, 'onlyValid')
        ? all.filter(({ status }) => status === 'enabled')
        : all;
      const { page, nextPageToken } = pageOf(parameters, wanted, context.settings.pageSize);
      const describe = (authority: RsspTimestampAuthority) => ({
        timestampID: authority.id,
        ...describeAuthority(context, authority, terms),
      });
      return ok({
        timestampIDs: page.map(({ id }) => id),
        ...(optionalBoolean(parameters, 'timestampInfo') && { timestampInfos: page.map(describe) }),
        ...(nextPageToken !== undefined && { nextPageToken }),
      });
    },
  };
}

/** As in `credentials/list`: only for those who act for several users. */
function assertUser({ caller, parameters }: IdentifiedCall): void {
  const user = optionalString(parameters, 'userID');
  if (user === undefined) return;
  if (caller.user !== undefined) throw invalidRequest('userID parameter MUST be null');
  if (!caller.client.users.includes(user)) throw invalidRequest('Invalid parameter userID');
}

function pageOf<Item>(
  parameters: Parameters,
  items: readonly Item[],
  pageSize: number,
): { readonly page: readonly Item[]; readonly nextPageToken: string | undefined } {
  const most = Math.min(optionalInteger(parameters, 'maxResults') ?? pageSize, pageSize);
  if (most < 1) throw invalidRequest('Invalid parameter maxResults');
  const token = optionalString(parameters, 'pageToken');
  const start = token === undefined ? 0 : Number(/^from-(\d{1,6})$/.exec(token)?.[1]);
  if (token !== undefined && !(start > 0 && start < items.length))
    throw invalidRequest('Invalid parameter pageToken');
  const end = start + most;
  return { page: items.slice(start, end), nextPageToken: end < items.length ? `from-${end}` : undefined };
}

/** One authority. */
export function createTimestampsInfo(context: RsspContext): Method {
  return {
    name: 'timestamps/info',
    dialects: ['v1', 'v2'],
    access: 'seal',
    async answer({ parameters }) {
      assertKnown(parameters, ['timestampID', 'certificates', 'certInfo', 'lang', 'clientData']);
      const authority = authorityOf(context, requiredString(parameters, 'timestampID'));
      const certificates = oneOf(parameters, 'certificates', CERTIFICATES, 'single');
      return ok(
        describeAuthority(context, authority, {
          certificates,
          certInfo: optionalBoolean(parameters, 'certInfo'),
        }),
      );
    },
  };
}

/** A token, of the authority that is asked for. */
export function createTimestamp(context: RsspContext): Method {
  return {
    name: 'signatures/timestamp',
    dialects: ['v1', 'v2'],
    access: 'seal',
    async answer({ parameters }) {
      assertKnown(parameters, ['hash', 'hashAlgo', 'nonce', 'timestampID', 'policy', 'clientData']);
      const request = readStampRequest(parameters);
      const isChosen = parameters.values.timestampID !== undefined;
      const id = isChosen ? requiredString(parameters, 'timestampID') : undefined;
      const authority = id === undefined ? defaultAuthority(context) : authorityOf(context, id);
      const policy = optionalString(parameters, 'policy');
      if (policy !== undefined && policy !== authority.policy)
        throw invalidRequest('Invalid parameter policy');
      optionalString(parameters, 'clientData');
      const token = await stampBy(context, authority, request);
      return ok({ timestamp: toBase64(token), ...(id !== undefined && { timestampID: id }) });
    },
  };
}

function readStampRequest(parameters: Parameters): StampRequest {
  if (parameters.values.hash === '') throw invalidRequest('Empty hash parameter');
  const hash = base64Bytes(requiredString(parameters, 'hash'), parameters.isStrict);
  const hashOid = requiredString(parameters, 'hashAlgo');
  const length = DIGEST_LENGTHS.get(hashOid);
  if (length === undefined) throw invalidRequest('Invalid parameter hashAlgo');
  if (hash === undefined) throw invalidRequest('Invalid Base64 hash string parameter');
  if (hash.length !== length) throw invalidRequest('Invalid digest value length');
  const nonce = optionalString(parameters, 'nonce');
  const bytes = nonce === undefined ? undefined : fromHex(nonce.toLowerCase());
  if (nonce !== undefined && (bytes === undefined || bytes.length === 0))
    throw invalidRequest('Invalid parameter nonce');
  return { hashOid, hash, nonce: bytes };
}
