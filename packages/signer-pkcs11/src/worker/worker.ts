/**
 * What runs in a thread of its own: one session on a token, one task after another.
 *
 * @module
 */
import { parentPort } from 'node:worker_threads';
import { assertNever, CoreError } from '@eseal/core';
import { openOwnModule, type Pkcs11Module } from '../module.ts';
import { openTokenKey, type TokenKey } from '../token-key.ts';
import { type FromWorker, plainError, type Task, type ToWorker } from './messages.ts';

if (parentPort === null) throw new TypeError('this module is run by openPkcs11Signer, in a thread');
const port = parentPort;

const held: { module?: Pkcs11Module; key?: TokenKey; givePin?: (message: ToWorker) => void } = {};

port.on('message', (message: ToWorker) => {
  if (message.kind === 'task') void answer(message.task);
  else held.givePin?.(message);
});

async function answer(task: Task): Promise<void> {
  try {
    say({ kind: 'done', result: await carryOut(task) });
  } catch (error) {
    say({ kind: 'failed', error: plainError(error) });
  }
}

async function carryOut(task: Task) {
  switch (task.kind) {
    case 'open':
      return open(task);
    case 'sign':
      return keyOf().sign(task.algorithm, task.data);
    case 'close':
      await held.key?.close();
      held.module?.[Symbol.dispose]();
      return undefined;
    default:
      return assertNever(task);
  }
}

async function open({ module: path, options, hasPin }: Extract<Task, { kind: 'open' }>) {
  const module = await openOwnModule(path);
  held.module = module;
  const pin = hasPin ? askForPin : undefined;
  held.key = await openTokenKey(module, { ...options, pin, sessions: 1, blocking: true });
  const { publicKey, algorithms, certificates } = held.key;
  return { publicKey, algorithms, certificates };
}

function keyOf(): TokenKey {
  if (held.key === undefined) throw new CoreError('SIGNER_UNAVAILABLE', 'the thread has no key');
  return held.key;
}

function askForPin(request: Extract<FromWorker, { kind: 'pin' }>['request']): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    held.givePin = (message) => {
      delete held.givePin;
      if (message.kind === 'pin') resolve(message.pin);
      else reject(new CoreError('SIGNER_UNAUTHORIZED', 'no PIN was given'));
    };
    say({ kind: 'pin', request });
  });
}

function say(message: FromWorker): void {
  port.postMessage(message);
}
