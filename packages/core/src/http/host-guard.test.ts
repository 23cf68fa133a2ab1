import { describe, expect, it } from 'vitest';
import { createHostGuard, isPublicAddress } from './host-guard.ts';

const objections = (
  guard: ReturnType<typeof createHostGuard>,
  places: readonly (readonly [string, number])[],
) => places.map(([host, port]) => guard.objection({ host, port }) !== undefined);

describe('a guard of hosts', () => {
  it('lets public hosts be asked at usual ports', () => {
    const guard = createHostGuard({}, [389]);
    expect(
      objections(guard, [
        ['dir.example.jp', 389],
        ['8.8.8.8', 389],
        ['[2606:4700::1]', 389],
      ]),
    ).toEqual([false, false, false]);
    expect(guard.objection({ host: 'dir.example.jp', port: 390 })).toBe('port 390 is not allowed');
  });

  it('objects to addresses and names of closed networks', () => {
    const guard = createHostGuard({}, [389]);
    const closed = [
      '10.0.0.1',
      '127.0.0.1',
      '169.254.169.254',
      '[::1]',
      '[fd00::1]',
      'localhost',
      'ldap',
      'dir.local',
    ];
    expect(
      objections(
        guard,
        closed.map((host) => [host, 389] as const),
      ),
    ).toEqual(closed.map(() => true));
    expect(
      createHostGuard({ allowPrivateAddresses: true }, [389]).objection({ host: '10.0.0.1', port: 389 }),
    ).toBe(undefined);
  });

  it('lets named hosts be asked at any address, at the port that is named or at every port', () => {
    const guard = createHostGuard({ allowHosts: ['DIR.local', '[::1]:1389'] }, [389]);
    expect(
      objections(guard, [
        ['dir.local', 7],
        ['[::1]', 1389],
        ['[::1]', 389],
        ['other.local', 389],
      ]),
    ).toEqual([false, false, true, true]);
    expect(guard.allowsAnyAddress({ host: 'dir.local', port: 389 })).toBe(true);
    expect(guard.allowsAnyAddress({ host: 'dir.example.jp', port: 389 })).toBe(false);
  });

  it('refuses rules that name no host', () => {
    for (const entry of ['', 'http://dir', 'a b', 'dir:x', 'user@dir'])
      expect(() => createHostGuard({ allowHosts: [entry] }, [389])).toThrow(
        expect.objectContaining({ code: 'INVALID_ARGUMENT' }),
      );
  });

  it('knows public addresses from others', () => {
    expect(['8.8.8.8', '2606:4700::1'].map(isPublicAddress)).toEqual([true, true]);
    expect(
      ['10.1.1.1', '::1', '::ffff:8.8.8.8', 'fe80::1%eth0', 'name.example'].map(isPublicAddress),
    ).toEqual(Array(5).fill(false));
  });
});
