/** What a method of the API is to the server. */
import type { HttpRequest } from '@eseal/core/http';
import type { Dialect, RsspClient } from './model.ts';
import type { Parameters } from './parameters.ts';
import type { AccessToken } from './store.ts';

/** Who calls. */
export interface Caller {
  readonly client: RsspClient;
  /** The user whose token it is; `undefined` for an application that acts for several. */
  readonly user: string | undefined;
  /** The bearer token; `undefined` where a client certificate takes its place. */
  readonly token: AccessToken | undefined;
}

/** One call, its body decoded. */
export interface MethodCall {
  readonly dialect: Dialect;
  readonly parameters: Parameters;
  readonly request: HttpRequest;
  /** The certificate that the connection shows: what TLS would say, without TLS. */
  readonly clientCertificate: Uint8Array | undefined;
}

/** A call by someone who was identified. */
export interface IdentifiedCall extends MethodCall {
  readonly caller: Caller;
}

/** An answer before it is JSON; without body it is empty. */
export interface MethodAnswer {
  readonly status: number;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

interface MethodName {
  /** Such as `credentials/list`. */
  readonly name: string;
  readonly dialects: readonly Dialect[];
}

/** Who may call a method: applications that seal, CAs and RAs that manage keys, or both. */
export type MethodAccess = 'seal' | 'manage' | 'seal-or-manage';

/** A method; open to anybody, or to those who are identified by a token or a client certificate. */
export type Method = MethodName &
  (
    | { readonly access: 'open'; readonly answer: (call: MethodCall) => Promise<MethodAnswer> }
    | { readonly access: MethodAccess; readonly answer: (call: IdentifiedCall) => Promise<MethodAnswer> }
  );

/** 200 with members. */
export function ok(body: Readonly<Record<string, unknown>>): MethodAnswer {
  return { status: 200, body };
}

/** 204. */
export const NO_CONTENT: MethodAnswer = { status: 204 };
