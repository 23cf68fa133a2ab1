/**
 * `manages/linkEid`: who may approve the use of a key, by reference to the means by which they are known. No secret travels.
 *
 * @see ETSI TS 119 431-1 (linking of electronic identification means)
 * @module
 */
import { toHex } from '@eseal/core';
import type { RsspContext } from '../context.ts';
import { type Method, ok } from '../method.ts';
import { asObject, assertKnown, oneOf, type Parameters } from '../parameters.ts';
import { invalidRequest } from '../problem.ts';
import { assertLoggedIn } from './manage-login.ts';
import { managedCredential } from './managed-keys.ts';
import type { EidReference } from './state.ts';

const EID_TYPES: ReadonlySet<unknown> = new Set(['oidc', 'x509', 'fido2', 'oob-app', 'org-account']);
const EID_MEMBERS: ReadonlySet<string> = new Set(['type', 'issuer', 'subject', 'acr', 'label', 'notAfter']);

/** The method. */
export function createLinkEid(context: RsspContext): Method {
  return {
    name: 'manages/linkEid',
    dialects: ['v1', 'v2'],
    access: 'manage',
    async answer(call) {
      const { parameters } = call;
      assertLoggedIn(call);
      assertKnown(parameters, ['credentialID', 'eids', 'mode', 'clientData']);
      const { managed } = managedCredential(context, call);
      const mode = oneOf(parameters, 'mode', ['add', 'replace'], 'add');
      const linked = readEids(parameters).map((eid) => ({ ...eid, id: toHex(context.random(8)) }));
      managed.eids = mode === 'add' ? [...managed.eids, ...linked] : linked;
      if (managed.lifecycle === 'generated') managed.lifecycle = 'eid-linked';
      const eidReferences = managed.eids.map(({ id, type, issuer }) => ({ id, type, issuer }));
      return ok({ eidReferences, lifecycle: managed.lifecycle });
    },
  };
}

function readEids({ values }: Parameters): readonly Omit<EidReference, 'id'>[] {
  const { eids } = values;
  if (!Array.isArray(eids) || eids.length === 0)
    throw invalidRequest('Missing (or invalid type) array parameter eids');
  return eids.map(readEid);
}

function readEid(value: unknown): Omit<EidReference, 'id'> {
  const { type, issuer, subject, ...rest } = asObject(value) ?? {};
  const isKnown = EID_TYPES.has(type) && Object.keys(rest).every((name) => EID_MEMBERS.has(name));
  const isText = typeof issuer === 'string' && typeof subject === 'string' && issuer !== '' && subject !== '';
  if (!isKnown || !isText || typeof type !== 'string') throw invalidRequest('Invalid parameter eids');
  return { type, issuer, subject };
}
