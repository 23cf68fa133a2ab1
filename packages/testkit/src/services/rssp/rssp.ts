/**
 * A provider of remote keys (remote signature service provider) as a pure handler: CSC API v1.0.4.0 and v2, with an authorisation
 * server and the Japanese extension. Written from the specification and apart from the SDK's client. It is for tests and nothing else:
 * its keys are test keys, and its certificates say so.
 *
 * @module
 */
import type { HttpRequest, Transport } from '@eseal/core/http';
import { addDays, type Clock } from '../../clock.ts';
import type { World } from '../../pki/worlds/world.ts';
import { type Handler, textAnswer } from '../handler.ts';
import { createMockTransport } from '../mock-transport.ts';
import type { Route } from '../router.ts';
import { decide } from './approvals.ts';
import type { OutboxMessage, RsspContext, RsspUrls } from './context.ts';
import { createContext } from './create-context.ts';
import type { FaultScope, RsspFault } from './faults/fault.ts';
import { withRsspFault } from './faults/faulty-answer.ts';
import type { Method } from './method.ts';
import { createMethods } from './methods.ts';
import type { CredentialDefinition, Dialect, RsspClient, RsspUser } from './model.ts';
import { createOAuthServer } from './oauth/server.ts';
import type { ConsentPage, ConsentRequest } from './oauth/state.ts';
import type { RsspOptions } from './options.ts';
import { SAMPLE_CREDENTIALS } from './samples.ts';
import { type Connection, type RsspCall, serveMethod, toShapedResponse } from './server.ts';
import { issueToken, type TokenTerms } from './store.ts';
import { certifyKey } from './world.ts';

/** A decision that a user is asked for in another channel. */
export interface Approval {
  readonly credentialId: string;
  readonly description: string | undefined;
  /** The digests that are to be signed. */
  readonly hashes: readonly Uint8Array[];
  approve(): void;
  refuse(): void;
}

/** A service that runs. */
export interface Rssp {
  /** All of it as one function. */
  readonly handler: Handler;
  /** The service as seen over a connection that shows a client certificate. */
  connection(shown: Connection): Handler;
  readonly baseUrl: string;
  readonly urls: RsspUrls;
  /** The PKI with its timestamps and revocation services, at addresses of their own. */
  readonly world: World;
  readonly clock: Clock;
  readonly users: readonly RsspUser[];
  readonly clients: readonly RsspClient[];
  readonly credentials: readonly CredentialDefinition[];
  /** What users received. */
  readonly outbox: readonly OutboxMessage[];
  /** What users are asked for in another channel and have not decided. */
  approvals(): readonly Approval[];
  /** Who answers at the page of the authorisation server. Default: whoever owns the credential approves at once. */
  answerConsent(page: ConsentPage): void;
  /** What users were asked there, in order. */
  readonly consents: readonly ConsentRequest[];
  /** Makes the service misbehave; `undefined` ends that. */
  setFault(fault: RsspFault | undefined, scope?: FaultScope): void;
  /** Gives the key of a credential another certificate, as of now. */
  renew(credentialId: string): Promise<void>;
  /** Calls of methods so far, in order. */
  readonly log: readonly RsspCall[];
  /** Issues a bearer token without any protocol. Default: scope `service`, the first application, no user. */
  token(terms?: Partial<TokenTerms>): string;
  /** The service and its world as a Transport; any other address fails the test. */
  readonly transport: Transport;
  /** What went through `transport`, in order. */
  readonly requests: readonly HttpRequest[];
}

/**
 * Makes a service.
 *
 * @example
 * ```ts
 * import { createRssp } from '@eseal/testkit';
 *
 * const rssp = await createRssp();
 * const request = { method: 'POST', url: `${rssp.urls.v1}/info`, headers: {}, body: new TextEncoder().encode('{}') } as const;
 * const answer = await rssp.handler(request);
 * console.log(answer.status);
 * ```
 */
export async function createRssp(options: RsspOptions = {}): Promise<Rssp> {
  const context = await createContext(options);
  const methods = createMethods(context);
  const log: RsspCall[] = [];
  const connection = (shown: Connection): Handler =>
    serve(context, { methods, log, routes: createOAuthServer(context, shown) }, shown);
  const handler = connection({ clientCertificate: undefined });
  return {
    handler,
    connection,
    baseUrl: context.baseUrl,
    urls: context.urls,
    world: context.world,
    clock: context.clock,
    users: context.users,
    clients: context.clients,
    credentials: options.credentials ?? SAMPLE_CREDENTIALS,
    outbox: context.outbox,
    approvals: () => openApprovals(context),
    answerConsent: (page) => {
      context.oauth.page = page;
    },
    consents: context.oauth.asked,
    setFault: (fault, { method, times = Infinity } = {}) => {
      context.faults.active = fault && { fault, method, left: times };
    },
    renew: (credentialId) => renew(context, credentialId),
    log,
    token: (terms = {}) => issueToken(context, { ...tokenDefaults(context), ...terms }).value,
    ...createMockTransport(originsOf(context, handler)),
  };
}

interface Parts {
  readonly methods: readonly Method[];
  readonly routes: readonly Route[];
  readonly log: RsspCall[];
}

const DIALECTS: readonly Dialect[] = ['v1', 'v2'];

function serve(context: RsspContext, { methods, routes, log }: Parts, connection: Connection): Handler {
  return async (request) => {
    const { pathname } = new URL(request.url);
    const dialect = DIALECTS.find((each) => pathname.startsWith(basePath(context, each)));
    if (dialect === undefined) {
      const route = routes.find(({ path }) => pathname.startsWith(path));
      return route === undefined ? textAnswer(404, `nothing at ${pathname}`) : route.handler(request);
    }
    const name = pathname.slice(basePath(context, dialect).length);
    const method: Handler = async (each) => {
      const { headers, ...call } = await serveMethod(context, methods, { dialect, name, connection }, each);
      log.push(call);
      return toShapedResponse(context, { ...call, headers });
    };
    return withRsspFault(context, name, method)(request);
  };
}

function basePath({ urls }: RsspContext, dialect: Dialect): string {
  return `${new URL(urls[dialect]).pathname}/`;
}

function openApprovals({ store }: RsspContext): readonly Approval[] {
  const open = [...store.approvals.values()].filter(({ decision }) => decision === 'pending');
  return open.map((approval) => ({
    credentialId: approval.terms.credentialId,
    description: approval.description,
    hashes: approval.terms.hashes,
    approve: () => decide(approval, 'approved'),
    refuse: () => decide(approval, 'refused'),
  }));
}

async function renew({ store, world, clock }: RsspContext, id: string): Promise<void> {
  const credential = store.credentials.get(id);
  if (credential === undefined) throw new TypeError(`the service has no credential "${id}"`);
  const now = clock.now();
  const period = { notBefore: addDays(now, -1), notAfter: addDays(now, 700) };
  const certificates = await certifyKey(world, credential, period);
  store.credentials.set(id, { ...credential, certificates, certificateStatus: 'valid' });
}

function tokenDefaults({ clients }: RsspContext): TokenTerms {
  const [client] = clients;
  if (client === undefined) throw new TypeError('the service has no applications');
  return { kind: 'access', scope: 'service', clientId: client.id, user: undefined };
}

function originsOf({ baseUrl, world }: RsspContext, handler: Handler): Readonly<Record<string, Handler>> {
  return { [new URL(world.pki.baseUrl).origin]: world.handler, [new URL(baseUrl).origin]: handler };
}
