/**
 * Parameters of requests to the authorisation server: of an address, a form, or, for services that want it, a JSON object.
 *
 * @see RFC 6749 §3.1, §3.2, Appendix B
 * @module
 */
import type { HttpRequest } from '@eseal/core/http';
import { asObject } from '../parameters.ts';
import { invalidRequest } from '../problem.ts';
import type { OAuthSettings } from './state.ts';

/** Parameters by name; those without a value are left out (RFC 6749 §3.1). */
export type Form = ReadonlyMap<string, string>;

/** Parameters of an address or of a form. None may be there twice (RFC 6749 §3.1). */
export function parseForm(text: string): Form {
  const entries = [...new URLSearchParams(text)];
  const names = entries.map(([name]) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw invalidRequest(`Parameter ${twice} is there twice`);
  return new Map(entries.filter(([, value]) => value !== ''));
}

/** Parameters of the body. */
export function readBody(request: HttpRequest, accepts: OAuthSettings['tokenBody']): Form {
  if (request.method !== 'POST') throw invalidRequest('The request is a POST');
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  const text = new TextDecoder().decode(request.body);
  if (type === 'application/x-www-form-urlencoded' && accepts !== 'json') return parseForm(text);
  if (type === 'application/json' && accepts !== 'form') return jsonForm(text);
  throw invalidRequest(`Invalid content type ${type ?? ''}`);
}

/** A parameter that has to be there. */
export function required(form: Form, name: string): string {
  const value = form.get(name);
  if (value === undefined) throw invalidRequest(`Missing parameter ${name}`);
  return value;
}

function jsonForm(text: string): Form {
  const values = jsonObject(text);
  return new Map(
    Object.entries(values)
      .map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)] as const)
      .filter(([, value]) => value !== ''),
  );
}

function jsonObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const value = asObject(JSON.parse(text));
    if (value !== undefined) return value;
  } catch {
    // Falls through to the same refusal.
  }
  throw invalidRequest('The body is not a JSON object');
}
