import type { MaterialSubject } from '@eseal/core';
import { addDays, createClock, type World } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { certificateOf, goodWorld, judging, NOW } from '../../test/judging.ts';
import { type CertificateValidation, validateCertificatePath } from '../blocks/certificate-validation.ts';
import { createKeptValidations } from './kept-validations.ts';

let world: World;
let subject: MaterialSubject;
let validation: CertificateValidation;
beforeAll(async () => {
  world = await goodWorld();
  subject = { certificate: certificateOf(world.seal), role: 'seal', time: NOW };
  validation = await validateCertificatePath(subject.certificate, 'seal', judging(world, [world.seal]));
});

const TEN_MINUTES = 600_000;

describe('validations that are kept', () => {
  it('are found for ten minutes, not longer', () => {
    const clock = createClock(NOW);
    const kept = createKeptValidations(clock.now);
    expect(kept.find(subject)).toBeUndefined();
    kept.keep(subject, validation);
    clock.advance(TEN_MINUTES - 1);
    expect(kept.find(subject)).toBe(validation);
    clock.advance(1);
    expect(kept.find(subject)).toBeUndefined();
  });

  it('are found for the same certificate in the same role alone', () => {
    const kept = createKeptValidations(() => NOW);
    kept.keep(subject, validation);
    expect(kept.find({ ...subject, certificate: certificateOf(world.seal) })).toBe(validation);
    expect(kept.find({ ...subject, role: 'timestamp' })).toBeUndefined();
    expect(kept.find({ ...subject, certificate: certificateOf(world.tsa) })).toBeUndefined();
  });

  it('are found for times at which the whole path is valid', () => {
    const kept = createKeptValidations(() => NOW);
    kept.keep(subject, validation);
    const { notAfter } = subject.certificate;
    expect(kept.find({ ...subject, time: notAfter })).toBe(validation);
    expect(kept.find({ ...subject, time: new Date(notAfter.getTime() + 1000) })).toBeUndefined();
  });

  it('are found for times at which the anchor is trusted, from its first moment to before its last', () => {
    const kept = createKeptValidations(() => NOW);
    const { anchor } = validation;
    if (anchor === undefined) throw new TypeError('the path has no anchor');
    const [trustedFrom, trustedUntil] = [addDays(NOW, -1), addDays(NOW, 1)];
    kept.keep(subject, { ...validation, anchor: { ...anchor, trustedFrom, trustedUntil } });
    expect(kept.find({ ...subject, time: trustedFrom })).toBeDefined();
    expect(kept.find({ ...subject, time: new Date(trustedFrom.getTime() - 1) })).toBeUndefined();
    expect(kept.find({ ...subject, time: trustedUntil })).toBeUndefined();
  });

  it('give way to a later one of the same certificate', () => {
    const kept = createKeptValidations(() => NOW);
    const later = { ...validation };
    kept.keep(subject, validation);
    kept.keep(subject, later);
    expect(kept.find(subject)).toBe(later);
  });
});
