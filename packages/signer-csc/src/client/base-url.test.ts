import { describe, expect, it } from 'vitest';
import { assertBaseUrl } from './base-url.ts';

describe('the address of a service', () => {
  it.each([
    ['https://rssp.example/csc/v2/', 'https://rssp.example/csc/v2'],
    ['https://rssp.example:8443/x/csc/v0', 'https://rssp.example:8443/x/csc/v0'],
    ['https://rssp.example', 'https://rssp.example'],
  ])('%s is of https', (text, expected) => {
    expect(assertBaseUrl(text)).toBe(expected);
  });

  it.each([
    'http://rssp.example/csc/v1',
    'http://127.0.0.1:8080/csc/v1',
    'https://user:secret@rssp.example/',
    'https://rssp.example/?key=secret',
    'https://rssp.example/#x',
    'ftp://rssp.example/',
    'javascript:alert(1)',
    'rssp.example',
    '',
  ])('is not %s', (text) => {
    expect(() => assertBaseUrl(text)).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT', message: expect.not.stringContaining('secret') }),
    );
  });

  it.each(['http://127.0.0.1:8080/csc', 'http://localhost:80/csc', 'http://[::1]:1/csc'])(
    '%s is taken for this machine, where that is allowed',
    (text) => {
      expect(assertBaseUrl(text, { allowInsecureLoopback: true })).toMatch(/^http:/);
    },
  );

  it.each([
    'http://rssp.example/csc',
    'http://127.0.0.1.evil.example/',
    'http://localhost.evil.example/',
    'http://10.0.0.1/',
  ])('%s is not of this machine', (text) => {
    expect(() => assertBaseUrl(text, { allowInsecureLoopback: true })).toThrow();
  });
});
