/**
 * Values as JSON and back, described once: what is read is checked as strictly as it was written.
 *
 * @module
 */
import { fromHex, toHex } from '@eseal/core';
import { ValidatorError } from '../errors.ts';
import type { JsonObject, JsonValue } from '../report/json.ts';

/** Byte strings of a bundle; JSON names them by their position. */
export interface FileWriter {
  /** The position of a byte string; equal ones have the same. */
  add(bytes: Uint8Array): number;
}

/** Writes and reads one kind of value. */
export interface Codec<T> {
  encode(value: T, files: FileWriter): JsonValue;
  /** @throws ValidatorError `BUNDLE_INVALID` */
  decode(json: unknown, path: string, files: readonly Uint8Array[]): T;
}

/** A codec of an optional property. */
export interface OptionalCodec<T> {
  readonly optional: Codec<T>;
}

/** The error about a value that is not what it should be. */
export function invalid(path: string, wanted: string): ValidatorError {
  return new ValidatorError('BUNDLE_INVALID', `the bundle is damaged: ${path} is not ${wanted}`, {
    facts: { path },
  });
}

/** A text. */
export const text: Codec<string> = {
  encode: (value) => value,
  decode: (json, path) => {
    if (typeof json === 'string') return json;
    throw invalid(path, 'a text');
  },
};

/** Yes or no. */
export const flag: Codec<boolean> = {
  encode: (value) => value,
  decode: (json, path) => {
    if (typeof json === 'boolean') return json;
    throw invalid(path, 'true or false');
  },
};

/** What is said by being there. */
export const always: Codec<true> = {
  encode: (value) => value,
  decode: (json, path) => {
    if (json === true) return json;
    throw invalid(path, 'true');
  },
};

/** A number that is not negative; one without end is `null`. */
export const amount: Codec<number> = {
  encode: (value) => (value === Number.POSITIVE_INFINITY ? null : value),
  decode: (json, path) => {
    if (json === null) return Number.POSITIVE_INFINITY;
    if (typeof json === 'number' && json >= 0) return json;
    throw invalid(path, 'a number');
  },
};

/** A time in ISO 8601. */
export const time: Codec<Date> = {
  encode: (value) => value.toISOString(),
  decode: (json, path) => {
    const value = new Date(typeof json === 'string' ? json : Number.NaN);
    if (!Number.isNaN(value.getTime())) return value;
    throw invalid(path, 'a time');
  },
};

/** A few bytes in hexadecimal digits, such as a digest. */
export const shortBytes: Codec<Uint8Array> = {
  encode: toHex,
  decode: (json, path) => {
    const bytes = typeof json === 'string' ? fromHex(json) : undefined;
    if (bytes !== undefined) return bytes;
    throw invalid(path, 'hexadecimal digits');
  },
};

/** Bytes that are kept as a file. */
export const file: Codec<Uint8Array> = {
  encode: (value, files) => files.add(value),
  decode: (json, path, files) => {
    const bytes = typeof json === 'number' ? files[json] : undefined;
    if (bytes !== undefined) return bytes;
    throw invalid(path, 'the position of a file');
  },
};

/** One of a few texts. */
export function oneOf<const T extends string>(...choices: readonly T[]): Codec<T> {
  return {
    encode: (value) => value,
    decode: (json, path) => {
      const found = choices.find((choice) => choice === json);
      if (found !== undefined) return found;
      throw invalid(path, `one of ${choices.join(', ')}`);
    },
  };
}

/** Any number of values. */
export function list<T>(of: Codec<T>): Codec<readonly T[]> {
  return {
    encode: (values, files) => values.map((value) => of.encode(value, files)),
    decode: (json, path, files) => {
      if (!Array.isArray(json)) throw invalid(path, 'a list');
      return json.map((one: unknown, index) => of.decode(one, `${path}[${index}]`, files));
    },
  };
}

/** Values by names that are not known before. */
export function record<T>(of: Codec<T>): Codec<Readonly<Record<string, T>>> {
  return {
    encode: (values, files) =>
      Object.fromEntries(Object.entries(values).map(([name, value]) => [name, of.encode(value, files)])),
    decode: (json, path, files) =>
      Object.fromEntries(
        Object.entries(objectAt(json, path)).map(([name, value]) => [
          name,
          of.decode(value, `${path}.${name}`, files),
        ]),
      ),
  };
}

/** Longest path to a value that may hold values of its own kind: some hundred of them within each other. */
const MAX_PATH = 4000;

/** A codec that is defined further down: for values that hold values of their own kind. */
export function later<T>(codec: () => Codec<T>): Codec<T> {
  return {
    encode: (value, files) => codec().encode(value, files),
    decode: (json, path, files) => {
      if (path.length > MAX_PATH) throw invalid(path.slice(0, 100), 'a value of little depth');
      return codec().decode(json, path, files);
    },
  };
}

/** Another form of a value. */
export function mapped<T, Form>(
  form: Codec<Form>,
  { to, from }: { readonly to: (value: T) => Form; readonly from: (form: Form) => T },
): Codec<T> {
  return {
    encode: (value, files) => form.encode(to(value), files),
    decode: (json, path, files) => from(form.decode(json, path, files)),
  };
}

/** A property that may be absent. */
export function optional<T>(of: Codec<T>): OptionalCodec<T> {
  return { optional: of };
}

/** For each property its codec; the optional ones are marked. */
export type Fields<T> = {
  readonly [K in keyof T]-?: undefined extends T[K] ? OptionalCodec<NonNullable<T[K]>> : Codec<T[K]>;
};

/** An object with exactly these properties. */
export function object<T extends object>(fields: Fields<T>): Codec<T> {
  const entries = Object.entries<Codec<unknown> | OptionalCodec<unknown>>(fields);
  return {
    encode: (value, files) => {
      const own = new Map<string, unknown>(Object.entries(value));
      return Object.fromEntries(
        entries.flatMap(([name, field]) => {
          const property = own.get(name);
          return property === undefined ? [] : [[name, codecOf(field).encode(property, files)]];
        }),
      );
    },
    decode: (json, path, files) => {
      const own = objectAt(json, path);
      const decoded = entries.flatMap(([name, field]) => {
        const isPresent = Object.hasOwn(own, name);
        if (!isPresent && 'optional' in field) return [];
        return [[name, codecOf(field).decode(own[name], `${path}.${name}`, files)] as const];
      });
      // Each property was read by the codec of its type, and only optional ones are absent.
      return Object.fromEntries(decoded) as T;
    },
  };
}

/** The member of a union that has this kind, also where it shares its properties with other kinds. */
type Variant<T extends { readonly kind: string }, K> = T extends unknown
  ? K extends T['kind']
    ? Omit<T, 'kind'>
    : never
  : never;

/** An object whose `kind` says which of several it is. */
export function union<T extends { readonly kind: string }>(
  variants: {
    readonly [K in T['kind']]: Fields<Variant<T, K>>;
  },
): Codec<T> {
  const entries = Object.entries<Fields<object>>(variants);
  const codecs = new Map(entries.map(([kind, fields]) => [kind, object(fields)]));
  return {
    encode: (value, files) => {
      const { kind, ...others } = value;
      const encoded = codecs.get(kind)?.encode(others, files);
      return { kind, ...objectAt(encoded, kind) };
    },
    decode: (json, path, files) => {
      const { kind } = objectAt(json, path);
      const codec = typeof kind === 'string' ? codecs.get(kind) : undefined;
      if (codec === undefined) throw invalid(`${path}.kind`, `one of ${[...codecs.keys()].join(', ')}`);
      // The properties were read by the codec of this kind.
      return { kind, ...codec.decode(json, path, files) } as T;
    },
  };
}

function codecOf(field: Codec<unknown> | OptionalCodec<unknown>): Codec<unknown> {
  return 'optional' in field ? field.optional : field;
}

/** A value that has to be an object. */
export function objectAt(json: unknown, path: string): JsonObject {
  // JSON holds nothing but JSON values.
  if (typeof json === 'object' && json !== null && !Array.isArray(json)) return json as JsonObject;
  throw invalid(path, 'an object');
}
