/** Keeps processes running, as systemd or an orchestrator does in earnest: one that dies is started again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A process that is started again whenever it ends, until it is told to stop. */
export interface KeptProcess {
  /** Of the process that runs now. */
  readonly pid: number | undefined;
  /** Kills it without warning; another one takes its place. */
  kill(): void;
  /** Lets it end what it has under way. */
  stop(): Promise<void>;
}

/** How the example's programs are started. */
export interface KeepOptions {
  readonly env: Readonly<Record<string, string>>;
  /** Options of Node. Default those of this process. */
  readonly execArgv?: readonly string[];
}

/** Runs a program of this folder. */
export function keepRunning(program: string, { env, execArgv = process.execArgv }: KeepOptions): KeptProcess {
  const path = fileURLToPath(new URL(program, import.meta.url));
  let isStopped = false;
  let current: ChildProcess;
  const start = (): void => {
    current = spawn(process.execPath, [...execArgv, path], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    current.once('exit', () => {
      if (!isStopped) start();
    });
  };
  start();
  return {
    get pid() {
      return current.pid;
    },
    kill: () => current.kill('SIGKILL'),
    async stop() {
      isStopped = true;
      if (current.exitCode !== null || current.signalCode !== null) return;
      const ended = once(current, 'exit');
      current.kill('SIGTERM');
      await ended;
    },
  };
}
