/**
 * Which application sends a request to the token, revocation or pushed request endpoint.
 *
 * @see RFC 6749 §2.3, RFC 7523 §2.2, RFC 8705 §2
 * @module
 */
import { assertNever, equalBytes, fromBase64 } from '@eseal/core';
import type { HttpRequest } from '@eseal/core/http';
import type { RsspContext } from '../context.ts';
import type { ClientAuthentication, RsspClient } from '../model.ts';
import { invalidRequest } from '../problem.ts';
import type { Connection } from '../server.ts';
import { invalidClient, isClientAssertion } from './client-assertion.ts';
import { type Form, required } from './form.ts';

const JWT_BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** What came with a request. */
export interface ClientRequest {
  readonly request: HttpRequest;
  readonly form: Form;
  readonly connection: Connection;
}

/**
 * The application, by the way it is registered for. More than one way in a request is refused (RFC 6749 §2.3).
 *
 * @throws Problem `invalid_client`, or `invalid_request` without `client_id`
 */
export async function authenticateClient(context: RsspContext, sent: ClientRequest): Promise<RsspClient> {
  const basic = basicCredentials(sent.request.headers.authorization);
  const isStrict = context.settings.strictness === 'strict';
  const id = isStrict ? required(sent.form, 'client_id') : (sent.form.get('client_id') ?? basic?.id);
  if (id === undefined) throw invalidRequest('Missing parameter client_id');
  const client = context.clients.find((each) => each.id === id);
  if (client === undefined || (basic !== undefined && basic.id !== id)) {
    throw invalidClient('Invalid parameter client_id');
  }
  const [way, ...others] = waysIn(sent, basic !== undefined);
  if (others.length > 0) throw invalidRequest('The client authenticates in more than one way');
  const allowed = client.authentication ?? ['client_secret_basic', 'client_secret_post'];
  if (way === undefined || !allowed.includes(way)) throw invalidClient('Client authorization required');
  if (!(await proves(context, client, way, sent, basic?.secret))) {
    throw invalidClient(
      way === 'private_key_jwt' ? 'Invalid parameter client_assertion' : 'Invalid parameter client_secret',
    );
  }
  return client;
}

/** Ways that a request uses; `none` where it uses no other. */
function waysIn({ form, connection }: ClientRequest, isBasic: boolean): readonly ClientAuthentication[] {
  const ways: ClientAuthentication[] = [];
  if (isBasic) ways.push('client_secret_basic');
  if (form.has('client_secret')) ways.push('client_secret_post');
  if (form.has('client_assertion')) ways.push('private_key_jwt');
  if (ways.length > 0) return ways;
  return [connection.clientCertificate === undefined ? 'none' : 'tls_client_auth'];
}

async function proves(
  context: RsspContext,
  client: RsspClient,
  way: ClientAuthentication,
  { form, connection }: ClientRequest,
  basicSecret: string | undefined,
): Promise<boolean> {
  switch (way) {
    case 'client_secret_basic':
      return basicSecret === client.testSecret;
    case 'client_secret_post':
      return form.get('client_secret') === client.testSecret;
    case 'private_key_jwt': {
      const { oauth } = context.urls;
      const audiences = [
        oauth,
        `${oauth}/oauth2/token`,
        `${oauth}/oauth2/pushed_authorize`,
        `${oauth}/oauth2/revoke`,
      ];
      const isType = form.get('client_assertion_type') === JWT_BEARER;
      return isType && isClientAssertion(context, client, required(form, 'client_assertion'), audiences);
    }
    case 'tls_client_auth': {
      const shown = connection.clientCertificate;
      return (
        shown !== undefined &&
        client.testCertificate !== undefined &&
        equalBytes(shown, client.testCertificate)
      );
    }
    case 'none':
      return true;
    default:
      return assertNever(way);
  }
}

interface BasicCredentials {
  readonly id: string;
  readonly secret: string;
}

/** RFC 6749 §2.3.1: both parts are form-urlencoded within the Base64. */
function basicCredentials(header: string | undefined): BasicCredentials | undefined {
  const encoded = /^Basic +(\S+)$/i.exec(header ?? '')?.[1];
  const bytes = encoded === undefined ? undefined : fromBase64(encoded);
  if (bytes === undefined) return undefined;
  const [, id, secret] = /^([^:]*):(.*)$/s.exec(new TextDecoder().decode(bytes)) ?? [];
  if (id === undefined || secret === undefined) return undefined;
  return { id: formDecoded(id), secret: formDecoded(secret) };
}

function formDecoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
