import type { ComponentChildren } from "preact";

export const headingId = "section-heading";

/** One part of the settings, under the page's only first-level heading. */
export function Section({
  title,
  lead,
  children,
}: {
  title: string;
  lead: string;
  children: ComponentChildren;
}) {
  return (
    <section class="section" aria-labelledby={headingId}>
      <header class="section-head">
        <h1 id={headingId} tabIndex={-1}>
          {title}
        </h1>
        <p class="mute">{lead}</p>
      </header>
      {children}
    </section>
  );
}

/** A link that leaves the page, and says so. */
export function Outside({
  href,
  children,
  hint,
}: {
  href: string;
  children: ComponentChildren;
  hint: string;
}) {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {children} <span aria-hidden="true">↗</span>
      <span class="visually-hidden"> ({hint})</span>
    </a>
  );
}
