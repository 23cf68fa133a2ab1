/**
 * Suites of cryptographic algorithms as dated data: how long an algorithm of a given size may make new signatures, and
 * how long signatures proven to exist by then are accepted. Judged by `assessAlgorithm`.
 *
 * @module
 */
import type { DigestAlgorithm } from '@eseal/core/crypto';
import type { LocalizedText } from '@eseal/core/identity';

/** What a suite has rows for: digests, and signature schemes with a size of key. */
export type SuiteAlgorithm =
  | DigestAlgorithm
  | 'RIPEMD-160'
  | 'Whirlpool'
  | 'rsa-pkcs1'
  | 'rsa-pss'
  | 'ecdsa'
  | 'eddsa'
  | 'dsa';

/** One algorithm from one size of key up to the next row's. Dates are days, the last one included. */
export interface SuiteRow {
  readonly algorithm: SuiteAlgorithm;
  /** Smallest size of key in bits; 0 for digests. */
  readonly minKeySize: number;
  /** From this day on new signatures are to be made with something stronger as soon as possible. */
  readonly migrateFrom?: string;
  /** Last day of making new signatures; absent: no end is set. */
  readonly lastCreation?: string;
  /** Last day on which a signature must have existed to be accepted; absent: no end is set. */
  readonly lastAcceptance?: string;
  /** Accepting old signatures depends on circumstances the verifier has to weigh. */
  readonly conditional?: true;
}

/** A suite of algorithms. */
export interface CryptoSuite {
  readonly id: string;
  readonly title: LocalizedText;
  readonly citation: string;
  /** Day of the edition: ends of algorithms after it are forecasts. */
  readonly published?: string;
  /** Offset of the time zone in which its days are counted. */
  readonly utcOffset: string;
  readonly rows: readonly SuiteRow[];
}

type Period = Omit<SuiteRow, 'algorithm' | 'minKeySize'>;

const row = (algorithm: SuiteAlgorithm, minKeySize: number, period: Period = {}): SuiteRow => ({
  algorithm,
  minKeySize,
  ...period,
});

/** Security strength of 112 bits: migration to be finished in the period from 2022 to 2030. */
const STRENGTH_112: Period = { migrateFrom: '2022-01-01', lastCreation: '2030-12-31', conditional: true };
/** Security strength of 128 bits: migration to be finished in the period from 2041 to 2050. */
const STRENGTH_128: Period = { migrateFrom: '2041-01-01', lastCreation: '2050-12-31' };
/** Accredited certification authorities of Japan had left SHA-1 by 2014. */
const SHA1_SUNSET: Period = { lastCreation: '2013-12-31', lastAcceptance: '2013-12-31', conditional: true };

/** Strength requirements of CRYPTREC, which accredited certification authorities of Japan follow. */
export const JP_CRYPTREC_LS0003_2022R1: CryptoSuite = {
  id: 'jp-cryptrec-ls0003-2022r1',
  title: {
    ja: '暗号強度要件(アルゴリズム及び鍵長選択)に関する設定基準',
    en: 'CRYPTREC criteria for the strength of cryptography',
  },
  citation: 'CRYPTREC LS-0003-2022R1',
  utcOffset: '+09:00',
  rows: [
    row('SHA-1', 0, SHA1_SUNSET),
    row('SHA-224', 0, STRENGTH_112),
    row('SHA-256', 0, STRENGTH_128),
    row('SHA-384', 0),
    row('SHA-512', 0),
    row('SHA3-256', 0, STRENGTH_128),
    row('SHA3-384', 0),
    row('SHA3-512', 0),
    row('SHAKE256', 0),
    row('rsa-pkcs1', 2048, STRENGTH_112),
    row('rsa-pkcs1', 3072, STRENGTH_128),
    row('rsa-pkcs1', 7680),
    row('rsa-pss', 2048, STRENGTH_112),
    row('rsa-pss', 3072, STRENGTH_128),
    row('rsa-pss', 7680),
    row('ecdsa', 224, STRENGTH_112),
    row('ecdsa', 256, STRENGTH_128),
    row('ecdsa', 384),
    row('eddsa', 256, STRENGTH_128),
    row('eddsa', 448),
  ],
};

/** Both dates of a row are the same in the European suite. */
const until = (day: string): Period => ({ lastCreation: day, lastAcceptance: day });

/**
 * Algorithms of ETSI TS 119 312 v1.5.1, with the dates of its machine-readable form. EdDSA has no row: whoever wants
 * to accept it says so by a suite of their own.
 */
export const TS_119_312: CryptoSuite = {
  id: 'ts-119-312',
  title: { ja: '欧州の暗号スイート(ETSI TS 119 312)', en: 'Cryptographic suites of ETSI TS 119 312' },
  citation: 'TS 119 312 v1.5.1',
  published: '2025-01-01',
  utcOffset: 'Z',
  rows: [
    row('MD5', 0, until('2004-07-31')),
    row('SHA-1', 0, until('2012-07-31')),
    row('RIPEMD-160', 0, until('2014-07-31')),
    row('Whirlpool', 0, until('2020-11-30')),
    row('SHA-224', 0, until('2028-12-31')),
    row('SHA-256', 0),
    row('SHA-384', 0),
    row('SHA-512', 0),
    row('SHA3-256', 0),
    row('SHA3-384', 0),
    row('SHA3-512', 0),
    row('rsa-pkcs1', 786, until('2010-07-31')),
    row('rsa-pkcs1', 1024, until('2019-09-30')),
    row('rsa-pkcs1', 1900, until('2028-12-31')),
    row('rsa-pss', 1900, until('2028-12-31')),
    row('rsa-pss', 3000),
    row('dsa', 1024, until('2015-11-30')),
    row('dsa', 1900, until('2028-12-31')),
    row('dsa', 3000),
    row('ecdsa', 160, until('2012-07-31')),
    row('ecdsa', 224, until('2021-09-30')),
    row('ecdsa', 256),
  ],
};

/** The suites that come with the SDK. */
export const CRYPTO_SUITES: readonly CryptoSuite[] = [JP_CRYPTREC_LS0003_2022R1, TS_119_312];
