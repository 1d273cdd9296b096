import { definePlugin } from "../../plugin-api/index.ts";
import { libraryPlugin } from "../../plugin-kit/event-store/by-names/plugin.ts";
import { id } from "./plugin.json";

export default definePlugin(id, libraryPlugin);
