/** What an administrator of etcd does: users of practices, and questions as root. */

const rootPassword = "root-heslo";
export const passwordOf = (practice: string): string => `${practice}-heslo`;
export const prefixOf = (practice: string): string => `pipni/${practice}/`;

const base64 = (text: string): string => Buffer.from(text).toString("base64");

export class EtcdRoot {
  readonly #urls: readonly string[];
  #token = "";
  #hasUsers = false;

  constructor(urls: readonly string[]) {
    this.#urls = urls;
  }

  /** Asks the JSON gateway as root, once there are users, at whichever node answers. */
  async ask(path: string, json: object): Promise<Record<string, unknown>> {
    let answer = await this.#post(path, json);
    if (!answer.ok && this.#hasUsers) {
      this.#token = "";
      const { body } = await this.#post("auth/authenticate", { name: "root", password: rootPassword });
      this.#token = String(body.token);
      answer = await this.#post(path, json);
    }
    if (!answer.ok) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  async #post(path: string, json: object) {
    let failure: unknown;
    for (const url of this.#urls)
      try {
        const response = await fetch(`${url}/v3/${path}`, {
          method: "POST",
          body: JSON.stringify(json),
          headers: this.#token ? { authorization: this.#token } : {},
          signal: AbortSignal.timeout(20_000),
        });
        return { ok: response.ok, body: (await response.json()) as Record<string, unknown> };
      } catch (error) {
        failure = error;
      }
    throw failure;
  }

  /** A user for each, with a role on `pipni/<name>/`, and one for root. From then on nobody is let in without. */
  async addPractices(names: readonly string[]): Promise<void> {
    for (const name of names) {
      const prefix = prefixOf(name);
      await this.ask("auth/user/add", { name, password: passwordOf(name) });
      await this.ask("auth/role/add", { name });
      const range = { key: base64(prefix), range_end: base64(`${prefix.slice(0, -1)}0`) };
      await this.ask("auth/role/grant", { name, perm: { permType: "READWRITE", ...range } });
      await this.ask("auth/user/grant", { user: name, role: name });
    }
    if (names.length === 0) return;
    await this.ask("auth/user/add", { name: "root", password: rootPassword });
    await this.ask("auth/role/add", { name: "root" });
    await this.ask("auth/user/grant", { user: "root", role: "root" });
    await this.ask("auth/enable", {});
    this.#hasUsers = true;
  }
}
