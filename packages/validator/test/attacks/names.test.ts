/** Names that mean something to JavaScript, and texts made to take for ever. */
import { utf8 } from '@eseal/core';
import { createGuardedTransport, redactUrl } from '@eseal/core/http';
import {
  checkCorporateNumber,
  checkLei,
  displayText,
  normalizeUserInput,
  parseOrganizationIdentifier,
  readInvoiceRegistrationNumber,
} from '@eseal/core/identity';
import { parsePem } from '@eseal/core/x509';
import { asic } from '@eseal/formats/asic';
import { cades } from '@eseal/formats/cades';
import { xades } from '@eseal/formats/xades';
import { type EntityDefinition, goodEntities, replaceBytes, type World } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { toJson } from '../../src/report/to-json.ts';
import { validate } from '../../src/validate.ts';
import { goodWorld, NOW } from '../judging.ts';
import { sealedBy } from '../sealed.ts';

const NAMES = ['__proto__', 'constructor', 'hasOwnProperty', 'toString'];

const optionsOf = (world: World) => ({
  trust: world.anchors,
  revocation: 'none' as const,
  validationTime: NOW,
});

/** The world's seal for an organisation of this name. */
function sealNamed(name: string): EntityDefinition {
  const seal = goodEntities(NOW).find((one) => one.name === 'seal');
  if (seal === undefined) throw new Error('the good world has no seal');
  const subject = seal.subject.map((part) => ('O' in part ? { O: name } : part));
  return { ...seal, name: 'named', subject };
}

describe.each(NAMES)('the name %s', (name) => {
  it('C19: of an organisation is shown as any other', async () => {
    const world = await goodWorld({ entities: [sealNamed(name)] });
    const sealed = await sealedBy(world, utf8('x'), cades({ packaging: 'attached' }), {
      entity: world.entity('named'),
    });
    const report = await validate(sealed, { ...optionsOf(world), name });
    expect(report.conclusion.indication).toBe('TOTAL-PASSED');
    expect(report.seals[0]?.organization?.name).toBe(name);
    const text = JSON.stringify(toJson(report));
    expect(JSON.parse(text)).toEqual(toJson(report));
    expect(text).toContain(`"name":"${name}"`);
  });

  it('C19: of a document in a container is that of a file like any other', async () => {
    const world = await goodWorld();
    for (const container of ['cades', 'xades'] as const) {
      const format = asic({ type: 'asic-e', container, name });
      const report = await validate(await sealedBy(world, utf8('x'), format), optionsOf(world));
      expect(report.conclusion.indication).toBe('TOTAL-PASSED');
      expect(JSON.stringify(toJson(report))).toContain(name);
    }
  });

  it('C19: of an element that is sealed finds this element and nothing else', async () => {
    const world = await goodWorld();
    const document = utf8(`<a><b Id="${name}">1</b></a>`);
    const format = xades({ packaging: 'internally-detached', elementIds: [name] });
    const sealed = await sealedBy(world, document, format);
    expect((await validate(sealed, optionsOf(world))).seals[0]?.cryptography.referencesIntact).toBe(true);
    const changed = replaceBytes(sealed, utf8('>1</b>'), utf8('>2</b>'));
    expect((await validate(changed, optionsOf(world))).seals[0]?.cryptography.referencesIntact).toBe(false);
    const gone = replaceBytes(sealed, utf8(`Id="${name}"`), utf8(`xx="${name}"`));
    expect((await validate(gone, optionsOf(world))).seals[0]?.cryptography.referencesFound).toBe(false);
  });
});

describe('what all objects have', () => {
  it('C19: is what it was', async () => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    const world = await goodWorld({ entities: [sealNamed('__proto__')] });
    const sealed = await sealedBy(
      world,
      utf8('x'),
      asic({ type: 'asic-s', container: 'cades', name: '__proto__' }),
    );
    await validate(sealed, { ...optionsOf(world), name: '__proto__' });
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
  });
});

const guarded = createGuardedTransport({
  transport: async () => ({ status: 404, headers: {}, body: new Uint8Array() }),
});

/** Readers of texts that others write. */
const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  parseOrganizationIdentifier,
  readInvoiceRegistrationNumber,
  checkCorporateNumber,
  checkLei,
  displayText,
  normalizeUserInput,
  redactUrl,
  guardedTransport: (text) => guarded({ method: 'GET', url: text, headers: {} }),
  hostOfGuardedTransport: (text) => guarded({ method: 'GET', url: `http://${text}/`, headers: {} }),
  parsePem,
};

/** What expressions that go back go back over. */
const REPEATED = [
  'a',
  ' ',
  '\t\n',
  '-',
  '.',
  ':',
  '1',
  '0x',
  '０',
  '=',
  '%2e',
  '-----BEGIN A-----',
  'あ\u200b',
  '\u202e',
];

describe.each(Object.entries(READERS))('%s', (_, read) => {
  it('C20: takes no time for long texts', async () => {
    const started = performance.now();
    for (const part of REPEATED) {
      const text = part.repeat(100_000 / part.length);
      for (const long of [text, `${text}!`, `!${text}`, `NTRJP-${text}`, `${text}\u0000${text}`]) {
        try {
          await read(long);
        } catch (error) {
          expect(error).toMatchObject({ code: expect.any(String) });
        }
      }
    }
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
