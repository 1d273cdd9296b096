/** Answers as data, so that a fault can replace, cut or withhold one before it is written. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export function json(status: number, value: unknown, type = "application/json"): Answer {
  return {
    status,
    headers: { "content-type": type, "cache-control": "no-store" },
    body: JSON.stringify(value),
  };
}

export function problem(
  status: number,
  title: string,
  detail: string,
  errors?: readonly string[] | string,
): Answer {
  const body = { type: "about:blank", title, status, detail, ...(errors === undefined ? {} : { errors }) };
  return json(status, body, "application/problem+json");
}

export function html(status: number, title: string, headers: Record<string, string> = {}): Answer {
  return {
    status,
    headers: { "content-type": "text/html; charset=UTF-8", "cache-control": "no-store", ...headers },
    body: `<!DOCTYPE html>\n<html>\n<head><title>${title}</title></head>\n<body>\n<center><h1>${title}</h1></center>\n<hr>\n</body>\n</html>\n`,
  };
}

export const empty = (status: number): Answer => ({
  status,
  headers: { "cache-control": "no-store" },
  body: "",
});

export const invalidClient = (status: number): Answer =>
  json(status, { error: "invalid_client", error_description: "The client credentials are invalid" });

export function unauthorized(): Answer {
  const answer = json(401, {
    error: "invalid_grant",
    error_description: "The access token provided is invalid.",
  });
  const challenge = 'Bearer realm="Service", error="invalid_grant"';
  return { ...answer, headers: { ...answer.headers, "www-authenticate": challenge } };
}

export const forbidden = (): Answer => problem(403, "Forbidden", "Přístup byl odepřen.");

export const notFound = (): Answer => problem(404, "Not Found", "Zpráva nebyla nalezena.");

export const insufficientCredit = (): Answer =>
  problem(400, "Insufficient credit", "Zprávu nelze odeslat.", ["Nedostatečný kredit."]);

/** `errors` has been seen as a plain string too. */
export const unverifiedAccount = (): Answer =>
  problem(400, "Account not verified", "Zprávu nelze odeslat.", "Účet není ověřen.");

export const invalidMessage = (errors: readonly string[]): Answer =>
  problem(400, "Validation failed", "Zpráva není v pořádku.", errors);
