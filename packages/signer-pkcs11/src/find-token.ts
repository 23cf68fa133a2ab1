/**
 * A token by its label or serial number. Slots are not asked for by number: numbers change when readers, partitions or
 * the order of loading do.
 *
 * @see PKCS #11 v3.1 §5.5
 * @module
 */
import { CoreError } from '@eseal/core';
import type { Handle, Pkcs11Binding, TokenInfo } from './binding.ts';
import { CKF } from './cryptoki.ts';
import { Pkcs11Error } from './errors.ts';
import { tokenError } from './token-error.ts';

/** Which token: what is given must match. */
export interface TokenSelector {
  readonly label?: string;
  readonly serial?: string;
}

/** A token that is in a slot now. */
export interface FoundToken {
  readonly slot: Handle;
  readonly label: string;
  readonly serial: string;
}

/**
 * The one token that matches.
 *
 * @throws Pkcs11Error `PKCS11_TOKEN_NOT_FOUND`, `PKCS11_TOKEN_AMBIGUOUS`; CoreError `INVALID_ARGUMENT` for a selector of
 * nothing
 */
export function findToken(binding: Pkcs11Binding, selector: TokenSelector): FoundToken {
  if (selector.label === undefined && selector.serial === undefined)
    throw new CoreError('INVALID_ARGUMENT', 'name the token by its label or its serial number');
  const tokens = listTokens(binding);
  const [found, ...others] = tokens.filter(
    ({ label, serial }) =>
      (selector.label === undefined || label === selector.label) &&
      (selector.serial === undefined || serial === selector.serial),
  );
  if (found === undefined) {
    const present = tokens.map(describeToken).join(', ') || 'none';
    throw new Pkcs11Error(
      'PKCS11_TOKEN_NOT_FOUND',
      `no token ${describeSelector(selector)}; those present: ${present}`,
      { retryable: true },
    );
  }
  if (others.length > 0) {
    const serials = [found, ...others].map(({ serial }) => serial).join(', ');
    throw new Pkcs11Error(
      'PKCS11_TOKEN_AMBIGUOUS',
      `${others.length + 1} tokens ${describeSelector(selector)}: choose one by its serial number (${serials})`,
    );
  }
  return found;
}

function listTokens(binding: Pkcs11Binding): readonly FoundToken[] {
  try {
    return binding.C_GetSlotList(true).flatMap((slot) => readToken(binding, slot) ?? []);
  } catch (error) {
    throw tokenError(error, 'listing tokens');
  }
}

/** A token that is removed in the meantime, is not recognised, or was never initialised, is none. */
function readToken(binding: Pkcs11Binding, slot: Handle): FoundToken | undefined {
  try {
    const { flags, label, serialNumber } = binding.C_GetTokenInfo(slot);
    if ((flags & CKF.TOKEN_INITIALIZED) === 0) return undefined;
    return { slot, label: unpadded(label), serial: unpadded(serialNumber) };
  } catch {
    return undefined;
  }
}

/** What the module says about a token now, its flags among it. */
export function tokenInfo(binding: Pkcs11Binding, slot: Handle): TokenInfo {
  try {
    return binding.C_GetTokenInfo(slot);
  } catch (error) {
    throw tokenError(error, 'asking for the state of the token');
  }
}

/** Fixed fields are filled up with blanks (§3.2); some modules end them with a zero. */
function unpadded(field: string): string {
  return field.split('\0', 1).join('').trimEnd();
}

function describeSelector({ label, serial }: TokenSelector): string {
  const parts = [
    ...(label === undefined ? [] : [`labelled ${JSON.stringify(label)}`]),
    ...(serial === undefined ? [] : [`with serial number ${JSON.stringify(serial)}`]),
  ];
  return parts.join(' and ');
}

function describeToken({ label, serial }: FoundToken): string {
  return `${JSON.stringify(label)} (${serial})`;
}
