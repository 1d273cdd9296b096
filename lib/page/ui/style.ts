import tokens from "./tokens.css?raw";

/**
 * The look of the notices, in a shadow root of their own. The background hands it over with the words, so that a
 * calendar's page carries neither in its scripts. What is important in here the page's own sheets cannot overrule: it
 * must not fade what is shown, nor move it away.
 */
export const style = `${tokens}
:host{
all:initial!important;
color-scheme:light dark!important;
position:fixed!important;
z-index:2147483647!important;
inset:auto 16px 16px auto!important;
font:14px/1.45 system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif!important
}
:host>*{color:var(--ink)}
:host([data-aside]){z-index:2147483646!important}
:host([data-aside="start"]){inset:auto auto 16px 16px!important}
@media (max-width:868px){:host([data-aside]){inset:8px 8px auto auto!important}:host([data-aside]) .stack{max-height:30vh}}
*{box-sizing:border-box}
.stack{display:grid;gap:8px;width:min(380px,calc(100vw - 32px));max-height:calc(100vh - 32px);overflow:auto}
.notice{display:grid;gap:2px;background:var(--surface);border:1px solid var(--line);border-inline-start:4px solid var(--accent);border-radius:10px;box-shadow:0 1px 2px light-dark(rgb(10 30 25 / 0.06),rgb(0 0 0 / 0.4)),0 8px 24px light-dark(rgb(10 30 25 / 0.12),rgb(0 0 0 / 0.35));padding:12px 14px;overflow-wrap:anywhere}
.notice.quiet{border-inline-start-color:var(--wait)}
.notice.bad{border-inline-start-color:var(--bad)}
strong{display:block;font-weight:600}
.more{color:var(--ink-2);font-size:12.5px;font-variant-numeric:tabular-nums}
.text{font-style:italic}
summary{cursor:pointer}
summary:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.status{font-variant-numeric:tabular-nums}
.bad .status{color:var(--bad)}
.buttons{display:flex;gap:8px;justify-content:flex-end;margin-block-start:6px}
.buttons:not(:has(button:not([hidden]))){display:none}
button{font:inherit;font-weight:600;white-space:nowrap;border:1px solid var(--edge);background:var(--surface);color:var(--ink);border-radius:8px;padding:6px 12px;min-height:36px;cursor:pointer}
button:hover:not(:disabled){border-color:var(--accent)}
button:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
button:disabled{opacity:0.55;cursor:default}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
[hidden]{display:none}
@media (forced-colors:active){.notice{border:1px solid}}`;
