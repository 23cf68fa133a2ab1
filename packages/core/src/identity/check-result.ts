/** What a check of a number's syntax found. It is never a proof that the number is assigned to anyone. */
export type NumberCheck =
  | { readonly kind: 'ok' }
  /** Not the digits or letters the number is made of. */
  | { readonly kind: 'malformed' }
  /** The check digits are not those that belong to the rest. */
  | { readonly kind: 'check-digit'; readonly expected: string; readonly found: string };
