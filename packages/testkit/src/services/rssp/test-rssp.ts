/** Calls of a service as tests make them: plain JSON over HTTP, without any client of the SDK. */
import { toBase64, utf8 } from '@eseal/core';
import type { Dialect } from './model.ts';
import type { RsspOptions } from './options.ts';
import { createRssp, type Rssp } from './rssp.ts';

/** An answer, its body decoded. */
export interface TestAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Record<string, unknown>;
}

/** A service with shorthands. */
export interface TestRssp {
  readonly rssp: Rssp;
  readonly token: string;
  /** Calls a method with the token of the first application. */
  call(method: string, body?: unknown, token?: string | undefined): Promise<TestAnswer>;
  /** `error` and `error_description` of a call, such as `invalid_pin: The PIN is invalid`. */
  refusal(method: string, body: unknown, token?: string): Promise<string>;
  /** A SAD by the sample PIN. */
  sad(credentialID: string, hashes: readonly string[], more?: Record<string, unknown>): Promise<string>;
}

/** PIN of the sample credentials that have one. */
export const TEST_PIN = '482915';

/** A digest of SHA-256 in Base64: 32 times the same byte. */
export function hashOf(byte: number): string {
  return toBase64(new Uint8Array(32).fill(byte));
}

/** Object identifier of SHA-256. */
export const SHA256 = '2.16.840.1.101.3.4.2.1';

/** Object identifier of ECDSA with SHA-256. */
export const ECDSA_SHA256 = '1.2.840.10045.4.3.2';

/** A service that is called in one version. */
export async function openTestRssp(dialect: Dialect, options: RsspOptions = {}): Promise<TestRssp> {
  const rssp = await createRssp(options);
  const token = rssp.token();
  const call: TestRssp['call'] = (method, body = {}, bearer = token) =>
    post(rssp, `${rssp.urls[dialect]}/${method}`, body, bearer);
  return {
    rssp,
    token,
    call,
    async refusal(method, body, bearer) {
      const answer = await call(method, body, bearer);
      return `${answer.status} ${answer.body.error}: ${answer.body.error_description}`;
    },
    async sad(credentialID, hashes, more = {}) {
      const list = dialect === 'v1' ? { hash: hashes, PIN: TEST_PIN } : authorize2(hashes);
      const body = { credentialID, numSignatures: Math.max(hashes.length, 1), ...list, ...more };
      const answer = await call('credentials/authorize', body);
      const { SAD } = answer.body;
      if (typeof SAD !== 'string') throw new TypeError(`no SAD: ${JSON.stringify(answer.body)}`);
      return SAD;
    },
  };
}

function authorize2(hashes: readonly string[]): Record<string, unknown> {
  return { hashes, hashAlgorithmOID: SHA256, authData: [{ id: 'PIN', value: TEST_PIN }] };
}

async function post(rssp: Rssp, url: string, body: unknown, token: string): Promise<TestAnswer> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const answer = await rssp.handler({ method: 'POST', url, headers, body: utf8(JSON.stringify(body)) });
  const text = new TextDecoder().decode(answer.body);
  return { ...answer, body: text === '' ? {} : JSON.parse(text) };
}
