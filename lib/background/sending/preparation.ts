/** A text that is being claimed, or has been and whose request has not left yet. Begin it before the claim. */
export class Preparation implements Disposable {
  static readonly #open = new Map<string, Preparation>();
  readonly #id: string;
  readonly #end = Promise.withResolvers<void>();

  constructor(id: string) {
    this.#id = id;
    Preparation.#open.set(id, this);
  }

  /** Once it is on disk of each text whether it does not leave, or its request has left. */
  static async endOf(ids: readonly string[]): Promise<void> {
    const open = ids.flatMap((id) => Preparation.#open.get(id) ?? []);
    await Promise.all(open.map((one) => one.#end.promise));
  }

  /** The request leaves. */
  leave(): void {
    this.#end.resolve();
  }

  [Symbol.dispose](): void {
    this.leave();
    Preparation.#open.delete(this.#id);
  }
}
