import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { element, encode, octetString, sequence, setOf } from '@eseal/core/asn1';
import { parseCertificate } from '@eseal/core/x509';
import { createGoodWorld } from '@eseal/testkit';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createLdapDirectory, type LdapDirectoryOptions } from './directory.ts';

let name: ReturnType<typeof parseCertificate>['subject'];

beforeAll(async () => {
  name = parseCertificate((await createGoodWorld()).root.certificate).subject;
});

const servers: Server[] = [];
const sockets = new Set<Socket>();

afterEach(() => {
  for (const socket of sockets) socket.destroy();
  for (const server of servers.splice(0)) server.close();
});

/** A server that does what it likes with whoever connects; its port. */
async function serve(behave: (socket: Socket) => void): Promise<number> {
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    behave(socket);
  });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

const text = (value: string) => octetString(new TextEncoder().encode(value));

/** An LDAPMessage (RFC 4511 §4.1.1) that answers the question of that number. */
type Answer = (question: number) => Uint8Array;

const message =
  (operation: ReturnType<typeof element>): Answer =>
  (question) =>
    encode(sequence([element(2, [Uint8Array.of(question)]), operation]));

/** SearchResultEntry (§4.5.2). */
const entry = (type: string, ...values: readonly Uint8Array[]): Answer =>
  message(
    element(0x64, [
      text('o=any'),
      sequence([sequence([text(type), setOf(values.map((value) => octetString(value)))])]),
    ]),
  );

/** SearchResultDone with a result code. */
const done = (code = 0, referral = false): Answer =>
  message(
    element(0x65, [
      element(10, [Uint8Array.of(code)]),
      text(''),
      text('server says: secret-diagnostic'),
      ...(referral ? [element(0xa3, [text('ldap://169.254.169.254/')])] : []),
    ]),
  );

/** The number of a question, which is less than 128 in these tests. */
const numberOf = (question: Buffer): number => question[question.indexOf(Uint8Array.of(2, 1)) + 2] ?? 0;

const answering = (...answers: readonly Answer[]) =>
  serve((socket) =>
    socket.once('data', (question: Buffer) => {
      for (const answer of answers) socket.write(answer(numberOf(question)));
    }),
  );

const ask = (port: number, options: Partial<LdapDirectoryOptions> = {}) =>
  createLdapDirectory({ url: `ldap://127.0.0.1:${port}`, ...options }).lookUp(name, 'cACertificate');

const VALUE = Uint8Array.of(0x30, 1, 0);

describe('a directory', () => {
  it('gives the values of the attribute, with its option or without, and no others', async () => {
    for (const type of ['cACertificate;binary', 'cACertificate', 'CACERTIFICATE;BINARY'])
      expect(await ask(await answering(entry(type, VALUE, VALUE), done()))).toEqual([VALUE, VALUE]);
    expect(await ask(await answering(entry('userCertificate;binary', VALUE), done()))).toEqual([]);
  });

  it('gives values that happen to be text as the bytes they are', async () => {
    const value = new TextEncoder().encode('text');
    expect(await ask(await answering(entry('cACertificate', value), done()))).toEqual([value]);
  });

  it.each([16, 17, 32])('has nothing when the server says %i', async (code) => {
    expect(await ask(await answering(done(code)))).toEqual([]);
  });

  it('is an error when the server says anything else, without its words', async () => {
    const error = await ask(await answering(done(51))).catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      code: 'TRANSPORT_FAILED',
      message: expect.stringContaining('result code 51'),
    });
    expect(String(error)).not.toContain('secret-diagnostic');
  });

  it('is not followed where it refers to', async () => {
    await expect(ask(await answering(done(10, true)))).rejects.toMatchObject({
      code: 'TRANSPORT_REFUSED',
      message: expect.stringContaining('refers to another directory'),
    });
  });

  it('K5: ends in time when the server is silent, breaks off, or speaks something else', async () => {
    const behaviours: readonly ((socket: Socket) => void)[] = [
      () => undefined,
      (socket) => socket.destroy(),
      (socket) => socket.once('data', () => socket.end(entry('cACertificate', VALUE)(1).subarray(0, 9))),
      (socket) => socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\n\r\n')),
      (socket) => socket.once('data', () => socket.write(Uint8Array.of(0x30, 0x84, 0x7f, 0xff, 0xff, 0xff))),
    ];
    for (const behave of behaviours) {
      const port = await serve(behave);
      await expect(ask(port, { timeoutMs: 300 })).rejects.toMatchObject({ code: 'TRANSPORT_FAILED' });
    }
  });

  it('K5: ends in time when the server never greets, or speaks no TLS', async () => {
    const silent = await serve(() => undefined);
    const plain = await serve((socket) => socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\n\r\n')));
    for (const port of [silent, plain])
      await expect(ask(port, { url: `ldaps://127.0.0.1:${port}`, timeoutMs: 300 })).rejects.toMatchObject({
        code: 'TRANSPORT_FAILED',
      });
  });

  it('K5: is refused when it never stops', async () => {
    const port = await serve((socket) => {
      const chunk = new Uint8Array(1 << 16);
      const pour = (): void => {
        while (socket.writable && socket.write(chunk));
        socket.once('drain', pour);
      };
      socket.once('data', () => {
        socket.write(Uint8Array.of(0x30, 0x84, 0x7f, 0xff, 0xff, 0xff));
        pour();
      });
    });
    await expect(ask(port, { maxBytes: 1 << 20 })).rejects.toMatchObject({
      code: 'TRANSPORT_REFUSED',
      facts: { maxBytes: 1 << 20 },
    });
  });

  it('K5: is refused when it says more than anybody asked, and brings nothing else down', async () => {
    const faults: unknown[] = [];
    const note = (error: unknown): unknown => faults.push(error);
    process.on('uncaughtException', note);
    const values = entry('cACertificate', ...Array.from({ length: 30_000 }, () => new Uint8Array()));
    const flood: Answer = (question) => {
      const one = message(element(0x73, []))(question);
      return Buffer.concat(Array.from({ length: 50_000 }, () => one));
    };
    for (const answer of [flood, values])
      await expect(ask(await answering(answer))).rejects.toMatchObject({ code: 'TRANSPORT_REFUSED' });
    process.off('uncaughtException', note);
    expect(faults).toEqual([]);
  });

  it('ends when the call is aborted, before it or within it', async () => {
    const port = await serve(() => undefined);
    const directory = createLdapDirectory({ url: `ldap://127.0.0.1:${port}` });
    const end = new AbortController();
    const running = directory.lookUp(name, 'cACertificate', { signal: end.signal });
    end.abort();
    await expect(running).rejects.toMatchObject({ code: 'ABORTED' });
    await expect(directory.lookUp(name, 'cACertificate', { signal: end.signal })).rejects.toMatchObject({
      code: 'ABORTED',
    });
  });

  it('that nobody serves is an error with its place', async () => {
    const port = await serve(() => undefined);
    for (const server of servers.splice(0)) server.close();
    await expect(ask(port)).rejects.toMatchObject({
      code: 'TRANSPORT_FAILED',
      message: `ldap://127.0.0.1:${port}: ECONNREFUSED`,
      retryable: true,
    });
  });
});

describe('addresses out of certificates', () => {
  const directory = (options: Partial<LdapDirectoryOptions> = {}) =>
    createLdapDirectory({ url: 'ldaps://directory.example.jp', ...options });

  it.each([
    'ldap://127.0.0.1/c=JP',
    'ldap://10.0.0.1/c=JP',
    'ldap://169.254.169.254/c=JP',
    'ldap://[::1]/c=JP',
    'ldap://localhost/c=JP',
    'ldap://2130706433/c=JP',
    'ldap://dir.example.jp:22/c=JP',
    'ldap://dir.example.jp/c=JP??sub',
    'ldap://dir.example.jp/c=JP?userPassword',
    'file:///etc/passwd',
    'http://dir.example.jp/',
  ])('K5: are refused as long as nobody allows them: %s', async (url) => {
    await expect(directory().fetchOther(url)).rejects.toMatchObject({ code: 'TRANSPORT_REFUSED' });
  });

  it('are asked where the caller allows it', async () => {
    const port = await answering(entry('certificateRevocationList;binary', VALUE), done());
    const url = `ldap://127.0.0.1:${port}/c=JP`;
    expect(await directory({ allowHosts: [`127.0.0.1:${port}`] }).fetchOther(url)).toEqual([VALUE]);
    const again = await answering(entry('certificateRevocationList;binary', VALUE), done());
    const open = directory({ allowPrivateAddresses: true, allowPorts: [again] });
    expect(await open.fetchOther(`ldap://127.0.0.1:${again}/c=JP`)).toEqual([VALUE]);
  });

  it('are never told a password', async () => {
    const heard: string[] = [];
    const port = await serve((socket) =>
      socket.on('data', (question: Buffer) => {
        heard.push(question.toString('latin1'));
        socket.write(done()(numberOf(question)));
      }),
    );
    const asking = directory({
      allowHosts: ['127.0.0.1'],
      bind: { name: 'cn=me', password: () => 'a-secret' },
    });
    await asking.fetchOther(`ldap://127.0.0.1:${port}/c=JP`);
    expect(heard.join('')).toContain('c=JP');
    expect(heard.join('')).not.toMatch(/a-secret|cn=me/);
  });
});

describe('createLdapDirectory', () => {
  it('refuses addresses that are none, rules without hosts, and a password in the clear', () => {
    const refused = expect.objectContaining({ code: 'INVALID_ARGUMENT' });
    const bind = { name: 'cn=me', password: () => 'a-secret' };
    for (const options of [
      { url: 'http://directory.example.jp' },
      { url: 'ldap://me:a-secret@directory.example.jp' },
      { url: 'ldap://directory.example.jp', allowHosts: ['no host'] },
      { url: 'ldap://directory.example.jp', bind },
    ])
      expect(() => createLdapDirectory(options)).toThrow(refused);
    const plain = { ...bind, insecurePlaintext: true };
    expect(() => createLdapDirectory({ url: 'ldap://directory.example.jp', bind: plain })).not.toThrow();
  });
});
