/** A service's memory, keys and settings from its options. */
import { systemTimer } from '@eseal/core';
import { createGoodWorld } from '../../pki/worlds/good.ts';
import { clockOf, type World } from '../../pki/worlds/world.ts';
import type { RsspContext, RsspSettings } from './context.ts';
import { createJapanState } from './japan/state.ts';
import { LOGIN_CLIENT } from './oauth/login.ts';
import { createOAuthState } from './oauth/state.ts';
import type { RsspOptions } from './options.ts';
import { HABITS } from './presets/habits.ts';
import { RSSP_PRESETS, type RsspPreset } from './presets/presets.ts';
import { SAMPLE_CLIENTS, SAMPLE_CREDENTIALS, SAMPLE_USERS } from './samples.ts';
import { createStore } from './store.ts';
import { openCredential, rsspEntities } from './world.ts';

const DEFAULTS: RsspSettings = {
  version2: '2.0.0.2',
  strictness: 'strict',
  sadLifetime: 300,
  otpLifetime: 120,
  otpSpacing: 30,
  checksUntilApproved: undefined,
  mostOtps: 5,
  mostTries: 5,
  pageSize: 20,
  mostValidity: 3600,
  pollsUntilDone: 1,
  ecdsaOutput: 'der',
  listClientData: undefined,
  sadAsBearer: false,
  rateLimit: undefined,
};

/** The inside of a service. */
export async function createContext(options: RsspOptions): Promise<RsspContext> {
  const { baseUrl = 'https://rssp.test', credentials = SAMPLE_CREDENTIALS } = options;
  const preset: RsspPreset = options.preset === undefined ? { habits: [] } : RSSP_PRESETS[options.preset];
  const habits = [...preset.habits, ...(options.habits ?? [])];
  const world = options.world ?? (await createOwnWorld(options));
  const store = createStore();
  for (const definition of credentials) {
    store.credentials.set(definition.id, await openCredential(definition, world));
  }
  return {
    baseUrl,
    urls: {
      v1: baseUrl + (preset.paths?.v1 ?? '/csc/v1'),
      v2: baseUrl + (preset.paths?.v2 ?? '/csc/v2'),
      oauth: baseUrl,
    },
    world,
    clock: options.now === undefined ? world.clock : clockOf(options),
    random: options.random ?? ((length) => globalThis.crypto.getRandomValues(new Uint8Array(length))),
    settings: { ...DEFAULTS, ...preset.settings, ...options.settings },
    users: options.users ?? SAMPLE_USERS,
    clients: [...(options.clients ?? SAMPLE_CLIENTS), LOGIN_CLIENT],
    store,
    outbox: [],
    habits: habits.map((name) => HABITS[name]),
    faults: { active: undefined },
    timer: options.timer ?? systemTimer,
    oauth: createOAuthState({ ...preset.oauth, ...options.oauth }),
    japan: createJapanState(options.japan),
  };
}

function createOwnWorld({ now, credentials = SAMPLE_CREDENTIALS }: RsspOptions): Promise<World> {
  const clock = clockOf(now === undefined ? {} : { now });
  return createGoodWorld({ now: clock, entities: rsspEntities(clock.now(), credentials) });
}
