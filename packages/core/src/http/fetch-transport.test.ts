import { describe, expect, it } from 'vitest';
import { fetchTransport } from './fetch-transport.ts';

describe('the transport over fetch', () => {
  it.each(['ftp://user:secret@a.example/', 'data:text/plain,x', 'file:///x', 'no url', ''])(
    'refuses %j',
    async (url) => {
      const sent = fetchTransport({ method: 'GET', url, headers: {} });
      await expect(sent).rejects.toMatchObject({
        code: 'TRANSPORT_REFUSED',
        message: expect.not.stringContaining('secret'),
      });
    },
  );
});
