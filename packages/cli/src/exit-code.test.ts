import { CoreError, EsealError } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { CliError } from './errors.ts';
import { exitCodeOf, worstExitCode } from './exit-code.ts';

describe('exitCodeOf', () => {
  it.each([
    [new CliError('USAGE', ''), 64],
    [new CliError('NOT_AVAILABLE', ''), 64],
    [new CoreError('MATERIAL_SOURCE_MISSING', ''), 64],
    [new CliError('INPUT_UNUSABLE', ''), 65],
    [new CoreError('DECODE_FAILED', ''), 65],
    [new CliError('INPUT_NOT_FOUND', ''), 66],
    [new CoreError('TIMESTAMP_UNAVAILABLE', ''), 69],
    [new CoreError('TIMESTAMP_INVALID', ''), 69],
    [new CoreError('SIGNATURE_VALUE_INVALID', ''), 69],
    [new CliError('OUTPUT_FAILED', ''), 70],
    [new CliError('INTERNAL', ''), 70],
    [new CoreError('UNEXPECTED', ''), 70],
    [new CoreError('SIGNER_PIN_INCORRECT', ''), 77],
    [new CoreError('SIGNER_UNAUTHORIZED', ''), 77],
    [new EsealError('PKCS11_TOKEN_AMBIGUOUS', ''), 64],
    [new EsealError('PKCS11_KEY_AMBIGUOUS', ''), 64],
    [new EsealError('PKCS11_TOKEN_NOT_FOUND', ''), 69],
    [new EsealError('PKCS11_MODULE_UNUSABLE', ''), 69],
    [new EsealError('PKCS11_BINDING_MISSING', ''), 69],
    [new EsealError('PKCS11_PIN_EXPIRED', ''), 77],
    [new EsealError('PDF_PAGE_NOT_FOUND', ''), 64],
    [new EsealError('XML_PLACE_NOT_FOUND', ''), 64],
    [new EsealError('XML_ELEMENT_NOT_FOUND', ''), 64],
    [new EsealError('PDF_PASSWORD_REQUIRED', ''), 65],
    [new EsealError('PDF_ENCRYPTION_UNSUPPORTED', ''), 65],
    [new EsealError('PDF_HYBRID_REFUSED', ''), 65],
    [new EsealError('PDF_XFA_REFUSED', ''), 65],
    [new EsealError('XML_DTD_REFUSED', ''), 65],
    [new EsealError('XML_SYNTAX', ''), 65],
    [new EsealError('XML_DUPLICATE_ID', ''), 65],
    [new EsealError('PDF_CHANGE_FORBIDDEN', ''), 77],
    [new EsealError('PDF_CERTIFICATION_NOT_FIRST', ''), 77],
    [new EsealError('PDF_PASSWORD_WRONG', ''), 77],
    [new EsealError('PDF_SEED_VALUE_UNMET', ''), 77],
    [new EsealError('CMS_CHANGE_FORBIDDEN', ''), 77],
    [new EsealError('XML_CHANGE_FORBIDDEN', ''), 77],
    [new CoreError('ABORTED', ''), 130],
  ])('is that of the kind of the error: %s', (error, code) => {
    expect(exitCodeOf(error)).toBe(code);
  });

  it('is that of unusable input for codes without one of their own, even odd ones', () => {
    expect(exitCodeOf(new EsealError('OF_A_LATER_PACKAGE', ''))).toBe(65);
    expect(exitCodeOf(new EsealError('toString', ''))).toBe(65);
  });

  it('is internal for everything else', () => {
    for (const error of [new Error('x'), undefined, 'x', { code: 'USAGE' }])
      expect(exitCodeOf(error)).toBe(70);
  });
});

describe('worstExitCode', () => {
  it('tells failed before undecided before passed', () => {
    expect(worstExitCode(['TOTAL-PASSED', 'TOTAL-PASSED'])).toBe(0);
    expect(worstExitCode(['TOTAL-PASSED', 'INDETERMINATE'])).toBe(2);
    expect(worstExitCode(['INDETERMINATE', 'TOTAL-FAILED', 'TOTAL-PASSED'])).toBe(1);
  });
});
