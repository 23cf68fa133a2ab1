import type { BridgedWorld } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { bridgedWorld } from '../../test/bridging.ts';
import { certificateOf } from '../../test/judging.ts';
import { createPinnedTrust } from '../trust/pinned.ts';
import { pathRoute } from './path-route.ts';
import { stepRoles } from './step-roles.ts';

let world: BridgedWorld;

beforeAll(async () => {
  world = await bridgedWorld();
});

const rolesOf = (target: string, others: readonly string[], offered: readonly string[] = []) => {
  const certificates = others.map((name) => certificateOf(world.entity(name)));
  const trust = {
    ...createPinnedTrust([]),
    certificatesNamed: () => offered.map((name) => certificateOf(world.entity(name))),
  };
  return stepRoles([certificateOf(world.entity(target)), ...certificates], trust);
};

describe('stepRoles', () => {
  it('knows cross-certificates by their mappings, or because the source of trust has them', async () => {
    expect(await rolesOf('seal', ['issuing-ca', 'bridge-to-b'])).toEqual(['target', 'intermediate', 'cross']);
    expect(await rolesOf('seal', ['issuing-ca'], ['issuing-ca'])).toEqual(['target', 'cross']);
    expect(await rolesOf('seal', ['issuing-ca'], ['c-issuing'])).toEqual(['target', 'intermediate']);
  });

  it('calls links between keys self-issued, even if they are offered', async () => {
    const links = ['d-new-with-old', 'd-old-with-new'];
    expect(await rolesOf('d-policy', links, links)).toEqual(['target', 'self-issued', 'self-issued']);
  });

  it('calls the certificate itself the target, whatever it is', async () => {
    expect(await rolesOf('bridge-to-b', [])).toEqual(['target']);
  });
});

describe('pathRoute', () => {
  it('is a bridge only where a path leaves the domain', () => {
    expect(pathRoute({ route: 'bridge' }, ['target', 'cross'])).toBe('bridge');
    expect(pathRoute({ route: 'bridge' }, ['target', 'intermediate', 'self-issued'])).toBe('pinned');
    expect(pathRoute({ route: 'trusted-list' }, ['target', 'cross'])).toBe('trusted-list');
    expect(pathRoute({ route: 'pinned' }, ['target', 'cross'])).toBe('pinned');
  });
});
