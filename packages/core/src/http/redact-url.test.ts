import { describe, expect, it } from 'vitest';
import { redactUrl } from './redact-url.ts';

describe('what is shown of a URL', () => {
  it.each([
    ['https://tsa.example/tsr', 'https://tsa.example/tsr'],
    ['https://user:secret@tsa.example:8443/tsr?key=secret#secret', 'https://tsa.example:8443/tsr?…'],
    ['http://secret@[2001:db8::1]/', 'http://[2001:db8::1]/'],
    ['HTTP://TSA.example', 'http://tsa.example/'],
    ['https://tsa.example/?', 'https://tsa.example/'],
    ['user:secret@tsa.example', 'an address that is no URL'],
    ['ldap://ca.example/cn=CA?certificateRevocationList', 'ldap://ca.example/cn=CA?…'],
    ['//secret', 'an address that is no URL'],
    ['', 'an address that is no URL'],
  ])('%s is %s', (url, shown) => {
    expect(redactUrl(url)).toBe(shown);
  });
});
