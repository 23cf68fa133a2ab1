/**
 * RSA-2048 on SoftHSM: a signature by our Signer beside the same one by pkcs11js alone, in sessions of the same module. Both wait for
 * it in the thread pool; a synchronous call, and how many a second both make with eight sessions, stand beside it.
 */
import {
  generateTokenKey,
  installCertificates,
  openPkcs11Module,
  openPkcs11Signer,
  openPkcs11Token,
} from '@eseal/signer-pkcs11';
import { addDays, createGoodWorld, SAMPLE_ORGANIZATION, SAMPLE_POLICIES } from '@eseal/testkit';
import { openSoftHsm, softHsmMissing } from '@eseal/testkit/server';
import { compare, median, ROUNDS, ratios } from '../lib/measure.mjs';

/** Sessions of the comparison by time. */
const SESSIONS = 8;
/** Signatures of one of its rounds. */
const BURST = 800;

const LABEL = 'seal';
/** Numbers of PKCS #11 v3.1: CKM_SHA256_RSA_PKCS, CKA_CLASS with CKO_PRIVATE_KEY, CKA_LABEL, CKF_SERIAL_SESSION. */
const MECHANISM = { mechanism: 0x40 };
const PRIVATE_KEY = [
  { type: 0x00, value: 3 },
  { type: 0x03, value: LABEL },
];
const SERIAL_SESSION = 4;

/** What a seal signs: signed attributes are about so long. */
const DATA = Buffer.alloc(250, 7);

export async function measure() {
  const missing = softHsmMissing();
  if (missing !== undefined) throw new Error(missing);
  const hsm = openSoftHsm();
  const module = await openPkcs11Module(hsm.module);
  try {
    const { token } = hsm;
    const pin = () => token.pin;
    await makeKey(module, token, pin);
    const options = { module, token, key: { label: LABEL }, pin, sessions: SESSIONS };
    return await measureSigner(await openPkcs11Signer(options), openSessions(module.binding, token));
  } finally {
    module[Symbol.dispose]();
    hsm[Symbol.dispose]();
  }
}

async function measureSigner(signer, sessions) {
  const requests = (count) =>
    Array.from({ length: count }, () => ({ dataToBeSigned: DATA, algorithm: 'rsa-sha256' }));
  const [one, burst] = [requests(1), requests(BURST)];
  const [first] = sessions;
  const figures = await compare({
    raw: first.sign,
    ours: () => signer.sign(one),
    'pkcs11js, synchronous': first.signSync,
  });
  const rates = await compareRates({
    ours: () => signer.sign(burst),
    pkcs11js: () => signInAll(sessions, BURST),
  });
  await signer[Symbol.asyncDispose]();
  return { ...ratios(figures), ...rates };
}

async function makeKey(module, token, pin) {
  const opened = await openPkcs11Token({ module, token, pin });
  const { publicKey } = await generateTokenKey(opened, { label: LABEL, kind: 'rsa-2048' });
  const now = new Date();
  const world = await createGoodWorld({ now });
  const definition = {
    name: 'hsm',
    issuer: 'issuing-ca',
    subject: SAMPLE_ORGANIZATION,
    profile: { kind: 'seal', policies: SAMPLE_POLICIES },
    notBefore: addDays(now, -1),
    notAfter: addDays(now, 1),
  };
  await installCertificates(opened, { label: LABEL }, await world.pki.certify(definition, publicKey));
  await opened[Symbol.asyncDispose]();
}

/** Sessions of pkcs11js alone; the user of the process is logged in already. */
function openSessions(binding, { serial }) {
  const slot = binding
    .C_GetSlotList(true)
    .find((one) => binding.C_GetTokenInfo(one).serialNumber.trim() === serial);
  return Array.from({ length: SESSIONS }, () => {
    const session = binding.C_OpenSession(slot, SERIAL_SESSION);
    binding.C_FindObjectsInit(session, PRIVATE_KEY);
    const [key] = binding.C_FindObjects(session, 1);
    binding.C_FindObjectsFinal(session);
    const output = Buffer.allocUnsafeSlow(256);
    return {
      sign() {
        binding.C_SignInit(session, MECHANISM, key);
        return binding.C_SignAsync(session, DATA, output);
      },
      signSync() {
        binding.C_SignInit(session, MECHANISM, key);
        return binding.C_Sign(session, DATA, output);
      },
    };
  });
}

async function signInAll(sessions, count) {
  let left = count;
  const work = async ({ sign }) => {
    while (left-- > 0) await sign();
  };
  await Promise.all(sessions.map(work));
}

/** Signatures a second by the clock, in alternating rounds. */
async function compareRates(works) {
  const names = Object.keys(works);
  const rates = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of names) {
      const start = performance.now();
      await works[name]();
      rates[name].push((BURST / (performance.now() - start)) * 1000);
    }
  }
  return Object.fromEntries(names.map((name) => [`${name}, ${SESSIONS} sessions (/s)`, median(rates[name])]));
}
