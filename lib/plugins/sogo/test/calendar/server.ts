import { chown, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Daemons } from "./daemons.ts";
import { findSogo, type SogoAccount } from "./packages.ts";

/** A real SOGo with a database, a cache and a web server of its own, on free ports and in a temporary folder. */

export interface SogoUser {
  readonly login: string;
  readonly password: string;
  readonly name: string;
  /** Unlike the server's, which is Europe/Prague. */
  readonly timeZone?: string;
}

export interface SogoOptions {
  /** Seconds may pass before everything answers, in milliseconds. */
  readonly patience?: number;
}

export interface Sogo extends AsyncDisposable {
  /** As Debian names it: `5.8.0-2+deb12u4`. */
  readonly version: string;
  /** Origin, without a trailing slash; SOGo itself is below `/SOGo`. */
  readonly url: string;
  /** The same server at another port. */
  readonly otherUrl: string;
  readonly users: typeof users;
  /** What the servers have said, for a test that failed. */
  readonly log: () => string;
}

const users = {
  doctor: { login: "lekar", password: "tajne-1", name: "MUDr. Zkušební" },
  /** Somebody whose SOGo is set to another time zone. */
  traveller: { login: "cestovatel", password: "tajne-2", name: "MUDr. Daleká", timeZone: "America/New_York" },
} as const satisfies Record<string, SogoUser>;

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });

/** Old style property list, the one that GNUstep reads its settings from. */
const plist = (value: string | number | readonly object[] | object): string => {
  if (typeof value === "string" || typeof value === "number") return JSON.stringify(String(value));
  if (Array.isArray(value)) return `(${value.map(plist).join(", ")})`;
  return `{ ${Object.entries(value)
    .map(([key, item]) => `${JSON.stringify(key)} = ${plist(item)};`)
    .join(" ")} }`;
};

function settings(database: string, cache: string): Record<string, string | number | object[]> {
  const table = (name: string) => `${database}/${name}`;
  return {
    SOGoProfileURL: table("sogo_user_profile"),
    OCSFolderInfoURL: table("sogo_folder_info"),
    OCSSessionsFolderURL: table("sogo_sessions_folder"),
    OCSEMailAlarmsFolderURL: table("sogo_alarms_folder"),
    SOGoMemcachedHost: cache,
    SOGoUserSources: [
      {
        type: "sql",
        id: "users",
        viewURL: table("sogo_users"),
        canAuthenticate: "YES",
        isAddressBook: "NO",
        userPasswordAlgorithm: "plain",
      },
    ],
    SOGoLoginModule: "Calendar",
    SOGoLanguage: "Czech",
    SOGoTimeZone: "Europe/Prague",
    SOGoFirstDayOfWeek: 1,
    SOGoShortDateFormat: "%Y-%m-%d",
    SOGoDayStartTime: "07:00",
    SOGoAppointmentSendEMailNotifications: "NO",
    SOGoEnableEMailAlarms: "NO",
    SOGoMailDomain: "kalendar.example",
    // Tests create sessions faster than people do.
    SOGoMaximumFailedLoginCount: 0,
    // One worker waits for the database while another serves the page's files.
    WOWorkersCount: 3,
  };
}

const sql = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const initialSql = (password: string): string => `
SET NAMES utf8mb4;
CREATE DATABASE IF NOT EXISTS sogo CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
CREATE USER IF NOT EXISTS sogo@'127.0.0.1' IDENTIFIED BY ${sql(password)};
GRANT ALL ON sogo.* TO sogo@'127.0.0.1';
CREATE TABLE IF NOT EXISTS sogo.sogo_users (c_uid VARCHAR(60) PRIMARY KEY, c_name VARCHAR(60), c_password VARCHAR(60), c_cn VARCHAR(120), mail VARCHAR(120));
${Object.values(users)
  .map(
    ({ login, password: own, name }) =>
      `INSERT IGNORE INTO sogo.sogo_users VALUES (${sql(login)}, ${sql(login)}, ${sql(own)}, ${sql(name)}, ${sql(`${login}@kalendar.example`)});`,
  )
  .join("\n")}
`;

export type SogoSession = { readonly cookie: string; readonly "x-xsrf-token": string };

/** What a browser sends along once its user has signed in. */
export async function signIn(url: string, { login, password }: SogoUser): Promise<SogoSession> {
  const answer = await fetch(`${url}/SOGo/connect`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ userName: login, password }),
  });
  if (!answer.ok) throw new Error(`SOGo does not let ${login} in: ${answer.status}`);
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(";")[0] ?? "");
  const token = cookies.find((cookie) => cookie.startsWith("XSRF-TOKEN=")) ?? "";
  return { cookie: cookies.join("; "), "x-xsrf-token": token.slice("XSRF-TOKEN=".length) };
}

const nginxConf = (folder: string, ports: readonly number[], sogo: number): string => `
daemon off;
worker_processes 1;
pid ${folder}/nginx.pid;
error_log stderr warn;
events { worker_connections 256; }
http {
  access_log off;
  ${["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((kind) => `${kind}_temp_path ${folder}/${kind};`).join(" ")}
  types { text/css css; text/javascript js; image/svg+xml svg; image/png png; font/woff2 woff2; font/woff woff; }
  server {
    ${ports.map((port) => `listen 127.0.0.1:${port};`).join(" ")}
    client_max_body_size 20m;
    # Without ^~ the location of /SOGo below takes these too.
    location ^~ /SOGo.woa/WebServerResources/ { alias /usr/lib/GNUstep/SOGo/WebServerResources/; }
    location ^~ /SOGo/WebServerResources/ { alias /usr/lib/GNUstep/SOGo/WebServerResources/; }
    location / { return 404; }
    location ^~ /SOGo {
      proxy_pass http://127.0.0.1:${sogo};
      proxy_http_version 1.0;
      # The answer to a login carries more headers than fit into the usual buffer.
      proxy_buffer_size 128k;
      proxy_buffers 8 128k;
      proxy_busy_buffers_size 256k;
      proxy_read_timeout 60s;
      proxy_set_header Host $http_host;
      proxy_set_header x-webobjects-server-protocol HTTP/1.0;
      proxy_set_header x-webobjects-remote-host 127.0.0.1;
      proxy_set_header x-webobjects-server-name 127.0.0.1;
      proxy_set_header x-webobjects-server-port $server_port;
      proxy_set_header x-webobjects-server-url http://127.0.0.1:$server_port;
    }
  }
}
`;

async function prepare(folder: string, account: SogoAccount, nginx: string, password: string) {
  await mkdir(join(folder, "data"));
  await mkdir(join(folder, "spool"));
  await writeFile(join(folder, "init.sql"), initialSql(password));
  await writeFile(join(folder, "nginx.conf"), nginx);
  if (account.uid !== undefined && account.gid !== undefined) {
    for (const name of [".", "data", "spool", "init.sql", "nginx.conf"])
      await chown(join(folder, name), account.uid, account.gid);
  }
}

/** A browser asks several things at once, and SOGo stumbles over making a newcomer's tables twice. */
async function visitOnce(url: string, user: SogoUser): Promise<void> {
  const { login, password, timeZone } = user;
  const headers = { authorization: `Basic ${btoa(`${login}:${password}`)}`, depth: "1" };
  const calendars = `${url}/SOGo/dav/${login}/Calendar/`;
  const answer = await fetch(calendars, { method: "PROPFIND", headers });
  if (answer.status !== 207) throw new Error(`${calendars} answered ${answer.status}`);
  const session = await signIn(url, user);
  if (timeZone) {
    const saved = await fetch(`${url}/SOGo/so/${login}/Preferences/save`, {
      method: "POST",
      headers: { ...session, "content-type": "application/json" },
      body: JSON.stringify({ defaults: { SOGoTimeZone: timeZone } }),
    });
    if (!saved.ok) throw new Error(`SOGo does not change the time zone: ${saved.status}`);
  }
  for (const path of ["view", "calendarslist", "eventsblocks?sd=20261123&ed=20261123&view=dayview"])
    await fetch(`${url}/SOGo/so/${login}/Calendar/${path}`, { headers: session });
}

/** @throws SogoMissing with what to install, where it cannot be installed from here */
export async function startSogo({ patience = 60_000 }: SogoOptions = {}): Promise<Sogo> {
  const { version, account, programs } = findSogo();
  const stack = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), "pipni-sogo-"));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const daemons = stack.use(new Daemons(account, folder));
  try {
    const [web, other, sogo, database] = [
      await freePort(),
      await freePort(),
      await freePort(),
      await freePort(),
    ];
    const password = "jen-pro-zkousky";
    await prepare(folder, account, nginxConf(folder, [web, other], sogo), password);
    const cache = join(folder, "cache.sock");
    daemons.start(programs.memcached, ["-s", cache, "-m", "32"]);

    await daemons.run(programs.installDb, [
      "--no-defaults",
      `--datadir=${folder}/data`,
      "--auth-root-authentication-method=normal",
      "--skip-test-db",
      "--skip-name-resolve",
    ]);
    daemons.start(programs.mariadbd, [
      "--no-defaults",
      `--datadir=${folder}/data`,
      `--socket=${folder}/db.sock`,
      `--pid-file=${folder}/db.pid`,
      `--init-file=${folder}/init.sql`,
      "--bind-address=127.0.0.1",
      `--port=${database}`,
      "--skip-log-bin",
      // Nothing here has to outlive a power cut.
      "--innodb-flush-log-at-trx-commit=0",
      "--skip-name-resolve",
    ]);
    await daemons.answers(database, patience);
    const given = settings(`mysql://sogo:${password}@127.0.0.1:${database}/sogo`, cache);
    const sogodArgs = [
      ...["-WONoDetach", "YES", "-WOPort", `127.0.0.1:${sogo}`],
      ...["-WOLogFile", "-", "-WOPidFile", join(folder, "sogo.pid")],
      ...["-SOGoMailSpoolPath", join(folder, "spool")],
      ...Object.entries(given).flatMap(([key, value]) => [
        `-${key}`,
        typeof value === "object" ? plist(value) : String(value),
      ]),
    ];
    // It takes half a minute to hear of its end, and has nothing to lose.
    daemons.start(programs.sogod, sogodArgs, { isDeaf: true });
    daemons.start(programs.nginx, ["-e", "stderr", "-p", folder, "-c", join(folder, "nginx.conf")]);
    const url = `http://127.0.0.1:${web}`;
    await daemons.serves(`${url}/SOGo/`, patience);
    for (const user of Object.values(users)) await visitOnce(url, user);
    return {
      version,
      url,
      otherUrl: `http://127.0.0.1:${other}`,
      users,
      log: () => daemons.log,
      [Symbol.asyncDispose]: () => stack.disposeAsync(),
    };
  } catch (error) {
    const said = daemons.log;
    await stack.disposeAsync();
    throw new Error(`SOGo could not be started: ${error}\n${said}`, { cause: error });
  }
}
