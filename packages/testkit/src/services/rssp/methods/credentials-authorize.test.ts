import { describe, expect, it } from 'vitest';
import { createClock } from '../../../clock.ts';
import { oneTimePassword, stepOf } from '../factors/one-time-password.ts';
import type { Dialect } from '../model.ts';
import { ECDSA_SHA256, hashOf, openTestRssp, SHA256, TEST_PIN, type TestRssp } from '../test-rssp.ts';

const DIALECTS: readonly Dialect[] = ['v1', 'v2'];

/** Factors in the members of a version. */
function factors(dialect: Dialect, values: Readonly<Record<string, string>>): Record<string, unknown> {
  return dialect === 'v1'
    ? values
    : { authData: Object.entries(values).map(([id, value]) => ({ id, value })) };
}

/** Digests in the members of a version. */
function digests(dialect: Dialect, ...hashes: readonly string[]): Record<string, unknown> {
  return dialect === 'v1' ? { hash: hashes } : { hashes, hashAlgorithmOID: SHA256 };
}

const WRONG = {
  v1: { pin: '400 invalid_pin: The PIN is invalid', otp: '400 invalid_otp: The OTP is invalid' },
  v2: {
    pin: '400 invalid_authentication_data: The authentication data is invalid',
    otp: '400 invalid_authentication_data: The authentication data is invalid',
  },
} as const;
const LOCKED = {
  v1: { pin: '400 invalid_request: PIN locked', otp: '400 invalid_request: OTP locked' },
  v2: { pin: '400 invalid_request: Credential locked', otp: '400 invalid_request: Credential locked' },
} as const;

describe.each(DIALECTS)('credentials/authorize in %s', (dialect) => {
  const right = { credentialID: 'seal-pin', numSignatures: 1, ...factors(dialect, { PIN: TEST_PIN }) };

  it.each<[what: string, more: Record<string, unknown>, text: string]>([
    ['no credential', { credentialID: undefined }, 'Missing (or invalid type) string parameter credentialID'],
    ["somebody else's credential", { credentialID: 'seal-somu' }, 'Invalid parameter credentialID'],
    [
      'a credential that an authorisation server approves',
      { credentialID: 'seal-oauth' },
      'Invalid parameter credentialID',
    ],
    [
      'a key that is switched off',
      { credentialID: 'seal-disabled' },
      'The credential identified by credentialID is disabled',
    ],
    ['no count', { numSignatures: undefined }, 'Missing (or invalid type) integer parameter numSignatures'],
    ['a count as text', { numSignatures: '1' }, 'Missing (or invalid type) integer parameter numSignatures'],
    [
      'part of a signature',
      { numSignatures: 1.5 },
      'Missing (or invalid type) integer parameter numSignatures',
    ],
    ['no signature', { numSignatures: 0 }, 'Invalid value for parameter numSignatures'],
    ['too many signatures', { numSignatures: 101 }, 'Numbers of signatures is too high'],
    [
      'more digests than signatures',
      digests(dialect, hashOf(1), hashOf(2)),
      'Invalid value for parameter numSignatures',
    ],
    [
      'no digest where one is needed',
      { credentialID: 'seal-pin-scal2' },
      'Missing (or invalid type) array parameter hash',
    ],
    ['an empty list', digests(dialect), 'Empty hash array'],
    ['a digest that is no Base64', digests(dialect, '*'), 'Invalid Base64 hash string parameter'],
    ['a digest of another length', digests(dialect, 'AAAA'), 'Invalid digest value length'],
    ['a long description', { description: 'x'.repeat(501) }, 'Invalid parameter description'],
    ['client data of another type', { clientData: 1 }, 'Invalid parameter clientData'],
    ['an unknown member', { hashs: [] }, 'Unknown parameter hashs'],
  ])('refuses %s', async (_what, more, text) => {
    const service = await openTestRssp(dialect);
    const refusal = await service.refusal('credentials/authorize', { ...right, ...more });
    expect(refusal).toBe(`400 invalid_request: ${text}`);
  });

  it('answers with a SAD that nobody guesses, and how long it lasts', async () => {
    const service = await openTestRssp(dialect);
    const { body } = await service.call('credentials/authorize', { ...right, description: '請求書 1 通' });
    expect(body).toEqual({ SAD: expect.stringMatching(/^[0-9a-f]{64}$/), expiresIn: 300 });
  });

  it('needs no factors where the service alone decides', async () => {
    const service = await openTestRssp(dialect);
    const body = {
      credentialID: 'seal-implicit',
      numSignatures: 1,
      ...(dialect === 'v2' && { authData: [] }),
    };
    expect((await service.call('credentials/authorize', body)).status).toBe(200);
  });

  it('takes a password', async () => {
    const service = await openTestRssp(dialect);
    const id = dialect === 'v1' ? 'PIN' : 'Password';
    const authorize = (value: string) =>
      service.call('credentials/authorize', {
        credentialID: 'seal-password',
        numSignatures: 1,
        ...factors(dialect, { [id]: value }),
      });
    expect([(await authorize('test only')).status, (await authorize('Test only')).status]).toEqual([
      200, 400,
    ]);
  });

  it('locks a credential after five wrong PINs, and not before', async () => {
    const service = await openTestRssp(dialect);
    const authorize = (PIN: string) =>
      service.refusal('credentials/authorize', { ...right, ...factors(dialect, { PIN }) });
    const tries = async (count: number): Promise<readonly string[]> => {
      const answers: string[] = [];
      for (let each = 0; each < count; each++) answers.push(await authorize('000000'));
      return answers;
    };
    expect(await tries(4)).toEqual(Array(4).fill(WRONG[dialect].pin));
    expect(await authorize(TEST_PIN)).toMatch(/^200/);
    expect(await tries(5)).toEqual(Array(5).fill(WRONG[dialect].pin));
    expect(await authorize(TEST_PIN)).toBe(LOCKED[dialect].pin);
  });

  it('takes a code of the own device once', async () => {
    const clock = createClock();
    const service = await openTestRssp(dialect, { now: clock });
    const code = await oneTimePassword('TESTKIT OTP SEED 001', stepOf(clock.now()));
    const body = { credentialID: 'seal-otp-offline', numSignatures: 1, ...factors(dialect, { OTP: code }) };
    expect((await service.call('credentials/authorize', body)).status).toBe(200);
    expect(await service.refusal('credentials/authorize', body)).toBe(WRONG[dialect].otp);
    clock.advance(30_000);
    expect(await service.refusal('credentials/authorize', body)).toBe(WRONG[dialect].otp);
  });

  it('wants both of two factors, and the one that was sent only once', async () => {
    const clock = createClock();
    const service = await openTestRssp(dialect, { now: clock });
    const credentialID = 'seal-pin-otp';
    await askForValue(service, dialect, credentialID);
    const OTP = service.rssp.outbox[0]?.value ?? '';
    const authorize = (values: Readonly<Record<string, string>>) =>
      service.call('credentials/authorize', {
        ...{ credentialID, numSignatures: 1, ...digests(dialect, hashOf(1)) },
        ...factors(dialect, values),
      });
    expect((await authorize({ PIN: TEST_PIN })).status).toBe(400);
    expect((await authorize({ PIN: '000000', OTP })).status).toBe(400);
    expect((await authorize({ PIN: TEST_PIN, OTP })).status).toBe(200);
    expect((await authorize({ PIN: TEST_PIN, OTP })).status).toBe(400);
  });

  it('takes a value that was sent for as long as it lasts', async () => {
    const clock = createClock();
    const service = await openTestRssp(dialect, { now: clock, settings: { otpLifetime: 60 } });
    await askForValue(service, dialect, 'seal-otp-online');
    clock.advance(60_000);
    const OTP = service.rssp.outbox[0]?.value ?? '';
    const body = { credentialID: 'seal-otp-online', numSignatures: 1, ...factors(dialect, { OTP }) };
    expect(await service.refusal('credentials/authorize', body)).toBe(WRONG[dialect].otp);
  });

  it('sends values not too soon, and not too often', async () => {
    const clock = createClock();
    const service = await openTestRssp(dialect, { now: clock });
    expect((await askForValue(service, dialect, 'seal-otp-online')).status).toBe(204);
    const soon = await askForValue(service, dialect, 'seal-otp-online');
    expect([soon.status, soon.headers['retry-after']]).toEqual([429, '30']);
    for (let each = 0; each < 4; each++) {
      clock.advance(30_000);
      expect((await askForValue(service, dialect, 'seal-otp-online')).status).toBe(204);
    }
    clock.advance(30_000);
    const { body } = await askForValue(service, dialect, 'seal-otp-online');
    expect(`400 ${body.error}: ${body.error_description}`).toBe(LOCKED[dialect].otp);
    expect(service.rssp.outbox).toHaveLength(5);
  });
});

function askForValue(service: TestRssp, dialect: Dialect, credentialID: string) {
  return dialect === 'v1'
    ? service.call('credentials/sendOTP', { credentialID })
    : service.call('credentials/getChallenge', { credentialID, authObjectID: 'OTP' });
}

describe('what only v1 or only v2 has', () => {
  it.each([
    ['no factor', {}, 'Missing (or invalid type) string parameter PIN'],
    ['a number for the PIN', { PIN: Number(TEST_PIN) }, 'Invalid parameter PIN'],
    ['a number for the OTP', { PIN: TEST_PIN, OTP: 1 }, 'Invalid parameter OTP'],
  ])('refuses %s in v1', async (_what, more, text) => {
    const service = await openTestRssp('v1');
    const body = { credentialID: 'seal-pin', numSignatures: 1, ...more };
    expect(await service.refusal('credentials/authorize', body)).toBe(`400 invalid_request: ${text}`);
  });

  it.each([
    ['factors that are a text', { authData: 'PIN' }, '400 invalid_request: Invalid parameter authData'],
    [
      'a factor of no name',
      { authData: [{ value: 'x' }] },
      '400 invalid_request: Invalid parameter authData',
    ],
    ['an empty list of factors', { authData: [] }, WRONG.v2.pin],
    ['no factors', {}, WRONG.v2.pin],
    ['a factor of another name', { authData: [{ id: 'x', value: TEST_PIN }] }, WRONG.v2.pin],
    ['a factor without value', { authData: [{ id: 'PIN' }] }, WRONG.v2.pin],
    [
      'a factor twice',
      {
        authData: [
          { id: 'PIN', value: TEST_PIN },
          { id: 'PIN', value: TEST_PIN },
        ],
      },
      WRONG.v2.pin,
    ],
  ])('refuses %s in v2', async (_what, more, refusal) => {
    const service = await openTestRssp('v2');
    const body = { credentialID: 'seal-pin', numSignatures: 1, ...more };
    expect(await service.refusal('credentials/authorize', body)).toBe(refusal);
  });

  it.each([
    [{ hashes: [hashOf(1)] }, 'Missing (or invalid type) string parameter hashAlgorithmOID'],
    [{ hashes: [hashOf(1)], hashAlgorithmOID: '1.2.3' }, 'Invalid parameter hashAlgorithmOID'],
    [{ hashes: [hashOf(1)], hashAlgorithmOID: '2.16.840.1.101.3.4.2.2' }, 'Invalid digest value length'],
  ])('refuses the digests %o in v2', async (more, text) => {
    const service = await openTestRssp('v2');
    const body = { credentialID: 'seal-pin', numSignatures: 1, ...factors('v2', { PIN: TEST_PIN }), ...more };
    expect(await service.refusal('credentials/authorize', body)).toBe(`400 invalid_request: ${text}`);
  });

  it('takes the answer of a device to a challenge, once', async () => {
    const service = await openTestRssp('v2');
    const ask = { credentialID: 'seal-challenge', authObjectID: 'Device' };
    const { body } = await service.call('credentials/getChallenge', ask);
    expect(body.challenge).toMatch(/^[0-9a-f]{32}$/);
    const [{ value } = { value: '' }] = service.rssp.outbox;
    const authorize = (answer: string) =>
      service.call('credentials/authorize', {
        credentialID: 'seal-challenge',
        numSignatures: 1,
        ...factors('v2', { Device: answer }),
      });
    expect((await authorize('00')).status).toBe(400);
    expect((await authorize(value)).status).toBe(200);
    expect((await authorize(value)).status).toBe(400);
  });

  it.each([
    [{ credentialID: 'x', authObjectID: 'OTP' }, 'Invalid parameter credentialID'],
    [{ credentialID: 'seal-pin', authObjectID: 'PIN' }, 'Invalid parameter authObjectID'],
    [{ credentialID: 'seal-pin', authObjectID: 'x' }, 'Invalid parameter authObjectID'],
    [{ credentialID: 'seal-pin' }, 'Missing (or invalid type) string parameter authObjectID'],
  ])('gives no challenge for %o', async (body, text) => {
    const service = await openTestRssp('v2');
    expect(await service.refusal('credentials/getChallenge', body)).toBe(`400 invalid_request: ${text}`);
  });

  it('sends no value for a key that has no such factor', async () => {
    const service = await openTestRssp('v1');
    const refusal = await service.refusal('credentials/sendOTP', { credentialID: 'seal-pin' });
    expect(refusal).toBe('400 invalid_request: Invalid parameter credentialID');
  });
});

describe('a decision in another channel', () => {
  const ask = { credentialID: 'seal-out-of-band', numSignatures: 1, description: '請求書 1 通' };
  const ask2 = { ...ask, ...digests('v2', hashOf(1)), authData: [{ id: 'App' }] };

  it('is asked about by its handle until it is there, and then once', async () => {
    const service = await openTestRssp('v2');
    const { status, body } = await service.call('credentials/authorize', ask2);
    expect([status, Object.keys(body)]).toEqual([202, ['handle']]);
    const check = () => service.call('credentials/authorizeCheck', { handle: body.handle });
    expect(await check()).toMatchObject({ status: 202, body });
    const [approval] = service.rssp.approvals();
    expect(approval).toMatchObject({ credentialId: 'seal-out-of-band', description: '請求書 1 通' });
    approval?.approve();
    const { SAD } = (await check()).body;
    expect((await check()).status).toBe(400);
    const sign = { credentialID: 'seal-out-of-band', SAD, hashes: [hashOf(1)], signAlgo: ECDSA_SHA256 };
    expect((await service.call('signatures/signHash', sign)).status).toBe(200);
  });

  it('may be no', async () => {
    const service = await openTestRssp('v2');
    const { handle } = (await service.call('credentials/authorize', ask2)).body;
    service.rssp.approvals()[0]?.refuse();
    expect(await service.refusal('credentials/authorizeCheck', { handle })).toBe(
      '400 access_denied: The request was refused',
    );
  });

  it('is told to nobody else', async () => {
    const service = await openTestRssp('v2');
    const { handle } = (await service.call('credentials/authorize', ask2)).body;
    const other = service.rssp.token({ clientId: 'other-app' });
    for (const [body, token] of [
      [{ handle }, other],
      [{ handle: 'x' }, service.token],
      [{}, service.token],
    ] as const) {
      const refusal = await service.refusal('credentials/authorizeCheck', body, token);
      expect(refusal).toBe('400 invalid_request: Invalid parameter handle');
    }
  });

  it('is waited for in v1, and may come by itself after some checks', async () => {
    const service = await openTestRssp('v1');
    const answer = service.call('credentials/authorize', ask);
    await expect.poll(() => service.rssp.approvals()).toHaveLength(1);
    service.rssp.approvals()[0]?.approve();
    expect((await answer).body).toHaveProperty('SAD');
    const quick = await openTestRssp('v1', { settings: { checksUntilApproved: 1 } });
    expect((await quick.call('credentials/authorize', ask)).body).toHaveProperty('SAD');
  });
});

describe.each(DIALECTS)('credentials/extendTransaction in %s', (dialect) => {
  const credentialID = 'seal-pin-scal2';
  const sign = (service: TestRssp, SAD: unknown, byte: number) => {
    const list = dialect === 'v1' ? { hash: [hashOf(byte)] } : { hashes: [hashOf(byte)] };
    return service.call('signatures/signHash', { credentialID, SAD, signAlgo: ECDSA_SHA256, ...list });
  };

  it('signs three digests one after the other, each bound before it is signed', async () => {
    const service = await openTestRssp(dialect);
    let SAD: unknown = await service.sad(credentialID, [hashOf(1)], { numSignatures: 3 });
    expect((await sign(service, SAD, 1)).status).toBe(200);
    for (const byte of [2, 3]) {
      const old = SAD;
      const extend = { credentialID, SAD, ...digests(dialect, hashOf(byte)) };
      SAD = (await service.call('credentials/extendTransaction', extend)).body.SAD;
      expect([(await sign(service, old, byte)).status, (await sign(service, SAD, byte)).status]).toEqual([
        400, 200,
      ]);
    }
    const more = { credentialID, SAD, ...digests(dialect, hashOf(4)) };
    expect(await service.refusal('credentials/extendTransaction', more)).toContain('Invalid parameter SAD');
  });

  it('does not add signatures, nor time to what has expired', async () => {
    const clock = createClock();
    const service = await openTestRssp(dialect, { now: clock });
    const SAD = await service.sad(credentialID, [hashOf(1)]);
    const extend = (...bytes: readonly number[]) =>
      service.refusal('credentials/extendTransaction', {
        credentialID,
        SAD,
        ...digests(dialect, ...bytes.map(hashOf)),
      });
    expect(await extend(2, 3)).toContain('Numbers of signatures is too high');
    clock.advance(300_000);
    expect(await extend(2)).toContain('SAD expired');
  });
});
