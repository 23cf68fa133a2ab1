import { fromBase64, toHex } from '@eseal/core';
import { parseTimestampToken } from '@eseal/core/timestamp';
import { describe, expect, it } from 'vitest';
import { hashOf, openTestRssp, SHA256 } from '../test-rssp.ts';

const REQUEST = { hash: hashOf(1), hashAlgo: SHA256, nonce: '5fab' };
const service = await openTestRssp('v1', { credentials: [] });

describe('signatures/timestamp', () => {
  it.each(['v1', 'v2'] as const)('has the same members in %s', async (dialect) => {
    const { call } = await openTestRssp(dialect, { credentials: [] });
    const { body } = await call('signatures/timestamp', { ...REQUEST, timestampID: 'tsa-b' });
    expect(Object.keys(body)).toEqual(['timestamp', 'timestampID']);
    const { tstInfo } = parseTimestampToken(fromBase64(String(body.timestamp)) ?? new Uint8Array());
    expect(tstInfo.policy).toBe('2.999.2.2');
    expect(toHex(tstInfo.nonce ?? new Uint8Array())).toBe('5fab');
  });

  it('is answered by the first authority where none is asked for, and says nothing of the extension', async () => {
    const { body } = await service.call('signatures/timestamp', REQUEST);
    expect(Object.keys(body)).toEqual(['timestamp']);
  });

  it.each<[Readonly<Record<string, unknown>>, string]>([
    [{ hash: undefined }, 'Missing (or invalid type) string parameter hash'],
    [{ hash: 5 }, 'Missing (or invalid type) string parameter hash'],
    [{ hash: '' }, 'Empty hash parameter'],
    [{ hash: 'AAAA' }, 'Invalid digest value length'],
    [{ hash: '!' }, 'Invalid Base64 hash string parameter'],
    [{ hashAlgo: '1.3.14.3.2.26' }, 'Invalid parameter hashAlgo'],
    [{ nonce: '0x5f' }, 'Invalid parameter nonce'],
    [{ nonce: '5f0' }, 'Invalid parameter nonce'],
    [{ nonce: '' }, 'Invalid parameter nonce'],
    [{ timestampID: 5 }, 'Missing (or invalid type) string parameter timestampID'],
    [{ timestampID: 'tsa-z' }, 'Invalid parameter timestampID'],
    [{ timestampID: 'tsa-disabled' }, 'The TSA identified by timestampID is disabled'],
    [{ policy: '2.999.9' }, 'Invalid parameter policy'],
    [{ timestampld: 'tsa-a' }, 'Unknown parameter timestampld'],
  ])('refuses %j', async (values, description) => {
    const refusal = await service.refusal('signatures/timestamp', { ...REQUEST, ...values });
    expect(refusal).toBe(`400 invalid_request: ${description}`);
  });

  it('says that an authority is down', async () => {
    const answer = await service.call('signatures/timestamp', { ...REQUEST, timestampID: 'tsa-down' });
    expect(answer).toMatchObject({
      status: 503,
      headers: { 'retry-after': '5' },
      body: { error: 'temporarily_unavailable', error_description: 'The TSA is not available' },
    });
  });
});

describe('timestamps/list', () => {
  it('describes authorities where it is asked to, and leaves out those that are switched off', async () => {
    const { body } = await service.call('timestamps/list', {
      timestampInfo: true,
      onlyValid: true,
      certificates: 'none',
    });
    expect(body.timestampIDs).not.toContain('tsa-disabled');
    expect(body.timestampInfos).toContainEqual(
      expect.objectContaining({ timestampID: 'tsa-a', status: 'enabled', cert: { status: 'valid' } }),
    );
  });

  it.each<[Readonly<Record<string, unknown>>, string]>([
    [{ pageToken: 'from-0' }, 'Invalid parameter pageToken'],
    [{ pageToken: 'from-99' }, 'Invalid parameter pageToken'],
    [{ maxResults: 0 }, 'Invalid parameter maxResults'],
    [{ userID: 'somu' }, 'Invalid parameter userID'],
    [{ certificates: 'all' }, 'Invalid parameter certificates'],
    [{ onlyValid: 'yes' }, 'Invalid parameter onlyValid'],
  ])('refuses %j', async (body, description) => {
    expect(await service.refusal('timestamps/list', body)).toBe(`400 invalid_request: ${description}`);
  });
});

describe('timestamps/info', () => {
  it('shows the certificate as it is asked to', async () => {
    const single = await service.call('timestamps/info', { timestampID: 'tsa-a' });
    expect(single.body.cert).toMatchObject({ certificates: [expect.any(String)] });
    const chain = await service.call('timestamps/info', {
      timestampID: 'tsa-a',
      certificates: 'chain',
      certInfo: true,
    });
    expect(chain.body.cert).toMatchObject({
      certificates: [expect.any(String), expect.any(String)],
      subjectDN: expect.stringContaining('eSeal Test TSU 1'),
    });
  });

  it.each<[Readonly<Record<string, unknown>>, string]>([
    [{}, 'Missing (or invalid type) string parameter timestampID'],
    [{ timestampID: 'tsa-z' }, 'Invalid parameter timestampID'],
  ])('refuses %j', async (body, description) => {
    expect(await service.refusal('timestamps/info', body)).toBe(`400 invalid_request: ${description}`);
  });
});

describe('info', () => {
  it('names the methods of the extension and the extension itself', async () => {
    const { body } = await service.call('info');
    expect(body.extensions).toEqual(['urn:eseal:csc-ext:jp:0.1']);
    expect(body.methods).toEqual(
      expect.arrayContaining(['timestamps/list', 'timestamps/info', 'manages/login', 'validates/validSign']),
    );
  });
});
