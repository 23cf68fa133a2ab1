/**
 * Values that are sent to a user when asked for: `credentials/sendOTP` (CSC API v1.0.4.0 §11.8) and
 * `credentials/getChallenge` (v2.0.0.2 §11.10).
 *
 * @module
 */
import { toHex } from '@eseal/core';
import type { RsspContext } from '../context.ts';
import { assertEnabled, credentialOf } from '../credentials.ts';
import { factorState } from '../factors/factors.ts';
import { type IdentifiedCall, type Method, NO_CONTENT, ok } from '../method.ts';
import type { RsspCredential, RsspFactor } from '../model.ts';
import { assertKnown, optionalString, requiredString } from '../parameters.ts';
import { invalidRequest, Problem } from '../problem.ts';

/** `credentials/sendOTP`. */
export function createSendOtp(context: RsspContext): Method {
  return {
    name: 'credentials/sendOTP',
    dialects: ['v1'],
    access: 'seal',
    async answer(call) {
      assertKnown(call.parameters, ['credentialID', 'clientData']);
      const credential = credentialOf(context, call);
      optionalString(call.parameters, 'clientData');
      assertEnabled(credential);
      const factor = factorsOf(credential).find(({ kind }) => kind === 'otp-online');
      if (factor === undefined) throw invalidRequest('Invalid parameter credentialID');
      assertMaySend(context, credential, 'OTP locked');
      send(context, credential, { kind: 'otp', factor, value: sixDigits(context) });
      return NO_CONTENT;
    },
  };
}

/** `credentials/getChallenge`: the challenge, or 204 where the value reaches the user in another channel. */
export function createGetChallenge(context: RsspContext): Method {
  return {
    name: 'credentials/getChallenge',
    dialects: ['v2'],
    access: 'seal',
    async answer(call) {
      assertKnown(call.parameters, ['credentialID', 'authObjectID']);
      const credential = credentialOf(context, call);
      assertEnabled(credential);
      const factor = namedFactor(call, credential);
      assertMaySend(context, credential, 'Credential locked');
      if (factor.kind === 'otp-online') {
        send(context, credential, { kind: 'otp', factor, value: sixDigits(context) });
        return NO_CONTENT;
      }
      const challenge = toHex(context.random(16));
      send(context, credential, { kind: 'challenge-response', factor, value: toHex(context.random(4)) });
      return ok({ challenge });
    },
  };
}

function namedFactor({ parameters }: IdentifiedCall, credential: RsspCredential): RsspFactor {
  const id = requiredString(parameters, 'authObjectID');
  const factor = factorsOf(credential).find((each) => each.id === id);
  if (factor?.kind !== 'otp-online' && factor?.kind !== 'challenge') {
    throw invalidRequest('Invalid parameter authObjectID');
  }
  return factor;
}

function factorsOf({ authorization }: RsspCredential): readonly RsspFactor[] {
  return authorization.mode === 'explicit' ? authorization.factors : [];
}

/** Not too soon after another, and not too often: messages cost, and a flood of them tires whoever approves. */
function assertMaySend(context: RsspContext, credential: RsspCredential, locked: string): void {
  const { settings, clock } = context;
  const state = factorState(context, credential);
  if (state.isLocked || state.sent.length >= settings.mostOtps) throw invalidRequest(locked);
  const since = (clock.now().getTime() - (state.sent.at(-1) ?? -Infinity)) / 1000;
  if (since >= settings.otpSpacing) return;
  const seconds = Math.ceil(settings.otpSpacing - since);
  throw new Problem('temporarily_unavailable', 'A value was sent a moment ago', 429, {
    'retry-after': String(seconds),
  });
}

interface Message {
  readonly kind: 'otp' | 'challenge-response';
  readonly factor: RsspFactor;
  readonly value: string;
}

function send(context: RsspContext, credential: RsspCredential, { kind, factor, value }: Message): void {
  const now = context.clock.now().getTime();
  const state = factorState(context, credential);
  state.issued.set(factor.id, { value, expiresAt: now + context.settings.otpLifetime * 1000 });
  state.sent.push(now);
  context.outbox.push({ kind, credentialId: credential.id, factorId: factor.id, value });
}

function sixDigits({ random }: RsspContext): string {
  const [a = 0, b = 0, c = 0] = random(3);
  return String(((a << 16) | (b << 8) | c) % 1_000_000).padStart(6, '0');
}
