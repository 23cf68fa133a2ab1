/** What a program needs to seal with a key of the provider on loopback: `eseal seal --csc URL --csc-config FILE`. */
import type { Rssp } from '../services/rssp/rssp.ts';
import { SAMPLE_CLIENTS, SAMPLE_CREDENTIALS } from '../services/rssp/samples.ts';

/** Members of `services.json` about the provider of remote keys. */
export interface RsspFiles {
  /** Base address of version 1 of its API. */
  readonly rssp: string;
  /** Base address of version 2. */
  readonly rsspV2: string;
  /** File for `--csc-config`: which credential, and by which variables of the environment its secrets come. */
  readonly rsspConfig: string;
  /** Those variables with their values, which protect nothing. */
  readonly rsspTestSecrets: Readonly<Record<string, string>>;
}

const CREDENTIAL = 'seal-pin';
const SECRET = 'ESEAL_CSC_CLIENT_SECRET';
const PIN = 'ESEAL_CSC_PIN';

/** Writes the configuration, given a function that writes a file and returns its path. */
export async function writeRsspFiles(
  { urls }: Pick<Rssp, 'urls'>,
  write: (name: string, content: string) => Promise<string>,
): Promise<RsspFiles> {
  const [client] = SAMPLE_CLIENTS;
  const credential = SAMPLE_CREDENTIALS.find(({ id }) => id === CREDENTIAL);
  const authorization = credential?.authorization;
  const [factor] = authorization?.mode === 'explicit' ? authorization.factors : [];
  if (client === undefined || factor?.kind !== 'pin') throw new TypeError(`${CREDENTIAL} has no PIN`);
  const config = {
    credentialId: CREDENTIAL,
    authentication: { kind: 'oauth2client', clientId: client.id, clientSecretEnv: SECRET },
    authorization: { kind: 'factors', factorsEnv: { [factor.id]: PIN } },
  };
  return {
    rssp: urls.v1,
    rsspV2: urls.v2,
    rsspConfig: await write('csc.json', `${JSON.stringify(config, undefined, 2)}\n`),
    rsspTestSecrets: { [SECRET]: client.testSecret, [PIN]: factor.testValue },
  };
}
