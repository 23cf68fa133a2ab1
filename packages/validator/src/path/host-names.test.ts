import { describe, expect, it } from 'vitest';
import { parseHost, parseMailbox, parseUriHost } from './host-names.ts';

describe('host names', () => {
  it('are labels of letters, digits and hyphens, in any case', () => {
    expect(parseHost('Seal.Example-1.jp')).toBe('seal.example-1.jp');
    expect(parseHost('localhost')).toBe('localhost');
  });

  it('are no addresses, and have no empty, odd or overlong labels', () => {
    for (const text of [
      '',
      '.a',
      'a.',
      'a..b',
      '-a.b',
      'a-.b',
      'a_b',
      'a b',
      '192.0.2.1',
      'a\0.b',
      '*.a',
      'あ',
    ])
      expect([text, parseHost(text)]).toEqual([text, undefined]);
    expect(parseHost('a'.repeat(64))).toBeUndefined();
    expect(parseHost(`${'a.'.repeat(126)}aa`)).toBeUndefined();
  });
});

describe('mailboxes', () => {
  it('have a local part as it is written, and a host in lower case', () => {
    expect(parseMailbox('Seal+1@Example.JP')).toEqual({ local: 'Seal+1', host: 'example.jp' });
    expect(parseMailbox('印@example.jp')).toEqual({ local: '印', host: 'example.jp' });
  });

  it('are none with two signs, no host, or what might hide one', () => {
    for (const text of ['a@b@c.jp', '@c.jp', 'a@', 'a', '"a@b"@c.jp', 'a @c.jp', 'a@192.0.2.1', 'a\0@c.jp'])
      expect([text, parseMailbox(text)]).toEqual([text, undefined]);
  });
});

describe('hosts of URIs', () => {
  it('stand in the authority, without user and port', () => {
    expect(parseUriHost('https://user:x@Seal.example.jp:8443/a?b#c')).toBe('seal.example.jp');
    expect(parseUriHost('ldap://example.jp')).toBe('example.jp');
  });

  it('are missing where there is no authority or an address', () => {
    for (const text of [
      'urn:isbn:1',
      'mailto:a@b.jp',
      'https://[2001:db8::1]/',
      'https://192.0.2.1/',
      'https:///a',
      '',
    ])
      expect([text, parseUriHost(text)]).toEqual([text, undefined]);
  });

  it('are not taken from what follows a second sign', () => {
    expect(parseUriHost('https://permitted.jp@evil.jp/')).toBe('evil.jp');
    expect(parseUriHost('https://evil.jp/@permitted.jp')).toBe('evil.jp');
    expect(parseUriHost('https://evil.jp\\@permitted.jp/')).toBe('permitted.jp');
  });
});
