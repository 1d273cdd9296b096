import preact from "@preact/preset-vite";
import { defineConfig } from "wxt";

/** The one host that Pípni itself talks to. */
const gateway = "https://app.gosms.eu/*";

export default defineConfig({
  modules: ["@wxt-dev/webextension-polyfill"],
  manifestVersion: 3,
  imports: false,
  // The oldest browsers that the manifest allows have all of it natively.
  vite: () => ({ plugins: [preact()], build: { target: "esnext" } }),
  manifest: ({ browser }) => ({
    name: "__MSG_name__",
    description: "__MSG_description__",
    default_locale: "cs",
    permissions: [
      "storage",
      "unlimitedStorage",
      "alarms",
      "scripting",
      "activeTab",
      "declarativeNetRequestWithHostAccess",
    ],
    host_permissions: [gateway],
    optional_host_permissions: ["https://*/*", "http://*/*"],
    declarative_net_request: {
      rule_resources: [{ id: "gateway", enabled: true, path: "rules/gateway.json" }],
    },
    ...(browser === "firefox"
      ? {
          browser_specific_settings: {
            gecko: {
              id: "pipni@pipni.example",
              strict_min_version: "141.0",
              // Names and numbers go to the SMS gateway that the user has an account with, nowhere else.
              data_collection_permissions: {
                required: ["personallyIdentifyingInfo", "personalCommunications"],
              },
            },
          },
        }
      : { minimum_chrome_version: "144" }),
  }),
});
