/** Ends a switch over a closed union: a new member becomes a type error at the switch. */
export function assertNever(value: never): never {
  throw new TypeError(`unexpected value: ${String(value)}`);
}
