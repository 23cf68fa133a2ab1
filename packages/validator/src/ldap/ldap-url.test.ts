import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLdapServer, parseLdapUrl } from './ldap-url.ts';

describe('parseLdapUrl', () => {
  it('reads host, name and attributes', () => {
    expect(
      parseLdapUrl('ldap://dir.example.jp/cn=CA,o=Example,c=JP?certificateRevocationList;binary'),
    ).toEqual({
      server: { secure: false, host: 'dir.example.jp', port: 389 },
      name: 'cn=CA,o=Example,c=JP',
      attributes: ['certificateRevocationList'],
    });
    expect(parseLdapUrl('LDAPS://DIR.example.jp:1636/c=JP?CACERTIFICATE,crosscertificatepair?base')).toEqual({
      server: { secure: true, host: 'dir.example.jp', port: 1636 },
      name: 'c=JP',
      attributes: ['cACertificate', 'crossCertificatePair'],
    });
  });

  it('reads names in any script, encoded as addresses are', () => {
    const name = 'ou=認証局,o=例示 株式会社,c=JP';
    expect(parseLdapUrl(`ldap:///${encodeURIComponent(name)}`)).toEqual({
      server: undefined,
      name,
      attributes: [],
    });
  });

  it('keeps a port that is the default of another scheme', () => {
    expect(parseLdapUrl('ldap://dir.example.jp:80/c=JP')?.server?.port).toBe(80);
  });

  it('spells hosts as HTTP does, so that no spelling gets past a guard', () => {
    const host = (place: string) => parseLdapUrl(`ldap://${place}/c=JP`)?.server?.host;
    expect(['127.1', '0x7f000001', '2130706433', '[::1]', 'LOCALHOST'].map(host)).toEqual([
      '127.0.0.1',
      '127.0.0.1',
      '127.0.0.1',
      '[::1]',
      'localhost',
    ]);
  });

  it('takes filters and extensions that change nothing', () => {
    for (const rest of [
      '?cACertificate?base?(objectClass=*)',
      '?cACertificate??objectClass=pkiCA',
      '????x=y',
    ])
      expect(parseLdapUrl(`ldap://dir.example.jp/c=JP${rest}`)?.name).toBe('c=JP');
  });

  it.each([
    'http://dir.example.jp/c=JP',
    'ldap:c=JP',
    'ldapi://%2Ftmp%2Fsocket/c=JP',
    'ldap://user:secret@dir.example.jp/c=JP',
    'ldap://dir.example.jp:99999/c=JP',
    'ldap://dir example/c=JP',
    'ldap://dir.example.jp/c=JP?userPassword',
    'ldap://dir.example.jp/c=JP?*',
    'ldap://dir.example.jp/c=JP?cACertificate;lang-ja',
    'ldap://dir.example.jp/c=JP?cACertificate?sub',
    'ldap://dir.example.jp/c=JP?cACertificate?one',
    'ldap://dir.example.jp/c=JP?cACertificate?base?(uid=*)',
    'ldap://dir.example.jp/c=JP?cACertificate?base?(|(objectClass=*)(uid=*))',
    'ldap://dir.example.jp/c=JP?cACertificate?base?(objectClass=*)?!bindname=cn=x',
    'ldap://dir.example.jp/c=JP?????',
    'ldap://dir.example.jp/c=JP#fragment',
    'ldap://dir.example.jp/%zz',
    'ldap://dir.example.jp/%ff',
    `ldap://dir.example.jp/${'x'.repeat(5000)}`,
  ])('refuses %.80s', (text) => {
    expect(parseLdapUrl(text)).toBeUndefined();
  });

  it('throws nothing, whatever the text', () => {
    fc.assert(
      fc.property(fc.string(), (rest) => {
        parseLdapUrl(rest);
        parseLdapUrl(`ldap://${rest}`);
      }),
    );
  });
});

describe('parseLdapServer', () => {
  it('reads scheme, host and port, and nothing else', () => {
    expect(parseLdapServer('ldaps://dir.example.jp')).toEqual({
      secure: true,
      host: 'dir.example.jp',
      port: 636,
    });
    expect(parseLdapServer('ldap://[::1]:1389/')?.port).toBe(1389);
    for (const text of [
      '',
      'ldap://',
      'http://x',
      'ldap://x/c=JP',
      'ldap://x?y',
      'ldap://me@x',
      'dir.example.jp',
    ])
      expect(parseLdapServer(text)).toBeUndefined();
  });
});
