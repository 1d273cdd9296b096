import { createElement, createRef } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";

/** @param plugins of the same version as the component */
export function mountReact(FullCalendar, plugins, locale) {
  globalThis.mountCalendar = (element, options) => {
    const calendar = createRef();
    const root = createRoot(element);
    flushSync(() =>
      root.render(createElement(FullCalendar, { ref: calendar, plugins, locales: [locale], ...options })),
    );
    return calendar.current.getApi();
  };
}
