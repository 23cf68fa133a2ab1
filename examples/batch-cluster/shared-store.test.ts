import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSealedDocument, utf8 } from '@eseal/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSharedStore } from './shared-store.ts';

const NAME = 'manifest/document.pdf';
const of = (text: string) => createSealedDocument('application/pdf', [utf8(text)]);
const digestOf = (text: string) => createHash('sha256').update(text).digest('hex');

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'eseal-store-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const published = () => readFileSync(join(folder, NAME), 'utf8');
const names = () => readdirSync(join(folder, 'manifest'));

describe('a store of many processes', () => {
  it('publishes what was staged, and nothing else is left', async () => {
    const store = openSharedStore(folder);
    const staged = await store.stage(NAME, of('one'));
    expect(await store.find(NAME)).toBeUndefined();
    expect(await store.publish(staged)).toBe('published');
    expect(await store.find(NAME)).toBe(digestOf('one'));
    expect([staged.digest, published(), names()]).toEqual([digestOf('one'), 'one', ['document.pdf']]);
  });

  it('never replaces what is published', async () => {
    const [one, two] = [openSharedStore(folder), openSharedStore(folder)];
    const first = await one.stage(NAME, of('one'));
    const second = await two.stage(NAME, of('two'));
    expect(await two.publish(second)).toBe('published');
    expect(await one.publish(first)).toBe('late');
    expect([published(), names()]).toEqual(['two', ['document.pdf']]);
  });

  it('lets one of many win that publish at the same time', async () => {
    const texts = Array.from({ length: 20 }, (_, at) => `text ${at}`);
    const staged = await Promise.all(texts.map((text) => openSharedStore(folder).stage(NAME, of(text))));
    const outcomes = await Promise.all(staged.map((one) => openSharedStore(folder).publish(one)));
    expect(outcomes.filter((outcome) => outcome === 'published')).toHaveLength(1);
    expect(published()).toBe(texts[outcomes.indexOf('published')]);
  });

  it('is not disturbed by what somebody staged who died', async () => {
    await openSharedStore(folder).stage(NAME, of('of the dead'));
    const store = openSharedStore(folder);
    expect(await store.find(NAME)).toBeUndefined();
    expect(await store.publish(await store.stage(NAME, of('one')))).toBe('published');
    expect(published()).toBe('one');
  });
});
