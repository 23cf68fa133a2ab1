import { describe, expect, it } from 'vitest';
import { hostKind } from './address.ts';

/** As a URL gives the host of its text. */
const kindOf = (host: string) => hostKind(new URL(`http://${host}/`).hostname);

describe('hosts', () => {
  it.each([
    '127.0.0.1',
    '127.255.255.254',
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '168.63.129.16',
    '100.64.0.1',
    '100.100.100.200',
    '0.0.0.0',
    '192.0.0.8',
    '192.0.2.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    // Other spellings of loopback and private addresses.
    '127.1',
    '2130706433',
    '0x7f000001',
    '0177.0.0.1',
    '1',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:10.0.0.1]',
    '[::127.0.0.1]',
    '[fe80::1]',
    '[fec0::1]',
    '[fc00::1]',
    '[fd00:ec2::254]',
    '[ff02::1]',
    '[64:ff9b::10.0.0.1]',
    '[64:ff9b:1::1]',
    '[2002:7f00:1::]',
    '[2001::1]',
    '[2001:db8::1]',
    '[100::1]',
  ])('%s is not in the public network', (host) => {
    expect(kindOf(host)).toBe('special-address');
  });

  it.each([
    '8.8.8.8',
    '172.32.0.1',
    '192.169.0.1',
    '100.128.0.1',
    '[2606:4700::1111]',
    '[2400:8500::1]',
    '[64:ff9b::8.8.8.8]',
  ])('%s is public', (host) => {
    expect(kindOf(host)).toBe('public-address');
  });

  it.each([
    'localhost',
    'LOCALHOST',
    'localhost.',
    'a.localhost',
    'printer.local',
    'metadata.google.internal',
    'intranet',
    'nas.lan',
    'router.home.arpa',
    'db.corp',
  ])('the name %s is local', (host) => {
    expect(kindOf(host)).toBe('special-name');
  });

  it.each(['ca.example.jp', 'localhost.example.jp', 'notlocal.jp', 'xn--eckwd4c7c.jp', 'ca.example.jp.'])(
    'the name %s may be public',
    (host) => {
      expect(kindOf(host)).toBe('name');
    },
  );

  it.each([
    ['fe80::1%eth0', 'special-address'],
    ['2400:8500::1', 'public-address'],
    ['::ffff:8.8.8.8', 'special-address'],
    ['1:2:3:4:5:6:7:8:9', 'special-name'],
    ['1::2::3', 'special-name'],
    ['::gggg', 'special-name'],
    ['256.1.1.1', 'name'],
  ])('addresses as a look-up gives them: %s', (address, kind) => {
    expect(hostKind(address)).toBe(kind);
  });
});
