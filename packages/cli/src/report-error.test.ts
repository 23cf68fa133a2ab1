import { CoreError } from '@eseal/core';
import { CommanderError } from 'commander';
import { describe, expect, it } from 'vitest';
import { reportError } from './report-error.ts';
import { captureIo } from './test-bench.ts';

const quiet = { json: false, debug: false };
const refusal = new CoreError('TIMESTAMP_REFUSED', 'the authority\nrefused:\t no\u001b\u202e  account', {
  retryable: true,
  facts: { url: 'http://tsa.example', code: 'not ours', status: 'rejection' },
});

describe('reportError', () => {
  it('writes one line whatever the message holds', () => {
    const io = captureIo();
    expect(reportError(refusal, quiet, io)).toBe(69);
    expect(io.written).toEqual({
      stdout: '',
      stderr: 'eseal: TIMESTAMP_REFUSED: the authority refused: no account\n',
    });
  });

  it('writes code, message and facts as JSON; facts replace neither', () => {
    const io = captureIo();
    reportError(refusal, { json: true, debug: false }, io);
    expect(io.written.stderr).toMatch(/^[^\n]+\n$/);
    expect(JSON.parse(io.written.stderr)).toEqual({
      error: {
        code: 'TIMESTAMP_REFUSED',
        message: 'the authority refused: no account',
        retryable: true,
        url: 'http://tsa.example',
        status: 'rejection',
      },
    });
  });

  it('takes what the parser of arguments says as wrong usage', () => {
    const io = captureIo();
    const error = new CommanderError(1, 'commander.unknownOption', "error: unknown option '--x'");
    expect(reportError(error, quiet, io)).toBe(64);
    expect(io.written.stderr).toBe("eseal: USAGE: unknown option '--x'\n");
  });

  it('shows what other errors say, and what led to them, with debug only', () => {
    const cause = new Error('deeper');
    const plain = captureIo();
    expect(reportError(new TypeError('text', { cause }), quiet, plain)).toBe(70);
    expect(plain.written.stderr).not.toContain('text');
    const json = captureIo();
    reportError(new TypeError('text'), { json: true, debug: false }, json);
    expect(JSON.parse(json.written.stderr).error).toMatchObject({ code: 'INTERNAL', retryable: false });
    const debug = captureIo();
    reportError(new TypeError('text', { cause }), { json: false, debug: true }, debug);
    expect(debug.written.stderr).toContain('TypeError: text');
    expect(debug.written.stderr).toContain('caused by Error: deeper');
    const thrown = captureIo();
    reportError('a string', { json: false, debug: true }, thrown);
    expect(thrown.written.stderr).toContain('a string');
  });
});
