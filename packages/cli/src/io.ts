/** What a run of the command reads and writes, so that tests can run it in process. */
export interface CommandIo {
  /** Results. */
  readonly stdout: (text: string) => void;
  /** Errors and progress. */
  readonly stderr: (text: string) => void;
  /** Width of the terminal that standard error is; `undefined` where it is none. */
  readonly stderrColumns: number | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Standard input, to notice its end. */
  readonly stdin: NodeJS.ReadableStream;
  /** Asks on the terminal without echo; `undefined` where there is no terminal. */
  readonly prompt: ((message: string) => Promise<string>) | undefined;
  /** Ends when the process is told to stop. */
  readonly stop: AbortSignal;
}
