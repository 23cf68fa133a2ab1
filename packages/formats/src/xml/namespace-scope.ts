/**
 * Bindings of prefixes that end with the element they began at (Namespaces in XML §6.1).
 *
 * @module
 */

/** The bindings in force while a tree is walked. */
export class NamespaceScope {
  readonly #bindings = new Map<string, string>();
  /** For each declaration the prefix, and what it was bound to before. */
  readonly #prefixes: string[] = [];
  readonly #before: (string | undefined)[] = [];

  /** How many declarations are in force, those that are hidden by others included. */
  get size(): number {
    return this.#prefixes.length;
  }

  get(prefix: string): string | undefined {
    return this.#bindings.get(prefix);
  }

  /** Begins a binding; {@link restore} with the size before ends it. */
  bind(prefix: string, uri: string): void {
    this.#prefixes.push(prefix);
    this.#before.push(this.#bindings.get(prefix));
    this.#bindings.set(prefix, uri);
  }

  /** Ends the bindings made since the scope had a size. */
  restore(size: number): void {
    while (this.#prefixes.length > size) {
      const prefix = this.#prefixes.pop() as string;
      const uri = this.#before.pop();
      if (uri === undefined) this.#bindings.delete(prefix);
      else this.#bindings.set(prefix, uri);
    }
  }

  /** Every prefix with its URI; an empty URI is a default namespace taken back. */
  entries(): IterableIterator<[string, string]> {
    return this.#bindings.entries();
  }
}
