import { toHex, utf8 } from '@eseal/core';
import { digestBytes } from '@eseal/core/crypto';
import { describe, expect, it } from 'vitest';
import { createListHandler, type ListFault, type PublishedList } from './trusted-list.ts';

const ADDRESS = 'http://list.test/list.xml';
const list: PublishedList = {
  bytes: utf8('<L><SchemeOperatorName>\n<Name xml:lang="ja">運営者</Name></SchemeOperatorName></L>'),
  published: new Date('2026-10-01T00:00:00Z'),
};
const newer: PublishedList = { bytes: utf8('<L/>'), published: new Date('2026-11-01T00:00:00Z') };

const get = (url: string, headers: Readonly<Record<string, string>> = {}) =>
  ({ method: 'GET', url, headers }) as const;
const handler = (fault?: ListFault) => createListHandler({ current: () => list, ...(fault && { fault }) });

describe('createListHandler', () => {
  it('answers with the list, its version and its media type', async () => {
    const answer = await handler()(get(ADDRESS));
    expect(answer).toMatchObject({
      status: 200,
      body: list.bytes,
      headers: {
        'content-type': 'application/vnd.etsi.tsl+xml',
        etag: `"${toHex(await digestBytes('SHA-256', list.bytes))}"`,
        'last-modified': 'Thu, 01 Oct 2026 00:00:00 GMT',
      },
    });
  });

  it('answers with nothing to those who have the list, by its tag before its time', async () => {
    const { etag = '', 'last-modified': modified = '' } = (await handler()(get(ADDRESS))).headers;
    const statusFor = async (headers: Readonly<Record<string, string>>) =>
      (await handler()(get(ADDRESS, headers))).status;
    expect(await handler()(get(ADDRESS, { 'if-none-match': etag }))).toMatchObject({
      status: 304,
      body: new Uint8Array(),
    });
    expect(await statusFor({ 'if-modified-since': modified })).toBe(304);
    expect(await statusFor({ 'if-none-match': '"other"', 'if-modified-since': modified })).toBe(200);
    expect(await statusFor({ 'if-modified-since': 'Wed, 30 Sep 2026 23:59:59 GMT' })).toBe(200);
    expect(await statusFor({ 'if-modified-since': 'yesterday' })).toBe(200);
  });

  it('answers with the list as it is now', async () => {
    let current = list;
    const answering = createListHandler({ current: () => current });
    const { etag = '' } = (await answering(get(ADDRESS))).headers;
    current = newer;
    expect(await answering(get(ADDRESS, { 'if-none-match': etag }))).toMatchObject({
      status: 200,
      body: newer.bytes,
    });
  });

  it('has the digest of the list beside it', async () => {
    const answer = await handler()(get('http://list.test/list.sha2'));
    expect(answer.body).toEqual(await digestBytes('SHA-256', list.bytes));
  });

  it('serves another list, or an altered one, when told to', async () => {
    expect((await handler({ kind: 'other-list', list: newer })(get(ADDRESS))).body).toBe(newer.bytes);
    const { body } = await handler({ kind: 'altered-list' })(get(ADDRESS));
    const differing = [...body.keys()].filter((at) => body[at] !== list.bytes[at]);
    expect(body).toHaveLength(list.bytes.length);
    expect(differing).toEqual([new TextDecoder().decode(list.bytes).indexOf('運')]);
  });
});
