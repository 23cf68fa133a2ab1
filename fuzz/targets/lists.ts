/**
 * Trusted lists: reading them, and verifying them under certificates that may sign them.
 *
 * @module
 */
import { parseCertificate, parseNameText } from '../../packages/core/src/x509/index.ts';
import { createListWorld, type ListWorld } from '../../packages/testkit/src/index.ts';
import {
  listToJson,
  listToText,
  parseTrustedList,
  verifyTrustedList,
} from '../../packages/validator/src/lists/index.ts';
import { NOW } from '../../packages/validator/test/judging.ts';
import { corpusFiles } from '../corpus.ts';
import { BYTE_MUTATORS } from '../mutators/bytes.ts';
import { MUTATORS } from './formats.ts';
import type { Target } from './target.ts';

let made: Promise<ListWorld> | undefined;

function listWorld(): Promise<ListWorld> {
  made ??= createListWorld({ now: NOW });
  return made;
}

const NAMES = ['japan', 'member', 'listOfLists', 'pivot'] as const;

async function lists(): Promise<readonly Uint8Array[]> {
  const world = await listWorld();
  return [
    ...NAMES.map((name) => world.published(name).bytes),
    ...corpusFiles('trusted-lists/files', /\.xml$/),
    ...corpusFiles('trusted-lists/services', /\.xml$/),
  ];
}

async function read(input: Uint8Array): Promise<void> {
  const list = parseTrustedList(input);
  for (const { signers } of list.pointers) signers.length;
  JSON.stringify(listToJson(list, { time: NOW }));
  listToText(list, { time: NOW, language: 'ja' });
}

async function verify(input: Uint8Array): Promise<void> {
  const { announced } = await listWorld();
  const signers = NAMES.flatMap((name) => announced[name]).map(parseCertificate);
  await verifyTrustedList(input, signers, { time: NOW });
}

/** Names as lists write them. */
const NAME_TEXTS: readonly string[] = [
  'CN=PostSignum TSA - TSU 2, OU=Time Stamping Authority, O="Česká pošta, s.p. [IČ 47114983]", C=CZ',
  'OID.2.5.4.97=NTRJP-7000012050002+CN=\\E8\\AA\\8D, O=Reception\\, Inc., C=JP',
  '/C=JP/O=Example/CN=#0c0141',
];

/** Readers of trusted lists. */
export const LIST_TARGETS: readonly Target[] = [
  { name: 'trusted-list', seeds: lists, mutators: MUTATORS.xml, run: read },
  { name: 'verify-trusted-list', seeds: lists, mutators: MUTATORS.xml, run: verify },
  {
    name: 'name-text',
    seeds: async () => NAME_TEXTS.map((text) => new TextEncoder().encode(text)),
    mutators: BYTE_MUTATORS,
    run: async (input) => parseNameText(new TextDecoder().decode(input)),
  },
];
