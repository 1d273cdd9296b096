import { defineProbe } from "../../plugin-api/index.ts";
import { watchLibrary } from "../../plugin-kit/event-store/library.ts";
import { id } from "./plugin.json";
import { scheduler } from "./read.ts";

export default defineProbe(id, (context) => watchLibrary(context, scheduler));
