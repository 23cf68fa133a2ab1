/** Options of a service. */
import type { Timer } from '@eseal/core';
import type { Clock } from '../../clock.ts';
import type { World } from '../../pki/worlds/world.ts';
import type { RsspSettings } from './context.ts';
import type { JapanOptions } from './japan/state.ts';
import type { CredentialDefinition, RsspClient, RsspUser } from './model.ts';
import type { OAuthSettings } from './oauth/state.ts';
import type { HabitName } from './presets/habits.ts';
import type { RsspPresetName } from './presets/presets.ts';
import type { RandomBytes } from './store.ts';

/** Options of `createRssp`. */
export interface RsspOptions {
  /** Scheme and host. Default `https://rssp.test`. */
  readonly baseUrl?: string;
  /** The PKI; it must have the entities of `rsspEntities` for the credentials. Default a good world of its own. */
  readonly world?: World;
  /** The time, standing still, or a clock. Default the world's. */
  readonly now?: Date | Clock;
  /** Default `SAMPLE_USERS`. */
  readonly users?: readonly RsspUser[];
  /** Default `SAMPLE_CLIENTS`. */
  readonly clients?: readonly RsspClient[];
  /** Default `SAMPLE_CREDENTIALS`. */
  readonly credentials?: readonly CredentialDefinition[];
  /** A service that is emulated. Default none: what the specification says. */
  readonly preset?: RsspPresetName;
  /** Single differences from the specification. Default none. */
  readonly habits?: readonly HabitName[];
  /** Limits and habits that differ from the usual ones. */
  readonly settings?: Partial<RsspSettings>;
  /** Habits of the authorisation server that differ from the usual ones. */
  readonly oauth?: Partial<OAuthSettings>;
  /** Authorities and habits of the Japanese extension that differ from the usual ones. */
  readonly japan?: JapanOptions;
  /** What delays wait by. Default the platform's timer. */
  readonly timer?: Timer;
  /** Where handles and one-time values come from. Default the platform. */
  readonly random?: RandomBytes;
}
