import { utf8 } from '@eseal/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readErrorBody } from './error-body.ts';

const JSON_TYPE = { 'content-type': 'application/json' };

const read = (body: string, headers: Readonly<Record<string, string>> = JSON_TYPE) =>
  readErrorBody({ status: 400, headers, body: utf8(body) });

describe('what a service says of an error', () => {
  it.each([
    [
      'of the specification',
      '{"error":"invalid_pin","error_description":"The PIN is invalid"}',
      'invalid_pin',
      'The PIN is invalid',
    ],
    [
      'with members of its own',
      '{"errorCode":"E-12","errorDescription":"no","errorReference":"ref-1"}',
      'E-12',
      'no',
    ],
    ['with code and message', '{"code":"invalidSad","message":"no"}', 'invalidSad', 'no'],
    ['with a number', '{"code":60110,"message":"no"}', '60110', 'no'],
    ['with a number as text', '{"error":"60110","error_description":"no"}', '60110', 'no'],
    ['with a capital letter', '{"Error":"invalid_token"}', 'invalid_token', undefined],
    ['within an object', '{"error":{"code":"invalid_token","message":"old"}}', 'invalid_token', 'old'],
    ['within a capital object', '{"Error":{"errorCode":"A1","errorMessage":"x"}}', 'A1', 'x'],
    ['as the first of a list', '{"errors":[{"code":"A1","detail":"x"},{"code":"A2"}]}', 'A1', 'x'],
    [
      'as RFC 9457 has it',
      '{"type":"about:blank","title":"Bad","detail":"numSignatures"}',
      undefined,
      'numSignatures',
    ],
    [
      'as a framework writes it',
      '{"timestamp":"t","status":401,"error":"Unauthorized","path":"/x"}',
      'Unauthorized',
      undefined,
    ],
    ['without anything', '{}', undefined, undefined],
    ['with nulls', '{"error":null,"error_description":null}', undefined, undefined],
    ['with other types', '{"error":[],"error_description":{}}', undefined, undefined],
  ])('is found %s', (_, body, code, description) => {
    expect(read(body)).toMatchObject({ code, description });
  });

  it('may be a text', () => {
    const plain = { 'content-type': 'text/plain;charset=utf-8' };
    expect(read('hash is missing\n', plain)).toMatchObject({
      code: undefined,
      description: 'hash is missing',
    });
    expect(read('', plain)).toMatchObject({ code: undefined, description: undefined });
  });

  it('is not a page for people', () => {
    const html = { 'content-type': 'text/html' };
    expect(read('<html><body>Sign in</body></html>', html)).toMatchObject({
      code: undefined,
      description: undefined,
    });
  });

  it('is JSON whatever the type says', () => {
    expect(read('{"error":"invalid_pin"}', { 'content-type': 'text/plain' })).toMatchObject({
      code: 'invalid_pin',
    });
    expect(read('{"error":"invalid_pin"}', {})).toMatchObject({ code: 'invalid_pin' });
  });

  it('may stand in the challenge of RFC 6750', () => {
    const challenge = 'Bearer realm="x", error="invalid_token", error_description="The access token expired"';
    expect(read('', { 'www-authenticate': challenge })).toEqual({
      code: 'invalid_token',
      description: 'The access token expired',
      correlationId: undefined,
    });
  });

  it('names the request for the operator', () => {
    expect(read('{"errorReference":"ref-1"}').correlationId).toBe('ref-1');
    expect(read('{}', { ...JSON_TYPE, 'x-request-id': 'r-2' }).correlationId).toBe('r-2');
  });

  it('takes a long code for a text', () => {
    const long = 'The request is not taken because '.repeat(4);
    expect(read(JSON.stringify({ error: long }))).toMatchObject({ code: undefined, description: long });
  });

  it('is read from any bytes without an error', () => {
    const types = fc.constantFrom('application/json', 'text/plain', 'text/html', '');
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), types, (body, type) => {
        readErrorBody({ status: 400, headers: { 'content-type': type }, body });
      }),
    );
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        readErrorBody({
          status: 400,
          headers: JSON_TYPE,
          body: utf8(JSON.stringify({ error: value, errors: [value] })),
        });
      }),
    );
  });
});
